import { formatDay, formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { ChartDay } from '#web/workspace/today/running-total.ts';
import css from './today.module.css';

interface PaceChartDaysProps {
  readonly days: readonly ChartDay[];
  readonly today: string;
  /** From days since the first began to the drawing. */
  readonly x: (days: number) => number;
  readonly y: number;
}

/** Room for a day and what it brought on one line, and on two. */
const oneLine = 108;
const twoLines = 82;

const everyNth = (step: number): number => Math.max(1, Math.ceil(twoLines / step));

/** @param step room for a day */
export const isOneLine = (step: number): boolean => step * everyNth(step) >= oneLine;

/** The days under the chart, each in its middle, as many as there is room for; today is always one of them. */
export function PaceChartDays({ days, today, x, y }: PaceChartDaysProps) {
  const { language } = useLanguage();
  const step = x(1) - x(0);
  const every = everyNth(step);
  const beside = isOneLine(step);
  const here = Math.max(
    0,
    days.findIndex(({ day }) => day === today),
  );
  return days.map(({ day, added, total }, index) => {
    if ((here - index) % every !== 0) return null;
    const came = total === undefined ? '' : `+${formatNumber(language, added)}`;
    const text = formatDay(language, day);
    return (
      <text
        key={day}
        x={x(index + 0.5)}
        y={y}
        textAnchor="middle"
        className={day === today ? css.total : undefined}
      >
        {beside && came ? `${text} · ${came}` : text}
        {!beside && came && (
          <tspan x={x(index + 0.5)} dy={16}>
            {came}
          </tspan>
        )}
      </text>
    );
  });
}
