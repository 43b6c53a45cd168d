import type { CSSProperties } from 'react';
import { numberFormat } from '#core/reports/number-format.ts';
import { HiddenCell } from '#web/workspace/analysis/HiddenCell.tsx';
import {
  axisEnd,
  axisTicks,
  type Category,
  columnPrecision,
  resultRows,
  type Table,
} from '#web/workspace/analysis/result-rows.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import css from './results.module.css';

interface ShareTableProps {
  readonly table: Table;
}

/** Chart and table in one: answer, bar with its interval, share, interval, people. */
export function ShareTable({ table }: ShareTableProps) {
  const { t, language } = useLanguage();
  const all = table.columns[0];
  if (!all) return null;
  const precision = columnPrecision(all, table.mode === 'exact');
  const withShares = precision === 'tenths' || precision === 'whole';
  const digits = precision === 'tenths' ? 1 : 0;
  const format = numberFormat(language);
  const rows = resultRows(table, all);
  const end = axisEnd(rows);
  const ticks = axisTicks(end);
  return (
    <table className={css.chart} data-shares={withShares || undefined}>
      <caption className="ln-vh">
        <SurveyText text={table.variable.label} />
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('workspace.result.answer')}</th>
          {withShares && (
            <>
              <th scope="col" className={css.axisCell}>
                <span className="ln-vh">{t('workspace.result.chart')}</span>
                <span className={css.axis} aria-hidden>
                  {ticks.map((tick) => (
                    <span key={tick} style={{ left: `${(100 * tick) / end}%` }}>
                      {tick === ticks.at(-1) ? format.percent(tick, 0) : format.points(tick, 0)}
                    </span>
                  ))}
                </span>
              </th>
              <th scope="col">{t('workspace.result.share')}</th>
              <th scope="col" className={css.intervalCell}>
                {t('workspace.result.interval')}
              </th>
            </>
          )}
          <th scope="col">{t('workspace.result.people')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ category, tier }) => (
          <tr key={String(category.value)} data-tier={(tier && withShares) || undefined}>
            <th scope="row">
              <SurveyText
                alone
                text={category.shortLabel ?? category.label}
                fallback={String(category.value)}
              />
              {!category.listed && (
                <span className={css.unlisted}>{t('workspace.result.unlisted')}</span>
              )}
            </th>
            {withShares && (
              <>
                <td className={css.axisCell} aria-hidden>
                  <Bar category={category} end={end} ticks={ticks} />
                </td>
                <td className={css.share}>
                  {category.share === null ? (
                    <HiddenCell hidden={category.hidden} />
                  ) : (
                    format.percent(category.share, digits)
                  )}
                </td>
                <td className={css.intervalCell}>
                  {category.interval &&
                    `${format.points(category.interval.low, digits)}–${format.points(category.interval.high, digits)}`}
                </td>
              </>
            )}
            <td>
              {category.count === null ? (
                <HiddenCell hidden={category.hidden} />
              ) : (
                format.whole(category.count)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BarProps {
  readonly category: Category;
  readonly end: number;
  readonly ticks: readonly number[];
}

/** A pale bar to the share, its 95 % interval as a thin line, a dot on the share itself. */
function Bar({ category: { share, interval }, end, ticks }: BarProps) {
  const at = (value: number) => `${(100 * value) / end}%`;
  const spread: CSSProperties | undefined = interval
    ? { left: at(interval.low), width: at(interval.high - interval.low) }
    : undefined;
  return (
    <div className={css.bar}>
      {ticks.map((tick) => (
        <i key={tick} className={css.tick} style={{ left: at(tick) }} />
      ))}
      {share !== null && (
        <>
          <i className={css.estimate} style={{ width: at(share) }} />
          {spread && <i className={css.spread} style={spread} />}
          <i className={css.dot} style={{ left: at(share) }} />
        </>
      )}
    </div>
  );
}
