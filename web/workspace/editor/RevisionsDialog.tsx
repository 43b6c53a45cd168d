import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { fetchRevision, useDraftRevisionsQuery } from '#web/workspace/api/draft-queries.ts';
import { type Refusal, refusalOf } from '#web/workspace/api/request.ts';
import { useEditorParts } from '#web/workspace/editor/use-editor.ts';
import { formatAgo, formatDate, formatTime } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import css from './editor.module.css';

/** Earlier states of the draft; taking one is a change like any other, which can be undone. */
export function RevisionsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useLanguage();
  const { actions: editor, autosave } = useEditorParts();
  const query = useDraftRevisionsQuery(editor.surveyName);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const current = autosave.revision();
  const take = async (revision: number) => {
    try {
      const found = await fetchRevision(editor.surveyName, revision);
      editor.change(found.definition);
      notifications.show({ message: t('editor.revisions.taken') });
      onClose();
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('editor.revisions.title')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <p className={css.dialogLead}>{t('editor.revisions.lead')}</p>
      {refusal && <ProblemNote refusal={refusal} />}
      <QueryView query={query} lines={4}>
        {(revisions) =>
          revisions.length === 0 ? (
            <p>{t('editor.revisions.none')}</p>
          ) : (
            <ul className={css.revisions}>
              {revisions.map(({ revision, savedAt, savedBy }) => (
                <li key={revision}>
                  <span>
                    {formatDate(language, savedAt)} {formatTime(language, new Date(savedAt))}
                    <span className={css.quiet}>
                      {' · '}
                      {formatAgo(language, savedAt, new Date())}
                      {savedBy && ` · ${savedBy}`}
                    </span>
                  </span>
                  {revision === current ? (
                    <span className={css.quiet}>{t('editor.revisions.current')}</span>
                  ) : (
                    <Button variant="default" size="xs" onClick={() => void take(revision)}>
                      {t('editor.revisions.take')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Modal>
  );
}
