/** Days and times as exports and spreadsheets write them → as answers hold them. Undefined where there is none. */
import type { ColumnFacts } from '#core/intake/data-file/read-column.ts';

const dayMs = 86_400_000;
const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](.*))?$/;
const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ,]+(.*))?$/;
const serial = /^\d{1,7}(?:\.\d+)?$/;
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/i;

export interface MomentReading {
  readonly day: string;
  /** `08:30:00`; undefined if the cell says a day only. */
  readonly time: string | undefined;
}

/**
 * A wall-clock moment: the zone that a cell names is left out, because answers are what the clock on the wall said.
 * @returns `'ambiguous'` for 3/4/2026 where the column as a whole does not say which of both is the month.
 */
export function readMoment(
  cell: string,
  facts: ColumnFacts,
): MomentReading | 'ambiguous' | undefined {
  if (serial.test(cell)) return fromSerial(Number(cell));
  const written = iso.exec(cell);
  if (written) return momentOf(written[1], written[2], written[3], written[4]);
  const match = slashed.exec(cell);
  if (!match) return undefined;
  const [, first, second, year, rest] = match;
  const dayFirst = momentOf(year, second, first, rest);
  const monthFirst = momentOf(year, first, second, rest);
  if (dayFirst && monthFirst && dayFirst.day === monthFirst.day) return dayFirst;
  if (facts.isDayFirst && !facts.isMonthFirst) return dayFirst;
  return dayFirst || monthFirst ? 'ambiguous' : undefined;
}

/** Days since 1899-12-31 as Excel counts them, with the leap day of 1900 that never was. */
function fromSerial(value: number): MomentReading | undefined {
  if (value < 61 || value > 2_958_465) return undefined;
  const at = new Date(Math.round(value * dayMs) - 25_569 * dayMs);
  const seconds = Math.round((at.getTime() % dayMs) / 1000);
  return {
    day: at.toISOString().slice(0, 10),
    time: Number.isInteger(value) ? undefined : timeOf(seconds),
  };
}

function momentOf(year = '', month = '', day = '', rest = ''): MomentReading | undefined {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!isReal) return undefined;
  const time = rest.trim() === '' ? undefined : readTime(rest.trim());
  if (rest.trim() !== '' && time === undefined) return undefined;
  return { day: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, time };
}

/** `08:30:00`, of a clock or of the fraction of a day that spreadsheets hold. */
export function readTime(cell: string): string | undefined {
  const match = clock.exec(cell);
  if (!match) {
    const part = Number(cell);
    return /^0?\.\d+$|^0$/.test(cell) ? timeOf(Math.round(part * 86_400)) : undefined;
  }
  const [, hours = '', minutes = '', seconds = '00', half] = match;
  const twelve = half ? (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : undefined;
  const hour = twelve ?? Number(hours);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${minutes}:${seconds}`;
}

function timeOf(seconds: number): string {
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  return `${two((seconds / 3600) % 24)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The instant that a time column of an export means; null if it says none. */
export function readInstant(cell: string, usualOffset: number): Date | null {
  const moment = readMoment(cell, { ...anyFacts });
  if (moment === undefined || moment === 'ambiguous') return null;
  const zone = /(Z|[+-]\d{2}:?\d{2})$/.exec(cell)?.[1];
  const isZoned = zone !== undefined && moment.time !== undefined;
  const offset = isZoned ? offsetOf(zone) : usualOffset;
  const wall = Date.parse(`${moment.day}T${moment.time ?? '12:00:00'}Z`);
  return Number.isNaN(wall) ? null : new Date(wall - offset * 60_000);
}

const anyFacts: ColumnFacts = {
  hasPoint: false,
  hasDecimalComma: false,
  isDayFirst: true,
  isMonthFirst: false,
};

function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
