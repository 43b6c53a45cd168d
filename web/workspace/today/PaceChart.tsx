import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { FieldWork } from '#core/register/field-api.ts';
import { formatDay, formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { isOneLine, PaceChartDays } from '#web/workspace/today/PaceChartDays.tsx';
import { PaceChartTable } from '#web/workspace/today/PaceChartTable.tsx';
import { chartDays } from '#web/workspace/today/running-total.ts';
import { useWidth } from '#web/workspace/today/use-width.ts';
import css from './today.module.css';

interface PaceChartProps {
  readonly work: FieldWork;
}

const left = 46;
const top = 18;
const bottom = 118;

interface Place {
  /** Days since the first began: 0 is the evening before it. */
  readonly at: number;
  readonly value: number;
}

/** Received so far against what was to be expected, day by day; the figures stand in a table below it. */
export function PaceChart({ work }: PaceChartProps) {
  const { t, language } = useLanguage();
  const { ref, width: measured } = useWidth<HTMLDivElement>();
  const width = measured || 640;
  const right = width - 44;
  const days = chartDays(work);
  const { wanted, expectedByToday, received } = work.counts;
  const reached: Place[] = [{ at: 0, value: 0 }];
  const expected: Place[] = [];
  days.forEach(({ total, expected: due }, index) => {
    if (total !== undefined) reached.push({ at: index + 1, value: total });
    if (due === undefined) return;
    if (expected.length === 0) expected.push({ at: index, value: 0 });
    expected.push({ at: index + 1, value: due });
  });
  const height = bottom + (isOneLine((right - left) / Math.max(1, days.length)) ? 28 : 44);
  const now = reached.at(-1) ?? { at: 0, value: 0 };
  const end = expected.at(-1);
  const x = scaleLinear().domain([0, days.length]).range([left, right]);
  const y = scaleLinear()
    .domain([0, Math.max(1, wanted ?? 0, received, now.value)])
    .nice(2)
    .range([bottom, top]);
  const drawLine = line<Place>(
    ({ at }) => x(at),
    ({ value }) => y(value),
  );
  const drawArea = area<Place>(
    ({ at }) => x(at),
    bottom,
    ({ value }) => y(value),
  );
  const ahead = expectedByToday === undefined || now.value >= expectedByToday;
  return (
    <figure className={css.chart}>
      <div ref={ref}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={t('field.chart.name')}
          className={css.drawing}
        >
          {y
            .ticks(2)
            .filter(Number.isInteger)
            .map((tick) => (
              <g key={tick}>
                <path d={`M${left} ${y(tick)}H${right}`} className={css.grid} />
                <text x={left - 8} y={y(tick) + 4} textAnchor="end">
                  {formatNumber(language, tick)}
                </text>
              </g>
            ))}
          <path d={drawLine(expected) ?? ''} className={css.expected} />
          {end && end.at > now.at && end.value > now.value && (
            <path d={drawLine([now, end]) ?? ''} className={css.toGo} />
          )}
          <path d={drawArea(reached) ?? ''} className={css.area} />
          <path d={drawLine(reached) ?? ''} className={css.line} />
          {reached.length < 32 &&
            reached
              .slice(1, -1)
              .map(({ at, value }) => (
                <circle key={at} cx={x(at)} cy={y(value)} r={3.2} className={css.dot} />
              ))}
          <circle cx={x(now.at)} cy={y(now.value)} r={5} className={css.dot} />
          {expectedByToday !== undefined && expected.length > 0 && (
            <text
              x={x(now.at) - 6}
              y={ahead ? y(expectedByToday) + 18 : y(expectedByToday) - 8}
              textAnchor="end"
              className={css.halo}
            >
              {t('field.chart.due', { count: Math.round(expectedByToday) })}
            </text>
          )}
          <text
            x={x(now.at) + 10}
            y={Math.min(bottom - 6, y(now.value) + (ahead ? 4 : 16))}
            className={`${css.total} ${css.halo}`}
          >
            {formatNumber(language, now.value)}
          </text>
          <PaceChartDays days={days} today={work.day} x={x} y={bottom + 18} />
        </svg>
      </div>
      <PaceChartTable days={days} label={(day) => formatDay(language, day)} />
    </figure>
  );
}
