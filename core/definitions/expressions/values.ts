/** What survey-core 3.0.0 holds to be empty, a number, equal: the ground that operators and functions stand on. */
import {
  equalsLoosely,
  isRecord,
  parseFloatLoosely,
  parseIntLoosely,
  readsAsNaN,
} from '#core/definitions/expressions/javascript-coercion.ts';

/** No answer: undefined, null, '', NaN, an empty list, an object whose members are all empty. 0 and false are answers. */
export function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isRecord(value) && value.constructor === Object) {
    for (const key in value) if (!isEmpty(value[key])) return false;
    return true;
  }
  return !value && value !== 0 && value !== false;
}

/** An item is unanswered also if its text is white space only. */
export const isBlank = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() === '' : isEmpty(value);

/** The number survey-core reads: `12`, ` 12 `, `1,5` = 1.5, `0x1F`; not formulas, not more than 15 digits. -0 is 0. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : Number.NaN;
  if (typeof value === 'string') return numberFromText(value.trim());
  const number = parseFloatLoosely(value);
  return Number.isNaN(number) || !Number.isFinite(Number(value)) ? Number.NaN : number;
}

function numberFromText(text: string): number {
  if (!text) return Number.NaN;
  if (text.startsWith('0x')) return text.length > 32 ? Number.NaN : Number.parseInt(text, 16);
  if (text.length > 15 && /^[0-9]+$/.test(text)) return Number.NaN;
  if (looksLikeFormula(text)) return Number.NaN;
  const comma = text.indexOf(',');
  const plain = comma > -1 && !text.includes(',', comma + 1) ? text.replace(',', '.') : text;
  const number = Number.parseFloat(plain);
  return Number.isFinite(Number(plain)) ? number : Number.NaN;
}

function looksLikeFormula(text: string): boolean {
  if (text.lastIndexOf('-') > 0 || text.lastIndexOf('+') > 0) return false;
  return /[*^/%]/.test(text);
}

export const isNumber = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isFinite(value) : !Number.isNaN(toNumber(value));

/** Constants are read once, when the expression is parsed. */
export function readConstant(value: string | number): string | number | boolean {
  return typeof value === 'number' ? value : readText(value);
}

/** What a text stands for: a boolean, a number, the inside of quotes, or itself. `05` stays a text: it is a code. */
export function readText(text: string): string | number | boolean {
  if (!text) return text;
  const first = text.charCodeAt(0);
  if (isLetterOfTrueOrFalse(first)) {
    const lower = text.toLowerCase();
    if (lower === 'true') return true;
    if (lower === 'false') return false;
  }
  if (canOnlyBeText(first)) return text;
  if (isQuoted(text)) return text.slice(1, -1);
  if (!isNumber(text)) return text;
  return isPaddedCode(text) ? text : toNumber(text);
}

/** t, f, T, F */
const isLetterOfTrueOrFalse = (code: number): boolean =>
  code === 116 || code === 102 || code === 84 || code === 70;
/** Letters begin no number (Infinity is none); white space beyond ASCII may. A fast way out for most texts. */
const canOnlyBeText = (code: number): boolean =>
  code >= 65 && code !== 0xa0 && code !== 0x2028 && code !== 0xfeff && code < 0x1000;
const isQuoted = (text: string): boolean =>
  text.length > 1 && /^['"]/.test(text) && /['"]$/.test(text);
const isPaddedCode = (text: string): boolean => /^0[^.,]/.test(text) && !text.startsWith('0x');

const canBeParsed = (value: unknown): boolean =>
  value !== undefined && value !== null && !Array.isArray(value) && !readsAsNaN(value);

const isNothing = (value: unknown): boolean => value === undefined || value === null;
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/**
 * survey-core's equality: texts without regard to case and surrounding space, 5 = '5', true = 'TRUE', nothing = '' = [],
 * lists in any order if `anyOrder`.
 */
export function areEqual(left: unknown, right: unknown, anyOrder: boolean): boolean {
  if (left === right) return true;
  if (typeof left === 'string' && typeof right === 'string') {
    return left.trim().toLowerCase() === right.trim().toLowerCase();
  }
  if (areBothNothing(left, right) || areBothNothing(right, left)) return true;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (areSameNumber(left, right)) return true;
  if (isEmpty(left) !== isEmpty(right)) return false;
  if (typeof left === 'boolean' && typeof right === 'string')
    return String(left) === right.toLowerCase();
  if (typeof right === 'boolean' && typeof left === 'string')
    return String(right) === left.toLowerCase();
  const bothObjects = isRecord(left) && isRecord(right);
  if (!bothObjects) return !isRecord(left) && !isRecord(right) && equalsLoosely(left, right);
  return Array.isArray(left) && Array.isArray(right)
    ? areListsEqual(left, right, anyOrder)
    : areMembersEqual(left, right, anyOrder);
}

const areBothNothing = (one: unknown, other: unknown): boolean =>
  (isEmptyList(one) && other === undefined) || (isNothing(one) && other === '');

const areSameNumber = (left: unknown, right: unknown): boolean =>
  canBeParsed(left) &&
  canBeParsed(right) &&
  parseIntLoosely(left) === parseIntLoosely(right) &&
  parseFloatLoosely(left) === parseFloatLoosely(right);

function areListsEqual(left: unknown[], right: unknown[], anyOrder: boolean): boolean {
  if (left.length !== right.length) return false;
  const one = anyOrder ? left.toSorted() : left;
  const other = anyOrder ? right.toSorted() : right;
  return one.every((value, index) => areEqual(value, other[index], anyOrder));
}

function areMembersEqual(
  left: Record<string, unknown>,
  right: Record<string, unknown>,
  anyOrder: boolean,
): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) => Object.hasOwn(right, key) && areEqual(left[key], right[key], anyOrder),
  );
}
