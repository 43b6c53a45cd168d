/** Reads a pasted list of answers: which column is what, which codes the answers get, which lines repeat others. */
import {
  folded,
  freeCode,
  longestCode,
} from '#web/workspace/editor/tools/paste/codes-from-words.ts';
import { cellsOf, markOf } from '#web/workspace/editor/tools/paste/pasted-table.ts';

/** What a column holds: codes, texts in a language (by its tag), or nothing that is wanted. */
export type ColumnUse = 'code' | 'skip' | `text:${string}`;

export interface PastedAnswers {
  /** Without the head, dots and numbers; all rows have the same number of cells. */
  readonly rows: readonly (readonly string[])[];
  /** The number or letter that stood before each row. */
  readonly marks: readonly (string | undefined)[];
  /** What the columns seem to be. */
  readonly columns: readonly ColumnUse[];
}

export interface AnswerRow {
  readonly code: string;
  /** By language; only what was pasted. */
  readonly texts: Readonly<Record<string, string>>;
  /** The same words stand in the item, or further up in the list. */
  readonly isRepeated: boolean;
}

interface Reading {
  /** The languages of the editor, that of the first column first. */
  readonly languages: readonly string[];
}

/** The pieces of what was pasted, with a guess at what they are. */
export function readAnswerList(text: string, { languages }: Reading): PastedAnswers {
  const lines = cellsOf(text).map(withoutMark);
  const withCodes = lines.map(splitAtEquals);
  const isCoded = withCodes.length > 0 && withCodes.every((row, index) => row !== lines[index]);
  const cut = isCoded ? withCodes : lines;
  const width = Math.max(0, ...cut.map(({ cells }) => cells.length));
  const all = cut.map(({ cells }) => [...cells, ...Array<string>(width - cells.length).fill('')]);
  const [first, ...others] = all;
  const named = first && others.length > 0 ? columnsByName(first, languages) : undefined;
  const rows = named ? others : all;
  const columns = named ?? columnsByLook(rows, width, languages, isCoded);
  return { rows, columns, marks: (named ? cut.slice(1) : cut).map(({ mark }) => mark) };
}

interface MarkedLine {
  readonly cells: readonly string[];
  readonly mark?: string | undefined;
}

/** Word puts the dot or number into a cell of its own, or in front of the words. */
function withoutMark(cells: readonly string[]): MarkedLine {
  const [first = '', second, ...others] = cells;
  if (second !== undefined && first !== '') {
    const { kind, rest, mark } = markOf(`${first} x`);
    if (kind !== 'none' && rest === 'x') return { cells: [second, ...others], mark };
    return { cells };
  }
  const { rest, mark } = markOf(first);
  return { cells: [rest === '' ? first : rest, ...cells.slice(1)], mark };
}

/** `money = Quản lý tiền` */
function splitAtEquals(line: MarkedLine): MarkedLine {
  const [only, ...others] = line.cells;
  const found =
    others.length === 0 && only ? /^([A-Za-z0-9_.-]{1,32})\s*=\s*(.+)$/su.exec(only) : null;
  return found?.[1] && found[2] ? { ...line, cells: [found[1], found[2]] } : line;
}

const namesOfCode = new Set([
  'code',
  'codes',
  'value',
  'name',
  'ma',
  'kod',
  'kode',
  'znachenie',
  'nilai',
]);
const namesOfLanguages: Readonly<Record<string, readonly string[]>> = {
  vi: ['vi', 'tieng viet', 'viet', 'vietnamese', 'vietnamskii'],
  en: ['en', 'tieng anh', 'anh', 'english', 'angliiskii', 'inggris'],
  ru: ['ru', 'tieng nga', 'nga', 'russian', 'russkii', 'rusia'],
  id: ['id', 'tieng indonesia', 'indonesia', 'indonesian', 'bahasa indonesia', 'indoneziiskii'],
};
const namesOfText = new Set([
  'label',
  'text',
  'nhan',
  'cau tra loi',
  'noi dung',
  'answer',
  'otvet',
  'tekst',
  'jawaban',
]);

/** A head: every cell names what its column holds; `label::Tiếng Việt (vi)` too. */
function columnsByName(
  cells: readonly string[],
  languages: readonly string[],
): readonly ColumnUse[] | undefined {
  const uses = cells.map((cell) => useByName(cell, languages));
  const isHead = uses.every((use) => use !== undefined) && uses.some((use) => use !== 'skip');
  return isHead ? uses.map((use) => use ?? 'skip') : undefined;
}

function useByName(cell: string, languages: readonly string[]): ColumnUse | undefined {
  const name = folded(cell);
  const inBrackets = /\(([a-z]{2,3}(?:-[a-z0-9]+)*)\)$/.exec(name)?.[1];
  const plain = name.replace(/^label::/, '').replace(/\s*\([^)]*\)$/, '');
  if (namesOfCode.has(plain)) return 'code';
  if (plain === '' || plain === 'list_name') return 'skip';
  const known = Object.keys(namesOfLanguages).find((tag) => namesOfLanguages[tag]?.includes(plain));
  const language = inBrackets ?? known ?? languages.find((tag) => tag.toLowerCase() === plain);
  if (language) return `text:${language}`;
  return namesOfText.has(plain) ? `text:${languages[0] ?? 'vi'}` : undefined;
}

/** Without a head: codes come first and look like codes; the languages follow in the order of the editor. */
function columnsByLook(
  rows: readonly (readonly string[])[],
  width: number,
  languages: readonly string[],
  isCoded: boolean,
): readonly ColumnUse[] {
  const first = rows.map(([cell = '']) => cell);
  const isCode =
    isCoded || (width > 1 && first.every(looksLikeCode) && areUnlikeWords(first, width));
  const texts = Array.from({ length: width - (isCode ? 1 : 0) }, (_, index): ColumnUse => {
    const language = languages[index];
    return language ? `text:${language}` : 'skip';
  });
  return isCode ? ['code', ...texts] : texts;
}

const looksLikeCode = (cell: string): boolean => /^[A-Za-z0-9_.-]{1,32}$/.test(cell);

/** Two columns of single words may be two languages: codes are numbers, in small letters, or before two texts. */
const areUnlikeWords = (cells: readonly string[], width: number): boolean =>
  width > 2 || cells.every((cell) => /^\d+$/.test(cell) || /^[a-z0-9_.-]+$/.test(cell));

export interface AnswerOptions {
  readonly columns: readonly ColumnUse[];
  /** Codes that nothing new may have: those in use, and those that had answers before. */
  readonly taken: readonly string[];
  /** Texts that the item already offers. */
  readonly known: readonly string[];
  /** Whether the numbers before the lines are the codes. */
  readonly numbersAreCodes: boolean;
}

/** The answers as they would be taken, repeated ones among them, marked. */
export function answersFrom(pasted: PastedAnswers, options: AnswerOptions): readonly AnswerRow[] {
  const taken = new Set(options.taken.map((code) => code.toLowerCase()));
  const seen = new Set(options.known.map(folded).filter((words) => words !== ''));
  return pasted.rows.flatMap((cells, index): readonly AnswerRow[] => {
    const { code, texts } = partsOf(cells, options.columns);
    const number = options.numbersAreCodes ? pasted.marks[index] : undefined;
    const words = Object.values(texts);
    if (words.length === 0 && code === '') return [];
    const own = codeOf(code || number || '');
    const keys = words.map(folded).filter((key) => key !== '');
    const isRepeated =
      keys.some((key) => seen.has(key)) || (own !== '' && taken.has(own.toLowerCase()));
    if (isRepeated) return [{ code: own, texts, isRepeated }];
    for (const key of keys) seen.add(key);
    if (own !== '') taken.add(own.toLowerCase());
    return [{ code: own || freeCode(words[0] ?? '', taken, `a${index + 1}`), texts, isRepeated }];
  });
}

/** Codes hold no space; a sheet may have written one all the same. */
const codeOf = (cell: string): string => cell.replace(/\s+/g, '_').slice(0, longestCode * 2);

function partsOf(cells: readonly string[], columns: readonly ColumnUse[]) {
  const texts: Record<string, string> = {};
  let code = '';
  columns.forEach((use, index) => {
    const cell = cells[index] ?? '';
    if (use === 'code') code = cell;
    else if (use !== 'skip' && cell !== '') texts[use.slice('text:'.length)] ??= cell;
  });
  return { code, texts };
}
