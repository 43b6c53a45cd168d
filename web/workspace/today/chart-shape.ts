/** Where the lines of the chart run, in days along and responses up; the drawing scales it. */
import type { FieldWork } from '#core/register/field-api.ts';
import type { ChartDay } from '#web/workspace/today/running-total.ts';

export interface Point {
  /** Days since the first began: 0 is the evening before it. */
  readonly at: number;
  readonly value: number;
}

export interface ChartShape {
  readonly reached: readonly Point[];
  readonly expected: readonly Point[];
  readonly now: Point;
  /** Where the expected line ends above today: what is still to be reached. */
  readonly goal: Point | undefined;
  /** What should be there by the end of today; none before the first day, after the last and without a target. */
  readonly dueToday: number | undefined;
  readonly most: number;
}

export function chartShape({ counts, day }: FieldWork, days: readonly ChartDay[]): ChartShape {
  const reached: Point[] = [{ at: 0, value: 0 }];
  const expected: Point[] = [];
  days.forEach(({ total, expected: due }, index) => {
    if (total !== undefined) reached.push({ at: index + 1, value: total });
    if (due === undefined) return;
    if (expected.length === 0) expected.push({ at: index, value: 0 });
    expected.push({ at: index + 1, value: due });
  });
  const now = reached.at(-1) ?? { at: 0, value: 0 };
  const end = expected.at(-1);
  return {
    reached,
    expected,
    now,
    goal: end && end.at > now.at && end.value > now.value ? end : undefined,
    dueToday: days.find((one) => one.day === day)?.expected,
    most: Math.max(1, counts.wanted ?? 0, now.value),
  };
}
