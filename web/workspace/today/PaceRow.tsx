import type { FieldLine } from '#core/register/field-api.ts';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import table from '#web/workspace/styles/table.module.css';
import { DayBars } from '#web/workspace/today/DayBars.tsx';
import { paceOf } from '#web/workspace/today/pace.ts';
import type { LineName } from '#web/workspace/today/use-line-names.ts';
import css from './today.module.css';

interface PaceRowProps {
  readonly line: FieldLine;
  readonly name: LineName;
  /** The most that any line has received: the length of a track where nothing is wanted. */
  readonly most: number;
  /** The most that any line has received in one of the days drawn: the height of the bars. */
  readonly mostInDay: number;
  /** Left out on the screen, though not on paper. */
  readonly folded: boolean;
}

/** One line: its name, a track with a tick where it should stand today, its figures, its last days. */
export function PaceRow({ line, name: { name, place }, most, mostInDay, folded }: PaceRowProps) {
  const { t, language } = useLanguage();
  const { received, wanted, expected, days } = line;
  const pace = paceOf(line);
  const whole = wanted ?? most;
  const percent = (value: number) => `${Math.min(100, (100 * value) / Math.max(1, whole))}%`;
  return (
    <tr data-folded={folded || undefined}>
      <th scope="row">
        {name}
        {place && <span className={css.place}>{place}</span>}
      </th>
      <td aria-hidden>
        <span className={css.track} data-slow={pace.slow || undefined}>
          <span style={{ width: percent(received) }} />
          {wanted !== undefined && expected !== undefined && (
            <i style={{ insetInlineStart: percent(expected) }} />
          )}
        </span>
      </td>
      <td className={table.number}>
        <strong>{formatNumber(language, received)}</strong>
        {wanted !== undefined && (
          <span className={css.of}> / {formatNumber(language, wanted)}</span>
        )}
      </td>
      <td className={css.daysCell}>
        {days.length > 0 && <DayBars days={days} most={mostInDay} />}
      </td>
      <td className={css.gap} data-slow={pace.slow || undefined}>
        {pace.words && t(pace.words, { count: pace.count })}
      </td>
    </tr>
  );
}
