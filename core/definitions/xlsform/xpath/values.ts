/**
 * XPath's view of the values that SurveyJS stores: everything is a text, a number or a verdict, and what is not there is
 * the empty text (XPath 1.0, section 4; dates as ODK reads them, as days since 1970-01-01).
 */

/** A list of codes is its codes with spaces between, as XForms store it. */
export function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return numberToText(value);
  if (Array.isArray(value)) return value.map(toText).join(' ');
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return '';
}

function numberToText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  const text = String(value === 0 ? 0 : value);
  if (!/e/i.test(text)) return text;
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}

export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = toText(value).trim();
  if (/^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
  return daysOf(text) ?? Number.NaN;
}

export function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return !Number.isNaN(value) && value !== 0;
  return toText(value) !== '';
}

const isoPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

export interface Moment {
  /** Wall-clock fields as if they were UTC, in milliseconds. */
  readonly wall: number;
  /** Minutes east of UTC, where the text says so. */
  readonly offset: number | undefined;
  readonly hasTime: boolean;
}

/** An ISO date or date-time; undefined for anything else, also for 30 February. */
export function readMoment(text: string): Moment | undefined {
  const match = isoPattern.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const milliseconds = Number((match[7] ?? '0').padEnd(3, '0'));
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  const back = new Date(wall);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return undefined;
  return { wall, offset: readOffset(match[8]), hasTime: match[4] !== undefined };
}

function readOffset(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  if (zone === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0));
}

export const dayLength = 86_400_000;

/** Days since 1970-01-01; a date-time with a zone by its instant, anything else by the wall clock. */
export function daysOf(text: string): number | undefined {
  const moment = readMoment(text);
  if (!moment) return undefined;
  return (moment.wall - (moment.offset ?? 0) * 60_000) / dayLength;
}

/** Whole days as `YYYY-MM-DD`. */
export function dateFromDays(days: number): string {
  return Number.isFinite(days)
    ? new Date(Math.floor(days) * dayLength).toISOString().slice(0, 10)
    : '';
}

/** Equality: verdicts as verdicts, else numbers if one side is a number, else exactly the same text. */
export function equals(left: unknown, right: unknown): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean')
    return toBoolean(left) === toBoolean(right);
  if (typeof left === 'number' || typeof right === 'number')
    return toNumber(left) === toNumber(right);
  return toText(left) === toText(right);
}

/** The codes of a select_multiple, or the words of a text. */
export const tokens = (value: unknown): readonly string[] =>
  toText(value)
    .split(/\s+/)
    .filter((token) => token !== '');

/** What counts as a set of nodes: the list itself, or one value. Empty values are nodes, too. */
export const nodesOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
