import { IconCopy, IconInbox } from '@tabler/icons-react';
import type { ProgressReply } from '#core/definitions/survey-api.ts';
import { useLinksQuery } from '#web/workspace/api/link-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { purposeKeys } from '#web/workspace/links/purpose-words.ts';
import { CountTable } from '#web/workspace/today/CountTable.tsx';
import { DailyChart } from '#web/workspace/today/DailyChart.tsx';
import css from './today.module.css';

interface ProgressSheetProps {
  readonly survey: string;
  readonly progress: ProgressReply;
}

/** What came in: in a sentence, day by day, by site, by link; beside it what somebody should look at. */
export function ProgressSheet({ survey, progress }: ProgressSheetProps) {
  const { t } = useLanguage();
  const links = useLinksQuery(survey);
  const { stored, today, quarantined, conflict, test } = progress;
  const byLink = progress.links.map(({ id, stored: count }) => {
    const link = links.data?.find((one) => one.id === id);
    const purpose = link ? t(purposeKeys[link.purpose]) : '';
    return {
      id,
      name: link?.holder ?? purpose,
      detail: [link?.holder && purpose, link?.site?.name].filter(Boolean).join(' · '),
      count,
    };
  });
  const bySite = progress.sites.map(({ code, name, stored: count }) => ({
    id: code,
    name,
    detail: '',
    count,
  }));
  return (
    <div className={css.sheet}>
      <div>
        <div aria-live="polite">
          <h1>{t('workspace.today.received', { count: stored })}</h1>
          <p className={css.lead}>
            {t('workspace.today.today', { count: today })}
            {test > 0 && ` ${t('workspace.today.test', { count: test })}`}
          </p>
        </div>
        {progress.days.length > 1 && <DailyChart days={progress.days} />}
        {bySite.length > 0 && <CountTable caption={t('workspace.today.by-site')} rows={bySite} />}
        {byLink.length > 0 && <CountTable caption={t('workspace.today.by-link')} rows={byLink} />}
      </div>
      {quarantined + conflict > 0 && (
        <aside className={css.aside} aria-labelledby="look">
          <h2 id="look">{t('workspace.today.look')}</h2>
          <ul>
            {quarantined > 0 && (
              <li>
                <IconInbox className={css.lookIcon} size={18} stroke={1.75} aria-hidden />
                <div>
                  <strong>{t('workspace.today.quarantined', { count: quarantined })}</strong>
                  <p>{t('workspace.today.quarantined-why')}</p>
                </div>
              </li>
            )}
            {conflict > 0 && (
              <li>
                <IconCopy className={css.lookIcon} size={18} stroke={1.75} aria-hidden />
                <div>
                  <strong>{t('workspace.today.conflict', { count: conflict })}</strong>
                  <p>{t('workspace.today.conflict-why')}</p>
                </div>
              </li>
            )}
          </ul>
        </aside>
      )}
    </div>
  );
}
