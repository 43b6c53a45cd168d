import { scaleLinear } from 'd3-scale';
import type { FieldWork } from '#core/register/field-api.ts';
import { formatDay, formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { chartShape } from '#web/workspace/today/chart-shape.ts';
import { isOneLine, PaceChartDays } from '#web/workspace/today/PaceChartDays.tsx';
import { PaceChartLines } from '#web/workspace/today/PaceChartLines.tsx';
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

/** Received so far against what was to be expected, day by day; the figures stand in a table below it. */
export function PaceChart({ work }: PaceChartProps) {
  const { t, language } = useLanguage();
  const { ref, width: measured } = useWidth<HTMLDivElement>();
  const width = measured || 640;
  const right = width - 44;
  const days = chartDays(work);
  const shape = chartShape(work, days);
  const x = scaleLinear().domain([0, days.length]).range([left, right]);
  const y = scaleLinear().domain([0, shape.most]).nice(2).range([bottom, top]);
  const height = bottom + (isOneLine(x(1) - x(0)) ? 28 : 44);
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
          <PaceChartLines shape={shape} x={x} y={y} bottom={bottom} />
          <PaceChartDays days={days} today={work.day} x={x} y={bottom + 18} />
        </svg>
      </div>
      <PaceChartTable days={days} label={(day) => formatDay(language, day)} />
    </figure>
  );
}
