/**
 * Reading one answer as a number, a day or codes. What cannot be read is not guessed: it becomes a missing answer, and
 * whoever reads a file warns about it.
 */
import type { ChoiceValue } from '#core/definitions/definition.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';

/** The value at a variable's path, or `undefined`. */
export function valueAt(answers: Answers, path: readonly string[]): unknown {
  let value: unknown = answers;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** Whether the respondent left it empty; SurveyJS never stores these, files do. */
export const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

export const isCode = (value: unknown): value is ChoiceValue =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** The code 1 of a definition and the "1" of a file are one code. */
export const codeKey = (value: ChoiceValue): string => String(value);

/** The codes of a multi or rank answer, each once, in the order given; `null` if it cannot be read as codes. */
export function readCodes(value: unknown): readonly ChoiceValue[] | null {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const codes = list.filter((one) => !isBlank(one));
  return codes.length > 0 && codes.every(isCode) ? codes : null;
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A finite number, also where it came as text with a decimal point; else `null`. */
export function readNumber(value: unknown): number | null {
  const number =
    typeof value === 'string' && decimal.test(value.trim()) ? Number(value.trim()) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

const isoDay = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/;
const dayLength = 86_400_000;

/** Whole days since 1970-01-01 of an ISO date or date-time as written, whatever its zone; `null` for no such day. */
export function readDay(value: unknown): number | null {
  const match = typeof value === 'string' ? isoDay.exec(value.trim()) : null;
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(2000, month - 1, day));
  // Years below 100 mean 1900 + year to Date.UTC, so the year is set apart.
  date.setUTCFullYear(year, month - 1, day);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.getTime() / dayLength : null;
}

/** The ISO date of whole days since 1970-01-01. */
export const isoFromDay = (day: number): string =>
  new Date(day * dayLength).toISOString().slice(0, 10);
