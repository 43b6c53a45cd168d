/** The days of a chart of what was received against what was to be expected. */

import type { FieldWork } from '#core/register/field-api.ts';
import { addDays, daysBetween, expectedBy } from '#core/register/field-pace.ts';

export interface ChartDay {
  readonly day: string;
  readonly added: number;
  /** Received by the end of the day; none on days to come. */
  readonly total: number | undefined;
  /** To be expected by the end of the day; none without a target and its dates, and outside these. */
  readonly expected: number | undefined;
}

/** Every calendar day from the first to the last of field work, with or without responses. */
export function chartDays({ counts, days, day: today }: FieldWork): readonly ChartDay[] {
  const { startsOn, endsOn } = counts;
  const came = new Map(days.map(({ day, received }) => [day, received]));
  const busy = days.filter(({ received }) => received > 0).map(({ day }) => day);
  const known = [startsOn, endsOn, ...busy, today].filter((day) => day !== undefined).sort();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return [];
  let total = 0;
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => {
    const day = addDays(first, index);
    const added = came.get(day) ?? 0;
    total += added;
    return {
      day,
      added,
      total: day <= today ? total : undefined,
      expected: expectedOn(counts, day),
    };
  });
}

function expectedOn(
  { wanted, startsOn, endsOn }: FieldWork['counts'],
  day: string,
): number | undefined {
  if (wanted === undefined || startsOn === undefined || endsOn === undefined) return undefined;
  if (day < startsOn || day > endsOn) return undefined;
  return expectedBy(day, wanted, { startsOn, endsOn }) ?? undefined;
}
