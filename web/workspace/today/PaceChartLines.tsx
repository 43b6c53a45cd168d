import { area, line } from 'd3-shape';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { ChartShape, Point } from '#web/workspace/today/chart-shape.ts';
import css from './today.module.css';

interface PaceChartLinesProps {
  readonly shape: ChartShape;
  readonly x: (days: number) => number;
  readonly y: (value: number) => number;
  readonly bottom: number;
}

/** Beyond as many days the dots would run into each other. */
const mostDots = 32;

/** What came, what was to be expected and what is left to do, each told by its stroke and its words. */
export function PaceChartLines({ shape, x, y, bottom }: PaceChartLinesProps) {
  const { reached, expected, now, goal } = shape;
  const drawLine = line<Point>(
    ({ at }) => x(at),
    ({ value }) => y(value),
  );
  const drawArea = area<Point>(
    ({ at }) => x(at),
    bottom,
    ({ value }) => y(value),
  );
  const dots = reached.length < mostDots ? reached.slice(1, -1) : [];
  return (
    <>
      <path d={drawLine([...expected]) ?? ''} className={css.expected} />
      {goal && <path d={drawLine([now, goal]) ?? ''} className={css.toGo} />}
      <path d={drawArea([...reached]) ?? ''} className={css.area} />
      <path d={drawLine([...reached]) ?? ''} className={css.line} />
      {dots.map(({ at, value }) => (
        <circle key={at} cx={x(at)} cy={y(value)} r={3.2} className={css.dot} />
      ))}
      <circle cx={x(now.at)} cy={y(now.value)} r={5} className={css.dot} />
      <Labels shape={shape} x={x} y={y} bottom={bottom} />
    </>
  );
}

/** The two figures of today, on the side of their lines where the other one is not. */
function Labels({ shape: { now, dueToday }, x, y, bottom }: PaceChartLinesProps) {
  const { t, language } = useLanguage();
  const ahead = dueToday === undefined || now.value >= dueToday;
  return (
    <>
      {dueToday !== undefined && (
        <text
          x={x(now.at) - 6}
          y={y(dueToday) + (ahead ? 18 : -8)}
          textAnchor="end"
          className={css.halo}
        >
          {t('field.chart.due', { count: Math.round(dueToday) })}
        </text>
      )}
      <text
        x={x(now.at) + 10}
        y={Math.min(bottom - 6, y(now.value) + (ahead ? 4 : 16))}
        className={`${css.total} ${css.halo}`}
      >
        {formatNumber(language, now.value)}
      </text>
    </>
  );
}
