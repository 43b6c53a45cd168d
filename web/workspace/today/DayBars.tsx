import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './today.module.css';

interface DayBarsProps {
  /** Received each day, the last one today. */
  readonly days: readonly number[];
  /** What a bar of full height stands for, the same for all that are to be compared. */
  readonly most: number;
}

export const mostBars = 10;
const height = 18;
const step = 9.5;

/** The last days as small bars, with their figures for those who do not see them. */
export function DayBars({ days, most }: DayBarsProps) {
  const { t } = useLanguage();
  const shown = days.slice(-mostBars);
  const width = Math.max(1, shown.length) * step - 2.5;
  return (
    <svg
      className={css.bars}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('field.line.last-days', { figures: shown.join(', ') })}
    >
      {shown.map((count, index) => {
        const tall = Math.max(1, (height * count) / Math.max(1, most));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: days have no other name than their place
            key={index}
            x={index * step}
            y={height - tall}
            width={7}
            height={tall}
            rx={1}
            data-today={index === shown.length - 1 || undefined}
          />
        );
      })}
    </svg>
  );
}
