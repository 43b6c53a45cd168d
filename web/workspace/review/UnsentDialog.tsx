import { Button, FileButton, Group, Modal, Progress, Stack } from '@mantine/core';
import { IconAlertCircle, IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import type { UnsentReply } from '#core/intake/review-api.ts';
import { type Refusal, refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { useSendUnsent } from '#web/workspace/review/review-queries.ts';
import { UnsentResults } from '#web/workspace/review/UnsentResults.tsx';
import { unsentParts } from '#web/workspace/review/unsent-file.ts';
import css from './review.module.css';

interface UnsentDialogProps {
  readonly survey: string;
  readonly onClose: () => void;
}

/** Brings in what a phone could not send. The same file may come twice: nothing is doubled. */
export function UnsentDialog({ survey, onClose }: UnsentDialogProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const { send, refresh } = useSendUnsent(survey);
  const [results, setResults] = useState<UnsentReply['results']>([]);
  const [going, setGoing] = useState<{ readonly done: number; readonly all: number }>();
  const [isNoFile, setNoFile] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [isOver, setOver] = useState(false);

  const take = async (file: File | null | undefined): Promise<void> => {
    if (!file) return;
    setRefusal(undefined);
    setResults([]);
    const parts = unsentParts(await file.text());
    setNoFile(!parts);
    if (!parts) return;
    const all = parts.reduce((sum, { responses }) => sum + responses.length, 0);
    const told: UnsentReply['results'] = [];
    try {
      for (const part of parts) {
        setGoing({ done: told.length, all });
        told.push(...(await send(part)).results);
        setResults([...told]);
      }
    } catch (error) {
      setRefusal(refusalOf(error));
    }
    setGoing(undefined);
    await refresh();
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (online) void take(event.dataTransfer.files[0]);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('review.unsent.title')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack gap="md">
        <p className={css.reading}>{t('review.unsent.lead')}</p>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the button within does the same by keyboard */}
        <div
          className={css.drop}
          data-over={isOver || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          <FileButton onChange={(file) => void take(file)} accept=".json,application/json">
            {(props) => (
              <Button
                {...props}
                disabled={!online || going !== undefined}
                leftSection={<IconFileUpload size={18} stroke={1.75} aria-hidden />}
              >
                {t('review.unsent.choose')}
              </Button>
            )}
          </FileButton>
          <span className={css.quiet}>{t('review.unsent.drop')}</span>
        </div>
        {isNoFile && (
          <Note icon={IconAlertCircle} tone="refused" role="alert">
            {t('review.unsent.no-file')}
          </Note>
        )}
        {refusal &&
          (refusal.status === 404 ? (
            <Note icon={IconAlertCircle} tone="refused" role="alert">
              {t('review.unsent.other-survey')}
            </Note>
          ) : (
            <ProblemNote refusal={refusal} />
          ))}
        {going && (
          <Progress
            value={(100 * going.done) / going.all}
            aria-label={t('review.unsent.going', { done: going.done, all: going.all })}
          />
        )}
        {results.length > 0 && <UnsentResults results={results} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('workspace.action.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
