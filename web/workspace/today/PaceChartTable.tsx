import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import table from '#web/workspace/styles/table.module.css';
import type { ChartDay } from '#web/workspace/today/running-total.ts';
import css from './today.module.css';

interface PaceChartTableProps {
  readonly days: readonly ChartDay[];
  readonly label: (day: string) => string;
}

/** The figures of the chart, for those who would rather read them. */
export function PaceChartTable({ days, label }: PaceChartTableProps) {
  const { t, language } = useLanguage();
  const dated = days.some(({ expected }) => expected !== undefined);
  const number = (value: number | undefined) =>
    value === undefined ? '' : formatNumber(language, Math.round(value));
  return (
    <details className={css.twin}>
      <summary>{t('field.chart.table')}</summary>
      <table className={table.table}>
        <caption className="ln-vh">{t('field.chart.name')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field.chart.day')}</th>
            <th scope="col" className={table.number}>
              {t('field.chart.added')}
            </th>
            <th scope="col" className={table.number}>
              {t('field.chart.total')}
            </th>
            {dated && (
              <th scope="col" className={table.number}>
                {t('field.chart.expected')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, added, total, expected }) => (
            <tr key={day}>
              <th scope="row">{label(day)}</th>
              <td className={table.number}>{total === undefined ? '' : number(added)}</td>
              <td className={table.number}>{number(total)}</td>
              {dated && <td className={table.number}>{number(expected)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
