import { notifications } from '@mantine/notifications';
import { useSearchParams } from 'wouter';
import type { SurveyDetail } from '#core/definitions/survey-api.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useRestore, useRetire } from '#web/workspace/api/version-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ConfirmDialog } from '#web/workspace/parts/ConfirmDialog.tsx';

export interface VersionChoice {
  readonly number: number;
  readonly what: 'restore' | 'retire' | 'unretire';
}

interface VersionDialogProps {
  readonly survey: SurveyDetail;
  readonly choice: VersionChoice;
  readonly onClose: () => void;
}

/** Says what becomes of links and answers before a version is restored, retired or put back. */
export function VersionDialog({ survey, choice, onClose }: VersionDialogProps) {
  return choice.what === 'restore' ? (
    <RestoreDialog survey={survey} choice={choice} onClose={onClose} />
  ) : (
    <RetireDialog survey={survey} choice={choice} onClose={onClose} />
  );
}

function RestoreDialog({ survey, choice: { number }, onClose }: VersionDialogProps) {
  const { t } = useLanguage();
  const [, setSearch] = useSearchParams();
  const restore = useRestore(survey.name);
  return (
    <ConfirmDialog
      title={t('changes.restore-title', { number })}
      action={t('changes.restore')}
      pending={restore.isPending}
      refusal={restore.error ? refusalOf(restore.error) : undefined}
      onClose={onClose}
      onConfirm={() =>
        restore.mutate(number, {
          onSuccess: () => {
            notifications.show({ message: t('changes.restore-done', { number }) });
            setSearch({ version: 'draft' });
            onClose();
          },
        })
      }
    >
      {t('changes.restore-lead', { number })}
    </ConfirmDialog>
  );
}

function RetireDialog({ survey, choice: { number, what }, onClose }: VersionDialogProps) {
  const { t } = useLanguage();
  const change = useRetire(survey.name);
  const retired = what === 'retire';
  const open = survey.versions.filter(
    (version) => version.retiredAt === undefined && (version.number !== number || !retired),
  );
  const next = retired ? open.at(-1)?.number : Math.max(number, open.at(-1)?.number ?? 0);
  const isServing = next === undefined || next < number;
  return (
    <ConfirmDialog
      title={retired ? t('changes.retire-title', { number }) : t('changes.unretire')}
      action={t(retired ? 'changes.retire' : 'changes.unretire')}
      destructive={retired}
      pending={change.isPending}
      refusal={change.error ? refusalOf(change.error) : undefined}
      onClose={onClose}
      onConfirm={() =>
        change.mutate(
          { number, retired },
          {
            onSuccess: () => {
              const done = retired ? 'changes.retire-done' : 'changes.unretire-done';
              notifications.show({ message: t(done, { number }) });
              onClose();
            },
          },
        )
      }
    >
      {next === undefined
        ? t('changes.retire-last')
        : t(retired && isServing ? 'changes.retire-next' : 'changes.retire-same', { next })}
    </ConfirmDialog>
  );
}
