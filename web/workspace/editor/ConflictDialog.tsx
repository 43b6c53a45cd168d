import { Button, Modal, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { diffVersions } from '#core/definitions/diff-versions.ts';
import { type EditableDraft, fetchDraft } from '#web/workspace/api/draft-queries.ts';
import { type Refusal, refusalOf } from '#web/workspace/api/request.ts';
import { useAddSurvey } from '#web/workspace/api/survey-queries.ts';
import { changeWords } from '#web/workspace/definitions/change-words.ts';
import type { SaveState } from '#web/workspace/editor/autosave.ts';
import { useEditorParts, useLanguages } from '#web/workspace/editor/use-editor.ts';
import { formatAgo } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LoadingLines } from '#web/workspace/parts/LoadingLines.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import css from './editor.module.css';

interface ConflictDialogProps {
  readonly state: Extract<SaveState, { kind: 'conflict' }>;
  readonly onDraft: (draft: EditableDraft) => void;
  /** Later: what is in hand stays, and nothing is sent until somebody decides. */
  readonly onClose: () => void;
}

/** Somebody else has saved since: their draft, ours beside it, or ours over it; nothing is lost unasked. */
export function ConflictDialog({ state, onDraft, onClose }: ConflictDialogProps) {
  const { t, language } = useLanguage();
  const { actions: editor, autosave, store } = useEditorParts();
  const [, navigate] = useLocation();
  const [theirs, setTheirs] = useState<EditableDraft | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const copy = useAddSurvey(editor.projectId);
  const { base, conflict } = state;

  useEffect(() => {
    fetchDraft(editor.surveyName).then(setTheirs, (error: unknown) => setRefusal(refusalOf(error)));
  }, [editor]);

  const take = () => {
    if (!theirs) return;
    store.change(theirs.definition);
    autosave.adopt(theirs);
    onDraft(theirs);
  };
  const keepAsCopy = () => {
    const name = `${editor.surveyName}-${Date.now().toString(36)}`;
    copy.mutate(
      { name, definition: { ...editor.definition() } },
      {
        onSuccess: (made) => {
          take();
          navigate(`/projects/${editor.projectId}/surveys/${made.name}/edit`);
        },
        onError: (error) => setRefusal(refusalOf(error)),
      },
    );
  };
  const who = conflict.savedBy ?? t('editor.conflict.somebody');
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('editor.conflict.title')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack gap="md">
        <p>
          {t('editor.conflict.lead', {
            who,
            ago: formatAgo(language, conflict.savedAt, new Date()),
          })}
        </p>
        {theirs ? (
          <Changes changes={diffVersions(base, theirs.definition)} who={who} />
        ) : (
          !refusal && <LoadingLines lines={3} />
        )}
        {refusal && <ProblemNote refusal={refusal} />}
        <div className={css.conflictActions}>
          <Button variant="default" disabled={!theirs} onClick={take}>
            {t('editor.conflict.take', { who })}
          </Button>
          <Button
            variant="default"
            disabled={!theirs}
            loading={copy.isPending}
            onClick={keepAsCopy}
          >
            {t('editor.conflict.copy')}
          </Button>
          <Button
            variant="default"
            className={css.destructive ?? ''}
            disabled={!theirs}
            onClick={() => theirs && void autosave.overwrite(theirs.revision)}
          >
            {t('editor.conflict.overwrite', { who })}
          </Button>
        </div>
      </Stack>
    </Modal>
  );
}

interface ChangesProps {
  readonly changes: ReturnType<typeof diffVersions>;
  readonly who: string;
}

/** What the other person has changed since the draft that both began from. */
function Changes({ changes, who }: ChangesProps) {
  const { t } = useLanguage();
  const { source } = useLanguages();
  if (changes.length === 0) return <p>{t('editor.conflict.same')}</p>;
  return (
    <section>
      <h3>{t('editor.conflict.theirs', { who, count: changes.length })}</h3>
      <ul className={css.changes}>
        {changes.slice(0, 30).map((change) => (
          <li key={`${change.code} ${change.path} ${JSON.stringify(change.params)}`}>
            {changeWords(change, source, t)}
          </li>
        ))}
      </ul>
    </section>
  );
}
