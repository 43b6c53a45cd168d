/**
 * Dates in logic are wall-clock dates of the respondent: a `Date` whose UTC fields read what the clock on the wall reads.
 * So nothing depends on the zone of the machine, and a response gives the same verdict on every server, years later.
 */
import type { LogicEnvironment } from '#core/definitions/logic/compiled-logic.ts';

const endsWithOffset = /(?:z|[+-]\d\d:?\d\d)$/i;
const isoDate =
  /^[+-]?\d{4,6}(?:-\d\d(?:-\d\d)?)?(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:z|[+-]\d\d:?\d\d)?$/i;

const shiftMs = (environment: LogicEnvironment): number => environment.offsetMinutes * 60_000;

/** The wall clock where the interview takes place. */
export const wallClock = (environment: LogicEnvironment): Date =>
  new Date(environment.now.getTime() + shiftMs(environment));

/** The date survey-core makes of a value; now for none; an invalid date for texts that are not ISO 8601. */
export function toDate(environment: LogicEnvironment, value?: unknown): Date {
  if (!value) return wallClock(environment);
  if (value instanceof Date) return new Date(value);
  if (typeof value === 'string') return dateFromText(environment, value);
  return new Date(new Date(Number(value)).getTime() + shiftMs(environment));
}

function dateFromText(environment: LogicEnvironment, text: string): Date {
  const isDayOnly = text.indexOf('T') <= 0 && /\d{4}-\d{2}-\d{2}/.test(text);
  const iso = isDayOnly && !Number.isNaN(Date.parse(text)) ? `${text}T00:00:00` : text;
  if (!isoDate.test(iso)) return new Date(Number.NaN);
  const isInstant = endsWithOffset.test(iso.slice(10)) || !iso.includes('T');
  return isInstant ? new Date(Date.parse(iso) + shiftMs(environment)) : new Date(`${iso}Z`);
}

/** Whether a text constant is a date that every engine reads alike: `2026-01-31`, optionally with a time. */
export function isIsoDateText(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?$/.test(text)) return false;
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text.slice(0, 10);
}

/** Before a text meets a date, the finer one of the two is cut to the grain of the other. */
export function alignWithDate(
  value: unknown,
  other: unknown,
  environment: LogicEnvironment,
): unknown {
  if (other instanceof Date && typeof value === 'string') {
    const date = toDate(environment, value);
    other.setUTCMilliseconds(0);
    if (!hasTime(other)) date.setUTCHours(0, 0, 0);
    return date;
  }
  if (typeof other === 'string' && value instanceof Date) {
    if (other.length < 17) value.setUTCSeconds(0, 0);
    if (other.length < 14) value.setUTCMinutes(0, 0);
    if (other.length < 11) value.setUTCHours(0, 0);
  }
  return value;
}

const hasTime = (date: Date): boolean =>
  date.getUTCHours() > 0 || date.getUTCMinutes() > 0 || date.getUTCSeconds() > 0;
