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
  readonly code?: string;
  readonly message?: string;
}

export type CellReader = (cell: string) => CellReading;

export function columnReader(variable: Variable, cells: readonly string[]): CellReader {
  switch (variable.type) {
    case 'choice':
      return choiceReader(variable);
    case 'boolean':
      return booleanReader(variable);
    case 'multi':
    case 'rank':
      return codesReader(variable);
    case 'number':
      return numberReader(cells);
    case 'date':
      return dateReader(cells);
    case 'text':
      return (cell) => ({ value: cell });
  }
}

const unlisted = (count: number): Omit<CellReading, 'value'> => ({
  code: 'code-unlisted',
  message:
    count === 1
      ? 'the code is not in the form; it is kept as it is'
      : `${count} codes are not in the form; they are kept as they are`,
});

function choiceReader(variable: Variable): CellReader {
  const cache = new Map<string, CellReading>();
  return (cell) => {
    const held = cache.get(cell);
    if (held) return held;
    const code = readCode(cell, variable);
    const reading = code === undefined ? { value: cell, ...unlisted(1) } : { value: code };
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
    return { value: cell, ...unlisted(1) };
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
  const separated = cell.split(/\s*[,;|]\s*/).filter((part) => part !== '');
  const known =
    allCodes([cell], variable) ??
    allCodes(words, variable) ??
    allCodes(separated, variable) ??
    codesOfLabels(words, variable);
  if (known) return { value: [...new Set(known)] };
  let count = 0;
  const codes = words.map((word): ChoiceValue => {
    const code = readCode(word, variable);
    if (code === undefined) count++;
    return code ?? word;
  });
  return { value: [...new Set(codes)], ...unlisted(count) };
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

function numberReader(cells: readonly string[]): CellReader {
  const hasPoint = cells.some((cell) => plainNumber.test(cell) && cell.includes('.'));
  const usesComma = !hasPoint && cells.some((cell) => surelyDecimalComma.test(cell));
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
function dateReader(cells: readonly string[]): CellReader {
  const slashed = cells.map((cell) => slashDate.exec(cell)).filter((match) => match !== null);
  const isDay = (match: RegExpExecArray, month: number, day: number): boolean =>
    toIso(match[3], match[month], match[day]) !== undefined;
  // A cell that is no day either way, such as 31/2/2021, says nothing about the others.
  const real = slashed.filter((match) => isDay(match, 2, 1) || isDay(match, 1, 2));
  const reads = (month: number, day: number): boolean =>
    real.every((match) => isDay(match, month, day));
  const isDayFirst = reads(2, 1) && !reads(1, 2);
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
