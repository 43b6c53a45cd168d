import { scaleLinear, scalePoint } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { ProgressReply } from '#core/definitions/survey-api.ts';
import { formatDay, formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './today.module.css';

interface DailyChartProps {
  readonly days: ProgressReply['days'];
}

const width = 640;
const height = 140;
const left = 44;
const right = 590;
const top = 16;
const bottom = 108;
const mostLabels = 6;

/** Responses received so far, day by day; the figures stand in a table for those who do not see the line. */
export function DailyChart({ days }: DailyChartProps) {
  const { t, language } = useLanguage();
  const points = runningTotals(days);
  const total = points.at(-1)?.total ?? 0;
  const x = scalePoint<number>()
    .domain(points.map((_, index) => index))
    .range([left, right]);
  const y = scaleLinear()
    .domain([0, Math.max(1, total)])
    .nice(2)
    .range([bottom, top]);
  const at = (index: number) => x(index) ?? left;
  const ticks = y.ticks(2).filter(Number.isInteger);
  const every = Math.ceil((points.length - 1) / mostLabels);
  const drawLine = line<Point>(
    (_, index) => at(index),
    (point) => y(point.total),
  );
  const drawArea = area<Point>(
    (_, index) => at(index),
    bottom,
    (point) => y(point.total),
  );
  return (
    <figure className={css.chart}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('workspace.today.chart')}>
        {ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${left} ${y(tick)}H${width}`} className={css.grid} />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end">
              {formatNumber(language, tick)}
            </text>
          </g>
        ))}
        <path d={drawArea(points) ?? ''} className={css.area} />
        <path d={drawLine(points) ?? ''} className={css.line} />
        {points.map(({ day, added, total: sum }, index) =>
          day === null ? null : (
            <g key={day}>
              <circle
                cx={at(index)}
                cy={y(sum)}
                r={index === points.length - 1 ? 5 : 3.2}
                className={css.dot}
              />
              {(points.length - 1 - index) % every === 0 && (
                <text x={at(index)} y={126} textAnchor="middle">
                  {formatDay(language, day)} · +{formatNumber(language, added)}
                </text>
              )}
            </g>
          ),
        )}
        <text x={right + 10} y={y(total) + 4} className={css.total}>
          {formatNumber(language, total)}
        </text>
      </svg>
      <table className="ln-vh">
        <caption>{t('workspace.today.chart')}</caption>
        <tbody>
          {points.map(({ day, added, total: sum }) =>
            day === null ? null : (
              <tr key={day}>
                <th scope="row">{formatDay(language, day)}</th>
                <td>+{formatNumber(language, added)}</td>
                <td>{formatNumber(language, sum)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </figure>
  );
}

interface Point {
  /** `null` before the first day, where the line begins at nothing. */
  readonly day: string | null;
  readonly added: number;
  readonly total: number;
}

function runningTotals(days: ProgressReply['days']): readonly Point[] {
  const points: Point[] = [{ day: null, added: 0, total: 0 }];
  let total = 0;
  for (const { day, stored } of days) {
    total += stored;
    points.push({ day, added: stored, total });
  }
  return points;
}
