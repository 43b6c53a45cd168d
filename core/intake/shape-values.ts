/** Shape of single values: texts, numbers, dates. A check adds what does not fit; it never changes or keeps a value. */
import type { Item } from '#core/definitions/definition.ts';
import { numberProperty, textProperty } from '#core/definitions/element-properties.ts';
import type { ProblemError } from '#core/kernel/problems.ts';

/** Collects misfits; `pointer` is RFC 6901 into the answers. */
export type ValueCheck = (value: unknown, pointer: string, errors: ProblemError[]) => void;

export const longestText = 20_000;

export const misfit = (pointer: string, code: string, message: string): ProblemError => ({
  pointer,
  code,
  message,
});

/** More marks on one letter than any script needs: such text overflows every line it stands in. */
const tooManyMarks = /\p{M}{9,}/u;
const lineBreak = /[\r\n\u2028\u2029]/;
const isPlainAscii = /^[\x20-\x7e]*$/;

export function textCheck(longest: number, lines: 'one' | 'many'): ValueCheck {
  return (value, pointer, errors) => {
    if (typeof value !== 'string') {
      errors.push(misfit(pointer, 'wrong-type', 'a text is wanted'));
      return;
    }
    if (value.length > longest) {
      errors.push(misfit(pointer, 'too-long', `at most ${longest} characters are wanted`));
    } else if (isPlainAscii.test(value)) {
      // Nothing more can be wrong with it, and most texts are.
    } else if (lines === 'one' && lineBreak.test(value)) {
      errors.push(misfit(pointer, 'line-break', 'one line is wanted'));
    } else if (tooManyMarks.test(value)) {
      errors.push(misfit(pointer, 'too-many-marks', 'a letter carries more than 8 marks'));
    }
  };
}

export const numberCheck: ValueCheck = (value, pointer, errors) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    errors.push(misfit(pointer, 'wrong-type', 'a number is wanted'));
  }
};

/** What a calculation may give: a number, a text, true or false. */
export const scalarCheck: ValueCheck = (value, pointer, errors) => {
  const isScalar =
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    (typeof value === 'string' && value.length <= longestText);
  if (!isScalar) errors.push(misfit(pointer, 'wrong-type', 'a single value is wanted'));
};

const patterned =
  (isGood: (text: string) => boolean, code: string, message: string): ValueCheck =>
  (value, pointer, errors) => {
    if (typeof value !== 'string') errors.push(misfit(pointer, 'wrong-type', message));
    else if (!isGood(value)) errors.push(misfit(pointer, code, message));
  };

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day that exists, from year 1 on, written `2026-01-31`. */
export function isCalendarDay(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const longest = month === 2 && !isLeap ? 28 : (daysInMonth[month - 1] ?? 0);
  return year > 0 && day > 0 && day <= longest;
}

const clock = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;
const isDayAndTime = (text: string): boolean =>
  isCalendarDay(text.slice(0, 10)) && text[10] === 'T' && clock.test(text.slice(11));
const isMonth = (text: string): boolean => isCalendarDay(`${text}-01`);
const isWeek = (text: string): boolean => /^(?!0000)\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/.test(text);

const checksByInput: Readonly<Record<string, ValueCheck>> = {
  number: numberCheck,
  range: numberCheck,
  date: patterned(isCalendarDay, 'not-a-date', 'a day such as 2026-01-31 is wanted'),
  'datetime-local': patterned(isDayAndTime, 'not-a-date', 'such as 2026-01-31T08:30 is wanted'),
  month: patterned(isMonth, 'not-a-date', 'a month such as 2026-01 is wanted'),
  week: patterned(isWeek, 'not-a-date', 'a week such as 2026-W05 is wanted'),
  time: patterned((text) => clock.test(text), 'not-a-date', 'a time such as 08:30 is wanted'),
};

/** @param usual the longest text where the item sets no limit of its own. */
export function inputCheck(item: Item, usual: number): ValueCheck {
  const input = textProperty(item, 'inputType') ?? 'text';
  return checksByInput[input] ?? textCheck(lengthOf(item, usual), 'one');
}

export function lengthOf(item: Item, usual: number): number {
  const own = numberProperty(item, 'maxLength') ?? -1;
  return Math.min(own > 0 ? own : usual, longestText);
}
