/** What each column of one sheet means for one version of the survey, and how its rows become records of answers. */
import type { ChoiceValue, Definition } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { type AboutColumns, aboutColumns } from '#core/intake/data-file/about-columns.ts';
import { withoutGuard } from '#core/intake/data-file/data-table.ts';
import type { Field, FieldTable } from '#core/intake/data-file/fields.ts';
import type { Loss } from '#core/intake/data-file/loss.ts';
import {
  type ChoiceColumn,
  type ColumnTarget,
  matchColumns,
} from '#core/intake/data-file/match-columns.ts';
import { type PlaceColumns, placePart, placeText } from '#core/intake/data-file/place-columns.ts';
import { type AnswerReader, answerReader } from '#core/intake/data-file/read-answer.ts';
import { type ColumnFacts, noFacts, ticked, unticked } from '#core/intake/data-file/read-column.ts';

export const columnUses = [
  'item',
  'choice',
  'part',
  'about',
  'calculated',
  'repeated',
  'unknown',
] as const;

export interface ColumnUse {
  readonly heading: string;
  readonly use: (typeof columnUses)[number];
  /** Name of the variable that takes it. */
  readonly variable?: string;
}

export interface ColumnPlan {
  readonly uses: readonly ColumnUse[];
  readonly about: AboutColumns;
  /** How many columns belong to items: which table a sheet is, where its name does not say. */
  readonly matched: number;
  /** Columns whose cells must be seen as a whole before any is read. */
  readonly surveyed: readonly number[];
  reader(facts: ReadonlyMap<number, ColumnFacts>): RecordReader;
}

export type Tell = (loss: Omit<Loss, 'row' | 'sheet'>) => void;

/** @returns the answers of one row; what could not be read is told. */
export type RecordReader = (cells: readonly string[], tell: Tell) => Record<string, unknown>;

export interface PlanOptions {
  /** Texts of CSV files may have been guarded against spreadsheets. */
  readonly isGuarded: boolean;
}

export function planColumns(
  header: readonly string[],
  table: FieldTable,
  definition: Definition,
  options: PlanOptions,
): ColumnPlan {
  const fields = new Map(table.fields.map((field) => [field.name, field]));
  const columns = matchColumns(header, [...table.fields, ...passing(table, definition, fields)]);
  const finder = (heading: string): ColumnTarget | undefined => columns.find(heading);
  const places = new Map<string, Map<string, number>>();
  const uses: ColumnUse[] = header.map((heading) => ({ heading: heading.trim(), use: 'unknown' }));
  const set = (index: number, use: ColumnUse['use'], variable?: string): void => {
    uses[index] = {
      heading: header[index]?.trim() ?? '',
      use,
      ...(variable === undefined ? {} : { variable }),
    };
  };
  for (const [name, index] of columns.own) {
    if (fields.has(name)) set(index, 'item', name);
    else set(index, 'calculated');
  }
  for (const [name, list] of columns.choices) {
    for (const { index } of list) set(index, 'choice', name);
  }
  for (const index of columns.repeated) set(index, 'repeated');
  for (const index of columns.unknown) {
    const found = placePart(header[index]?.trim() ?? '', finder, fields);
    if (!found) continue;
    const held = places.get(found.field.name) ?? new Map<string, number>();
    places.set(found.field.name, held.set(found.part, index));
    set(index, 'part', found.field.name);
  }
  const taken = new Set(uses.flatMap(({ use }, index) => (use === 'unknown' ? [] : [index])));
  const about = aboutColumns(header, definition, taken);
  for (const index of columns.unknown) {
    if (uses[index]?.use === 'unknown' && about.isAbout(index)) set(index, 'about');
  }
  const layout: Layout = { header, options };
  const sources = table.fields.flatMap((field): readonly Source[] => {
    const own = columns.own.get(field.name);
    const choices = columns.choices.get(field.name) ?? [];
    const place = places.get(field.name);
    if (own === undefined && choices.length === 0 && !place) return [];
    // as: `placePart` gives nothing but these parts.
    return [{ field, own, choices, place: place as PlaceColumns | undefined }];
  });
  return {
    uses,
    about,
    matched: sources.length,
    surveyed: sources.flatMap(({ field, own }) =>
      own !== undefined && needsFacts(field) ? [own] : [],
    ),
    reader: (facts) => recordReader(sources, layout, facts),
  };
}

const needsFacts = ({ kind }: Field): boolean =>
  kind === 'number' || kind === 'day' || kind === 'moment';

/** Calculated values that are not stored: known, and made anew. */
function passing(
  table: FieldTable,
  { calculatedValues = [] }: Definition,
  fields: ReadonlyMap<string, Field>,
): readonly ColumnTarget[] {
  if (table.path.length > 0) return [];
  return calculatedValues
    .filter(({ name }) => !fields.has(name))
    .map(({ name, lnXls }) => {
      const path = isElement(lnXls) && typeof lnXls.path === 'string' ? lnXls.path.split('/') : [];
      return { name, path: path.length > 0 ? path : [name], variable: undefined };
    });
}

interface Layout {
  readonly header: readonly string[];
  readonly options: PlanOptions;
}

interface Source {
  readonly field: Field;
  readonly own: number | undefined;
  readonly choices: readonly ChoiceColumn[];
  readonly place: PlaceColumns | undefined;
}

function recordReader(
  sources: readonly Source[],
  layout: Layout,
  facts: ReadonlyMap<number, ColumnFacts>,
): RecordReader {
  const readers = sources.map((source) => ({
    at: source.field.at,
    read: sourceReader(source, layout, facts),
  }));
  return (cells, tell) => {
    const record: Record<string, unknown> = {};
    for (const { at, read } of readers) {
      const value = read(cells, tell);
      if (value !== undefined) putAt(record, at, value);
    }
    return record;
  };
}

/** A cell as it is compared: in NFC, without space around it, a guard taken off. */
export const cellText = (cell: string | undefined, { isGuarded }: PlanOptions): string => {
  const text = cell ?? '';
  if (text === '') return '';
  return (isGuarded ? withoutGuard(text) : text).normalize('NFC').replaceAll('\r\n', '\n').trim();
};

function sourceReader(
  { field, own, choices, place }: Source,
  { header, options }: Layout,
  facts: ReadonlyMap<number, ColumnFacts>,
): (cells: readonly string[], tell: Tell) => unknown {
  const read: AnswerReader = answerReader(
    field,
    (own === undefined ? undefined : facts.get(own)) ?? noFacts(),
  );
  const nameOf = (index: number): string => header[index]?.trim() ?? '';
  const column = own === undefined ? '' : nameOf(own);
  return (cells, tell) => {
    const textAt = (index: number): string => cellText(cells[index], options);
    const cell = own === undefined ? '' : textAt(own);
    const marks = choices.length > 0 ? readMarks(choices, textAt, nameOf, tell) : undefined;
    if (cell === '') {
      if (marks && marks.ticked.length > 0) return marks.ticked;
      return place ? placeText(place, textAt) : undefined;
    }
    if (cell.includes('\0')) {
      tell({ column, code: 'text-unreadable' });
      return undefined;
    }
    const { value, told } = read(cell);
    if (told) tell({ column, ...told });
    if (marks?.isFilled && Array.isArray(value) && !agree(value, marks.ticked, choices)) {
      tell({ column, code: 'choice-columns-differ' });
    }
    return value;
  };
}

interface Marks {
  readonly ticked: readonly ChoiceValue[];
  readonly isFilled: boolean;
}

function readMarks(
  choices: readonly ChoiceColumn[],
  textAt: (index: number) => string,
  nameOf: (index: number) => string,
  tell: Tell,
): Marks {
  const marked: ChoiceValue[] = [];
  let isFilled = false;
  for (const { index, value, isListed } of choices) {
    const cell = textAt(index).toLowerCase();
    if (cell === '') continue;
    isFilled = true;
    if (ticked.has(cell)) {
      if (isListed) marked.push(value);
      else tell({ column: nameOf(index), code: 'code-unlisted', params: { count: 1 } });
    } else if (!unticked.has(cell)) tell({ column: nameOf(index), code: 'mark-unreadable' });
  }
  return { ticked: marked, isFilled };
}

/** Only codes that have a column of their own can differ. */
const agree = (
  listed: readonly unknown[],
  marked: readonly ChoiceValue[],
  choices: readonly ChoiceColumn[],
): boolean => choices.every(({ value }) => listed.includes(value) === marked.includes(value));

/** Own members only, so that a path through `__proto__` stays within the record. */
function putAt(record: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  let inner: unknown = value;
  if (rest.length > 0) {
    const held = Object.hasOwn(record, first) ? record[first] : undefined;
    const within: Record<string, unknown> = isElement(held) ? { ...held } : {};
    putAt(within, rest, value);
    inner = within;
  }
  Object.defineProperty(record, first, {
    value: inner,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
