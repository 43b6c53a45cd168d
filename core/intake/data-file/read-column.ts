/**
 * Reads the cells of one column as values of its variable. Some readings need the whole column: whether 3/4/2021 is in
 * April, and whether 1,5 is a fraction. What stays unreadable is missing, and said.
 */
import type { ChoiceValue } from '#core/definitions/definition.ts';
import type { Variable } from '#core/definitions/variable.ts';
import { readCode } from '#core/intake/data-file/match-columns.ts';

/** A value, or why there is none. A value may come with a remark. */
export interface CellReading {
  readonly value?: unknown;
  /** Codes of the value that the form does not list. */
  readonly unlisted?: readonly ChoiceValue[];
  readonly code?: string;
  readonly message?: string;
}

export type CellReader = (cell: string) => CellReading;

/** What only the column as a whole can tell; gathered cell by cell (`noteCell`). */
export interface ColumnFacts {
  hasPoint: boolean;
  hasDecimalComma: boolean;
  /** Every day written with slashes is one if read day before month; or month before day. */
  isDayFirst: boolean;
  isMonthFirst: boolean;
}

export const noFacts = (): ColumnFacts => ({
  hasPoint: false,
  hasDecimalComma: false,
  isDayFirst: true,
  isMonthFirst: true,
});

/** Adds what one filled cell tells to `facts`, which the caller has made. */
export function noteCell(facts: ColumnFacts, cell: string): void {
  if (plainNumber.test(cell)) {
    if (cell.includes('.')) facts.hasPoint = true;
    return;
  }
  if (surelyDecimalComma.test(cell)) facts.hasDecimalComma = true;
  const match = slashDate.exec(cell);
  if (!match) return;
  const [, first, second, year] = match;
  const dayFirst = toIso(year, second, first) !== undefined;
  const monthFirst = toIso(year, first, second) !== undefined;
  // A cell that is no day either way, such as 31/2/2021, says nothing about the others.
  if (!dayFirst && !monthFirst) return;
  if (!dayFirst) facts.isDayFirst = false;
  if (!monthFirst) facts.isMonthFirst = false;
}

export function factsOf(cells: readonly string[]): ColumnFacts {
  const facts = noFacts();
  for (const cell of cells) noteCell(facts, cell);
  return facts;
}

export function columnReader(variable: Variable, facts: ColumnFacts): CellReader {
  switch (variable.type) {
    case 'choice':
      return choiceReader(variable);
    case 'boolean':
      return booleanReader(variable);
    case 'multi':
    case 'rank':
      return codesReader(variable);
    case 'number':
      return numberReader(facts);
    case 'date':
      return dateReader(facts);
    case 'text':
      return (cell) => ({ value: cell });
  }
}

const unlisted = (codes: readonly ChoiceValue[]): Omit<CellReading, 'value'> => ({
  unlisted: codes,
  code: 'code-unlisted',
  message:
    codes.length === 1
      ? 'the code is not in the form; it is kept as it is'
      : `${codes.length} codes are not in the form; they are kept as they are`,
});

function choiceReader(variable: Variable): CellReader {
  const cache = new Map<string, CellReading>();
  return (cell) => {
    const held = cache.get(cell);
    if (held) return held;
    const code = readCode(cell, variable);
    const reading = code === undefined ? { value: cell, ...unlisted([cell]) } : { value: code };
    cache.set(cell, reading);
    return reading;
  };
}

/** What exports write into columns of single choices, and into those of yes/no items. */
export const ticked: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'ok', 'x', '1.0']);
export const unticked: ReadonlySet<string> = new Set(['0', 'false', 'no', '0.0']);

function booleanReader(variable: Variable): CellReader {
  const [yes, no] = variable.categories ?? [];
  return (cell) => {
    const code = readCode(cell, variable);
    if (code !== undefined) return { value: code };
    const lower = cell.toLowerCase();
    if (ticked.has(lower)) return { value: yes?.value ?? true };
    if (unticked.has(lower)) return { value: no?.value ?? false };
    return { value: cell, ...unlisted([cell]) };
  };
}

/** `a b c`; one label; labels with commas, semicolons, bars or spaces between. */
function codesReader(variable: Variable): CellReader {
  const cache = new Map<string, CellReading>();
  return (cell) => {
    const held = cache.get(cell);
    if (held) return held;
    const reading = readCodes(cell, variable);
    cache.set(cell, reading);
    return reading;
  };
}

function readCodes(cell: string, variable: Variable): CellReading {
  const words = cell.split(/\s+/).filter((word) => word !== '');
  const separated = [';', '|', ',', /[,;|]/].map((sign) => partsBetween(cell, sign));
  const known =
    allCodes([cell], variable) ??
    allCodes(words, variable) ??
    firstOf(separated, (parts) => allCodes(parts, variable)) ??
    codesOfLabels(words, variable);
  if (known) return { value: [...new Set(known)] };
  const strange: string[] = [];
  const codes = words.map((word): ChoiceValue => {
    const code = readCode(word, variable);
    if (code === undefined) strange.push(word);
    return code ?? word;
  });
  return { value: [...new Set(codes)], ...unlisted(strange) };
}

const partsBetween = (cell: string, sign: string | RegExp): readonly string[] =>
  cell
    .split(sign)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function firstOf<One, Found>(
  list: readonly One[],
  find: (one: One) => Found | undefined,
): Found | undefined {
  for (const one of list) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function allCodes(
  parts: readonly string[],
  variable: Variable,
): readonly ChoiceValue[] | undefined {
  const codes = parts.map((part) => readCode(part, variable));
  return codes.every((code) => code !== undefined) ? codes : undefined;
}

/** Labels with nothing but spaces between, as Kobo writes them: the longest that fits first, taken back if need be. */
function codesOfLabels(
  words: readonly string[],
  variable: Variable,
): readonly ChoiceValue[] | undefined {
  const hopeless = new Set<number>();
  const readFrom = (from: number): readonly ChoiceValue[] | undefined => {
    if (from >= words.length) return [];
    if (hopeless.has(from)) return undefined;
    for (let to = words.length; to > from; to--) {
      const code = readCode(words.slice(from, to).join(' '), variable);
      const rest = code === undefined ? undefined : readFrom(to);
      if (code !== undefined && rest) return [code, ...rest];
    }
    hopeless.add(from);
    return undefined;
  };
  // Nobody ticks so many answers that their labels have more words than this.
  return words.length > 200 ? undefined : readFrom(0);
}

const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const surelyDecimalComma = /^[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+)$/;
const anyDecimalComma = /^[+-]?\d+,\d+$/;

function numberReader({ hasPoint, hasDecimalComma }: ColumnFacts): CellReader {
  const usesComma = !hasPoint && hasDecimalComma;
  return (cell) => {
    if (plainNumber.test(cell)) return finite(Number(cell));
    if (usesComma && anyDecimalComma.test(cell)) return finite(Number(cell.replace(',', '.')));
    return unreadableNumber;
  };
}

const unreadableNumber: CellReading = {
  code: 'number-unreadable',
  message: 'this is no number; it counts as missing',
};
const finite = (value: number): CellReading =>
  Number.isFinite(value) ? { value } : unreadableNumber;

const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/;
const slashDate = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:$|[T ,])/;

/** Day before month is taken only if the column as a whole cannot be read month before day. */
function dateReader(facts: ColumnFacts): CellReader {
  const isDayFirst = facts.isDayFirst && !facts.isMonthFirst;
  return (cell) => {
    const iso = isoDate.exec(cell);
    if (iso) return dated(toIso(iso[1], iso[2], iso[3]), cell);
    const match = slashDate.exec(cell);
    if (!match) return dated(undefined, cell);
    if (!isDayFirst) {
      const message = 'the column is not surely day before month; it counts as missing';
      return { code: 'date-ambiguous', message };
    }
    return dated(toIso(match[3], match[2], match[1]), cell);
  };
}

/** A time of day stays with an ISO date, for items that ask for it. */
function dated(iso: string | undefined, cell: string): CellReading {
  if (iso === undefined) {
    return { code: 'date-unreadable', message: 'this is no date; it counts as missing' };
  }
  const time = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}.*)$/.exec(cell)?.[1] ?? '';
  return { value: iso + time };
}

function toIso(year = '', month = '', day = ''): string | undefined {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}
