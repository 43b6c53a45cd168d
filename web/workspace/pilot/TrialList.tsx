import { Button } from '@mantine/core';
import type { PilotReply } from '#core/analysis/pilot-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useEndTrial } from '#web/workspace/api/pilot-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { formatDate } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './pilot.module.css';

interface TrialListProps {
  readonly survey: string;
  readonly trials: PilotReply['trials'];
}

/** The test links that were made, to see which are open and to end them. */
export function TrialList({ survey, trials }: TrialListProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const online = useOnline();
  const mayEnd = useMay('link.revoke');
  const end = useEndTrial(survey);
  if (trials.length === 0) return null;
  return (
    <section className={css.trials}>
      <h2>{t('pilot.links')}</h2>
      {end.isError && <ProblemNote refusal={refusalOf(end.error)} />}
      <ul>
        {trials.map(({ linkId, createdAt, expiresAt, over, runs }) => (
          <li key={linkId}>
            <span>
              {t('pilot.link-of', { date: formatDate(language, createdAt, timeZone), runs })}{' '}
              <span className={css.quiet}>
                {over
                  ? t('pilot.link-over')
                  : t('pilot.link-until', { date: formatDate(language, expiresAt, timeZone) })}
              </span>
            </span>
            {!over && mayEnd && (
              <Button
                variant="subtle"
                size="compact-sm"
                disabled={!online}
                loading={end.isPending && end.variables === linkId}
                onClick={() => end.mutate(linkId)}
              >
                {t('pilot.link-end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
