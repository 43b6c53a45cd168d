import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ImportReply } from '#core/intake/intake-api.ts';
import { ColumnTable } from '#web/workspace/intake/ColumnTable.tsx';
import { lossCsv, lossSentence, saveText } from '#web/workspace/intake/loss-words.ts';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import table from '#web/workspace/styles/table.module.css';
import css from './intake.module.css';

interface ImportSummaryProps {
  readonly report: ImportReply;
  /** Absent once it is done. */
  readonly onStart: (() => void) | undefined;
  readonly onAgain: () => void;
}

/** Losses on the screen; the file has all. */
const shownLosses = 200;

/** What would become, or became, of a file: counts, what each column means, what is lost. */
export function ImportSummary({ report, onStart, onAgain }: ImportSummaryProps) {
  const { t, language } = useLanguage();
  const count = (value: number): string => formatNumber(language, value);
  const heading = report.isDryRun ? 'intake.import-look' : 'intake.import-done';
  return (
    <>
      <div role="status">
        <h2>{t(heading, { rows: count(report.rows) })}</h2>
      </div>
      <dl className={css.counts}>
        <Count
          words={t(report.isDryRun ? 'intake.count-new' : 'intake.count-stored')}
          value={count(report.stored)}
        />
        <Count words={t('intake.count-before')} value={count(report.alreadyStored)} />
        <Count words={t('intake.count-conflict')} value={count(report.conflict)} />
        <Count
          words={t('intake.count-aside')}
          value={count(report.quarantined + report.rejected)}
        />
      </dl>
      <div className={css.actions}>
        {onStart && report.rows > report.alreadyStored && (
          <Button onClick={onStart}>
            {t('intake.import-start', { rows: count(report.rows - report.alreadyStored) })}
          </Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {t('intake.import-other')}
        </Button>
      </div>
      <LossTable report={report} />
      <ColumnTable sheets={report.sheets} />
    </>
  );
}

function Count({ words, value }: { readonly words: string; readonly value: string }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function LossTable({ report }: { readonly report: ImportReply }) {
  const { t, language } = useLanguage();
  const { losses, moreLosses } = report;
  if (losses.length === 0) return <p className={css.quiet}>{t('intake.loss-none')}</p>;
  const rest = losses.length + moreLosses - shownLosses;
  return (
    <section aria-label={t('intake.loss-title')}>
      <div className={css.head}>
        <h2>{t('intake.loss-title')}</h2>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
          onClick={() => saveText('losses.csv', lossCsv(t, losses))}
        >
          {t('intake.loss-save')}
        </Button>
      </div>
      <ScrollBox label={t('intake.loss-title')}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col" className={table.number}>
                {t('intake.loss-row')}
              </th>
              <th scope="col">{t('intake.loss-column')}</th>
              <th scope="col">{t('intake.loss-what')}</th>
            </tr>
          </thead>
          <tbody>
            {losses.slice(0, shownLosses).map((loss, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes once it is there
              <tr key={index}>
                <td className={table.number}>{loss.row ?? ''}</td>
                <td className={css.heading}>
                  {[loss.sheet, loss.column].filter((part) => part !== undefined).join(' · ')}
                </td>
                <td>{lossSentence(t, loss)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {rest > 0 && (
        <p className={css.quiet}>
          {t('intake.loss-more', { count: formatNumber(language, rest) })}
        </p>
      )}
    </section>
  );
}
