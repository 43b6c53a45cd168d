/**
 * How far field work should be on a day: as many on every day from the first day of the period to the last, both
 * counted, in days of the project's time zone.
 */

/** Days as `2026-04-18`. */
export interface Span {
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

const dayMs = 86_400_000;

/** Whole days from one calendar day to another; negative if the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);

export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);

/**
 * What should be there by the end of the day: 0 before the period, all of it after. `null` without a first and a last
 * day, or if these are the wrong way round.
 */
export function expectedBy(day: string, wanted: number, { startsOn, endsOn }: Span): number | null {
  if (startsOn === null || endsOn === null || endsOn < startsOn) return null;
  const days = daysBetween(startsOn, endsOn) + 1;
  const gone = Math.min(days, Math.max(0, daysBetween(startsOn, day) + 1));
  return (wanted * gone) / days;
}

export interface Pace {
  /** By the end of today. */
  readonly expected: number | null;
  /** Never negative. */
  readonly missing: number;
  /** On every day that is left, today too; `null` without a last day, or after it. */
  readonly perDayNeeded: number | null;
  /** How many fewer there are than the whole days gone should have brought; `null` while that is less than a fifth. */
  readonly behind: number | null;
}

/** Under this share of what is expected, somebody should look. */
const goodEnough = 0.8;

/** How `received` of `wanted` goes, in responses or people as the field period says; days are the project's (`2026-11-17`). */
export function paceOf(received: number, wanted: number, span: Span, today: string): Pace {
  const missing = Math.max(0, wanted - received);
  // Today is still under way: nobody is late in the morning.
  const due = expectedBy(addDays(today, -1), wanted, span);
  return {
    expected: expectedBy(today, wanted, span),
    missing,
    perDayNeeded: perDayNeeded(missing, span, today),
    behind: due !== null && received < goodEnough * due ? Math.ceil(due - received) : null,
  };
}

function perDayNeeded(missing: number, { startsOn, endsOn }: Span, today: string): number | null {
  if (endsOn === null) return null;
  const from = startsOn !== null && startsOn > today ? startsOn : today;
  const left = daysBetween(from, endsOn) + 1;
  return left > 0 ? missing / left : null;
}

/** The part of a period in which something shorter takes place: a link that opens later, or closes before. */
export function within(span: Span, part: Span): Span {
  const later = (a: string | null, b: string | null) => (a !== null && b !== null && a > b ? a : b);
  const earlier = (a: string | null, b: string | null) =>
    a !== null && b !== null && a < b ? a : b;
  return {
    // Without a period of the whole there is no pace to keep.
    startsOn: span.startsOn === null ? null : later(span.startsOn, part.startsOn ?? span.startsOn),
    endsOn: span.endsOn === null ? null : earlier(span.endsOn, part.endsOn ?? span.endsOn),
  };
}

/** Whether the day lies in the period; an open end holds every day. */
export const isWithin = (day: string, { startsOn, endsOn }: Span): boolean =>
  (startsOn === null || day >= startsOn) && (endsOn === null || day <= endsOn);
