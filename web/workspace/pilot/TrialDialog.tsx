import { Button, Modal, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { trialDays } from '#core/links/trial-api.ts';
import { usePilotQuery, useStartTrial } from '#web/workspace/api/pilot-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { formatDate } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { QrCode } from '#web/workspace/links/QrCode.tsx';
import { CopyText } from '#web/workspace/parts/CopyText.tsx';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useEvery } from '#web/workspace/parts/use-every.ts';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './pilot.module.css';

interface TrialDialogProps {
  readonly survey: string;
  readonly projectId: string;
  readonly onClose: () => void;
}

const dayChoices = [1, trialDays.usual, 14, trialDays.most];

/** The draft on a real phone: a test link as a QR code. What is answered through it is never counted. */
export function TrialDialog({ survey, projectId, onClose }: TrialDialogProps) {
  const { t, language } = useLanguage();
  const online = useOnline();
  const timeZone = useTimeZone();
  const start = useStartTrial(survey);
  const [days, setDays] = useState<number>(trialDays.usual);
  const made = start.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('pilot.try.title')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack gap="md">
        <p>{t('pilot.try.text')}</p>
        {made ? (
          <>
            <div className={css.qr}>
              <QrCode text={made.url} label={t('pilot.try.qr')} />
            </div>
            <output className={css.url}>{made.url}</output>
            <p className={css.quiet}>
              {t('pilot.try.until', { date: formatDate(language, made.expiresAt, timeZone) })}
            </p>
            <Note tone="attention">{t('workspace.link.once')}</Note>
            <Opened survey={survey} linkId={made.id} />
            <div className={css.actions}>
              <CopyText value={made.url} label={t('workspace.link.copy')} />
              <Button
                component={Link}
                href={`/projects/${projectId}/surveys/${survey}/pilot`}
                variant="default"
              >
                {t('pilot.open')}
              </Button>
            </div>
          </>
        ) : (
          <>
            <NativeSelect
              label={t('pilot.try.days')}
              value={String(days)}
              data={dayChoices.map((count) => ({
                value: String(count),
                label: t('pilot.try.day-count', { count }),
              }))}
              onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}
            />
            {start.isError && <ProblemNote refusal={refusalOf(start.error)} />}
            <Button
              loading={start.isPending}
              disabled={!online}
              onClick={() => start.mutate({ days, language })}
              data-autofocus
            >
              {t('pilot.try.start')}
            </Button>
          </>
        )}
      </Stack>
    </Modal>
  );
}

/** Says when the phone has really opened it. */
function Opened({ survey, linkId }: { readonly survey: string; readonly linkId: string }) {
  const { t } = useLanguage();
  const query = usePilotQuery(survey, '');
  const runs = query.data?.trials.find((trial) => trial.linkId === linkId)?.runs ?? 0;
  const { refetch } = query;
  useEvery(3_000, () => void refetch());
  return (
    <p role="status" className={css.quiet}>
      {runs === 0 ? t('pilot.try.waiting') : t('pilot.try.opened', { runs })}
    </p>
  );
}
