import { Button, Group, Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { usePublishDraft } from '#web/workspace/api/draft-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { changeWords } from '#web/workspace/definitions/change-words.ts';
import { problemsOf } from '#web/workspace/editor/problems-of.ts';
import { goToPlace } from '#web/workspace/editor/tools/tabs/go-to-place.ts';
import { useChanges } from '#web/workspace/editor/tools/tabs/use-changes.ts';
import { useProblemWords } from '#web/workspace/editor/tools/use-problem-words.ts';
import {
  type EditorProblem,
  useDraftFacts,
  useEditor,
  useLanguages,
} from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import css from './editor.module.css';

interface PublishDraftDialogProps {
  readonly onClose: () => void;
  readonly onPublished: () => void;
}

/** What publishing does, what is new, what is still in the way. Only the draft that one has seen is published. */
export function PublishDraftDialog({ onClose, onPublished }: PublishDraftDialogProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const { basedOn = 0, online, revision } = useDraftFacts();
  const publish = usePublishDraft(editor.surveyName);
  const [problems] = useState(() => problemsOf(editor.definition()));
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const isBlocked = errors.length > 0;
  const submit = () =>
    publish.mutate(revision, {
      onSuccess: ({ number }) => {
        notifications.show({ message: t('workspace.publish.done', { number }) });
        onPublished();
      },
    });
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('editor.publish', { number: basedOn + 1 })}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack gap="md">
        <p>{t(isBlocked ? 'workspace.publish.blocked' : 'workspace.publish.lead')}</p>
        <Problems problems={errors} onGo={onClose} />
        <WhatIsNew />
        {warnings.length > 0 && (
          <section>
            <h3>{t('editor.publishing.warnings', { count: warnings.length })}</h3>
            <Problems problems={warnings} onGo={onClose} />
          </section>
        )}
        {publish.error && <ProblemNote refusal={refusalOf(publish.error)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('workspace.action.cancel')}
          </Button>
          <Button
            data-autofocus
            onClick={submit}
            loading={publish.isPending}
            disabled={isBlocked || !online}
          >
            {t('workspace.publish.action')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const shownAtMost = 30;

interface ProblemsProps {
  readonly problems: readonly EditorProblem[];
  readonly onGo: () => void;
}

function Problems({ problems, onGo }: ProblemsProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const words = useProblemWords();
  if (problems.length === 0) return null;
  return (
    <ul className={css.changes}>
      {problems.slice(0, shownAtMost).map((problem, index) => {
        const Sign = problem.severity === 'error' ? IconAlertCircle : IconAlertTriangle;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same problem may stand twice at one place
          <li key={`${problem.code} ${problem.path} ${index}`} data-tone={problem.severity}>
            <Sign size={17} stroke={1.75} aria-hidden />
            <span>{words(problem).sentence}</span>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                onGo();
                goToPlace(editor, problem.path);
              }}
            >
              {t('tools.problems.go')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** What is different from the version before, what breaks with it first. */
function WhatIsNew() {
  const { t } = useLanguage();
  const { source } = useLanguages();
  const { changes, basedOn } = useChanges();
  if (basedOn === undefined || changes === undefined) return null;
  if (changes.length === 0) return <p>{t('editor.publishing.same', { number: basedOn })}</p>;
  const order = { breaking: 0, note: 1, compatible: 2 };
  const sorted = changes.toSorted((one, other) => order[one.effect] - order[other.effect]);
  return (
    <section>
      <h3>{t('editor.publishing.changes', { number: basedOn, count: changes.length })}</h3>
      <ul className={css.changes}>
        {sorted.slice(0, shownAtMost).map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same change may stand twice at one place
          <li key={`${change.code} ${change.path} ${index}`} data-tone={change.effect}>
            <span>
              {changeWords(change, source, t)}
              {change.effect === 'breaking' && (
                <span className={css.breaking}>{t('tools.changes.breaking')}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
