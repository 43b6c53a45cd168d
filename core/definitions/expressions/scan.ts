/**
 * The smallest pieces of the SurveyJS expression grammar: white space, words, numbers, constants, names in braces.
 * A cursor moves over the text; what does not match leaves it where it was and gives `missed`.
 */
import type { Expression } from '#core/definitions/expressions/expression.ts';
import { readConstant } from '#core/definitions/expressions/values.ts';
import type { GateCode } from '#core/definitions/gate-codes.ts';

export interface Cursor {
  readonly text: string;
  at: number;
  /** How many brackets, calls and denials stand around the place. */
  depth: number;
  /** What survey-core forgives and we do not: the gate refuses the expression with the first of these. */
  readonly forgiven: GateCode[];
}

export const missed = Symbol('missed');
export type Missed = typeof missed;

const isSpace = (character: string | undefined): boolean =>
  character === ' ' || character === '\t' || character === '\n' || character === '\r';
const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';
const isOneToNine = (character: string | undefined): boolean =>
  isDigit(character) && character !== '0';
const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /^[A-Za-z_]$/.test(character);

export function skipSpace(cursor: Cursor): void {
  while (isSpace(cursor.text[cursor.at])) cursor.at++;
}

export function takeExact(cursor: Cursor, word: string): boolean {
  if (!cursor.text.startsWith(word, cursor.at)) return false;
  cursor.at += word.length;
  return true;
}

/** Takes a word in any case. There is no word boundary: `empty` is also taken from `emptyish`, as survey-core does. */
export function takeWord(cursor: Cursor, word: string): boolean {
  const found = cursor.text.slice(cursor.at, cursor.at + word.length);
  if (found.toLowerCase() !== word) return false;
  cursor.at += word.length;
  return true;
}

function takeDigits(cursor: Cursor): boolean {
  const start = cursor.at;
  while (isDigit(cursor.text[cursor.at])) cursor.at++;
  return cursor.at > start;
}

export function takeIdentifier(cursor: Cursor): string | Missed {
  if (!isLetter(cursor.text[cursor.at])) return missed;
  const start = cursor.at++;
  while (isLetter(cursor.text[cursor.at]) || isDigit(cursor.text[cursor.at])) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

function takeNumber(cursor: Cursor): number | Missed {
  const start = cursor.at;
  if (takeExact(cursor, '0x')) {
    if (takeDigits(cursor)) return Number.parseInt(cursor.text.slice(start, cursor.at), 16);
    cursor.at = start;
  }
  const sign = takeExact(cursor, '-') ? -1 : 1;
  const value = takeUnsigned(cursor);
  if (value === missed) cursor.at = start;
  return value === missed ? missed : sign * value;
}

function takeUnsigned(cursor: Cursor): number | Missed {
  const start = cursor.at;
  if (takeDigits(cursor) && takeExact(cursor, '.') && takeDigits(cursor)) {
    return Number.parseFloat(cursor.text.slice(start, cursor.at));
  }
  cursor.at = start;
  if (isOneToNine(cursor.text[cursor.at])) {
    takeDigits(cursor);
    return Number.parseInt(cursor.text.slice(start, cursor.at), 10);
  }
  return takeExact(cursor, '0') ? 0 : missed;
}

function takeQuoted(cursor: Cursor): string | Missed {
  if (takeExact(cursor, "''") || takeExact(cursor, '""')) return '';
  const start = cursor.at;
  for (const quote of ["'", '"']) {
    if (!takeExact(cursor, quote)) continue;
    const inside = takeQuotedCharacters(cursor);
    if (inside !== '' && takeExact(cursor, quote)) return `'${inside}'`;
    cursor.at = start;
  }
  return missed;
}

function takeQuotedCharacters(cursor: Cursor): string {
  let inside = '';
  for (;;) {
    const character = cursor.text[cursor.at];
    const next = cursor.text[cursor.at + 1];
    if (character === '\\' && (next === "'" || next === '"')) {
      inside += next;
      cursor.at += 2;
    } else if (character !== undefined && character !== "'" && character !== '"') {
      inside += character;
      cursor.at++;
    } else return inside;
  }
}

/** true, false, a number, a bare word, or a text in quotes: a text that reads as a number or boolean becomes one. */
export function takeConstant(cursor: Cursor): Expression | Missed {
  if (takeWord(cursor, 'true')) return { kind: 'constant', value: true };
  if (takeWord(cursor, 'false')) return { kind: 'constant', value: false };
  for (const take of [takeNumber, takeIdentifier, takeQuoted]) {
    const value = take(cursor);
    if (value !== missed) return { kind: 'constant', value: readConstant(value) };
  }
  return missed;
}

export function takeVariable(cursor: Cursor): Expression | Missed {
  const start = cursor.at;
  if (!takeExact(cursor, '{')) return missed;
  const from = cursor.at;
  while (cursor.at < cursor.text.length && !'{}'.includes(cursor.text[cursor.at] ?? ''))
    cursor.at++;
  const name = cursor.text.slice(from, cursor.at);
  if (name === '' || !takeExact(cursor, '}')) {
    cursor.at = start;
    return missed;
  }
  const asIs = name.length > 1 && name.startsWith('#');
  return { kind: 'variable', name: asIs ? name.slice(1) : name, asIs };
}
