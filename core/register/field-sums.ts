/** Sums of tallies, the way the lines of field work need them. */
import type { FieldFacts, TallyRow } from '#core/register/field-facts.ts';
import { addDays, daysBetween } from '#core/register/field-pace.ts';
import { responseRate } from '#core/register/response-rate.ts';

export const total = (rows: readonly TallyRow[]): number =>
  rows.reduce((sum, { count }) => sum + count, 0);

export const ofOutcome = (rows: readonly TallyRow[], outcome: string): readonly TallyRow[] =>
  rows.filter((row) => row.outcome === outcome);

/** What targets count: people once each, or completed responses. */
export const basisOf = ({ period, people, tallies }: FieldFacts): readonly TallyRow[] =>
  period.unit === 'people' && people ? people : ofOutcome(tallies, 'completed');

export function groupBy(
  rows: readonly TallyRow[],
  key: (row: TallyRow) => string | null,
): ReadonlyMap<string, readonly TallyRow[]> {
  const groups = new Map<string, TallyRow[]>();
  for (const row of rows) {
    const own = key(row);
    if (own === null) continue;
    const group = groups.get(own);
    if (group) group.push(row);
    else groups.set(own, [row]);
  }
  return groups;
}

/** When something last came, whatever its outcome. */
export const lastOf = (rows: readonly TallyRow[]): string | null =>
  rows.reduce<string | null>(
    (latest, { last }) => (last !== null && (latest === null || last > latest) ? last : latest),
    null,
  );

/** Every day from the first to today or the last: what is to come is not listed. */
export function dayAxis(
  rows: readonly TallyRow[],
  period: FieldFacts['period'],
  today: string,
): readonly string[] {
  const { startsOn, endsOn } = period;
  const came = rows.map(({ day }) => day).sort();
  const first =
    [came[0], startsOn].filter((day) => day !== null && day !== undefined).sort()[0] ?? today;
  const open = endsOn === null || endsOn > today ? today : endsOn;
  const last = [open, came.at(-1) ?? open].sort().at(-1) ?? today;
  const length = Math.max(0, daysBetween(first, last) + 1);
  return Array.from({ length }, (_, index) => addDays(first, index));
}

/** One number for each of the days. */
export function byDay(rows: readonly TallyRow[], days: readonly string[]): number[] {
  const place = new Map(days.map((day, index) => [day, index]));
  const counts = days.map(() => 0);
  for (const { day, count } of rows) {
    const at = place.get(day);
    if (at !== undefined) counts[at] = (counts[at] ?? 0) + count;
  }
  return counts;
}

/** @param basis of the same place as `rows`: people where targets count them */
export const rateOf = (
  invited: number | null,
  basis: readonly TallyRow[],
  rows: readonly TallyRow[],
): number | null =>
  responseRate({
    invited,
    completed: total(basis),
    partial: total(ofOutcome(rows, 'partial')),
    refused: total(ofOutcome(rows, 'refused')),
    screenedOut: total(ofOutcome(rows, 'screened-out')),
  }).rate;
