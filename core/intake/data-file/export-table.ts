/**
 * What a file of responses looks like: a table for the responses and one for each repeated group, pooled over versions,
 * and how answers become cells. What is written here is what `plan-columns.ts` reads.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { defaultLanguageOf } from '#core/definitions/languages.ts';
import type { Category, Variable } from '#core/definitions/variable.ts';
import { type Field, type FieldTable, fieldTable } from '#core/intake/data-file/fields.ts';
import { chooseText } from '#core/kernel/localized-text.ts';

export type ExportCell = string | number | null;

export interface ExportColumn {
  readonly heading: string;
  readonly variable: Variable;
  readonly field: Field;
  /** Free text, as people wrote it: what a spreadsheet may take for a formula. */
  readonly isText: boolean;
  /** Of a 0/1 column: the code that it stands for. */
  readonly choice?: Category;
  cell(record: Readonly<Record<string, unknown>>): ExportCell;
}

export interface ExportTable {
  /** Empty for the responses themselves. */
  readonly name: string;
  /** From the response to the list of copies, repeats around it included. */
  readonly way: readonly string[];
  readonly columns: readonly ExportColumn[];
  readonly tables: readonly ExportTable[];
  /** Paths of answers that are left out. */
  readonly withheld: readonly (readonly string[])[];
}

export interface ExportOptions {
  /** Labels in this language instead of codes. */
  readonly labels?: string;
  /** Whether answers of the class `identifier` are in it. */
  readonly identifiers: boolean;
}

/** @param definitions of the versions that responses may have, newest first. */
export function exportTable(
  definitions: readonly Definition[],
  options: ExportOptions,
): ExportTable {
  const pooled = definitions.map(fieldTable).reduce(poolTables);
  const [newest] = definitions;
  const fallback = newest ? defaultLanguageOf(newest) : 'en';
  return tableOf(pooled, [], options, fallback);
}

/** Fields of both, those of the first before those that only the second has; choices likewise. */
function poolTables(first: FieldTable, second: FieldTable): FieldTable {
  const names = new Map(first.fields.map((field) => [field.name, field]));
  const older = new Map(second.fields.map((field) => [field.name, field]));
  return {
    ...first,
    fields: [
      ...first.fields.map((field) => poolFields(field, older.get(field.name))),
      ...second.fields.filter(({ name }) => !names.has(name)),
    ],
    tables: [
      ...first.tables.map((table) => {
        const other = second.tables.find(({ name }) => name === table.name);
        return other ? poolTables(table, other) : table;
      }),
      ...second.tables.filter(({ name }) => !first.tables.some((table) => table.name === name)),
    ],
  };
}

function poolFields(field: Field, older: Field | undefined): Field {
  const { variable } = field;
  const known = new Set(variable.categories?.map(({ value }) => value));
  const gone = older?.variable.categories?.filter(({ value }) => !known.has(value)) ?? [];
  if (!variable.categories || gone.length === 0) return field;
  return { ...field, variable: { ...variable, categories: [...variable.categories, ...gone] } };
}

function tableOf(
  table: FieldTable,
  way: readonly string[],
  options: ExportOptions,
  fallback: string,
): ExportTable {
  const isShown = ({ variable }: Field): boolean =>
    options.identifiers || variable.class !== 'identifier';
  return {
    name: table.name,
    way,
    columns: table.fields.filter(isShown).flatMap((field) => columnsOf(field, options, fallback)),
    tables: table.tables.map((inner) => tableOf(inner, [...way, inner.name], options, fallback)),
    withheld: table.fields.filter((field) => !isShown(field)).map(({ at }) => at),
  };
}

function columnsOf(
  field: Field,
  options: ExportOptions,
  fallback: string,
): readonly ExportColumn[] {
  const { variable, at, name } = field;
  const write = writerOf(variable, options, fallback);
  const own: ExportColumn = {
    heading: name,
    variable,
    field,
    isText: variable.categories === undefined && field.kind !== 'number',
    cell: (record) => write(valueAt(record, at)),
  };
  if (variable.type !== 'multi') return [own];
  const marks = (variable.categories ?? []).map(
    (choice): ExportColumn => ({
      heading: `${name}/${choice.value}`,
      variable,
      field,
      isText: false,
      choice,
      cell: (record) => {
        const value = valueAt(record, at);
        if (!Array.isArray(value) || value.length === 0) return null;
        return value.includes(choice.value) ? 1 : 0;
      },
    }),
  );
  return [own, ...marks];
}

export function valueAt(record: unknown, path: readonly string[]): unknown {
  let value = record;
  for (const step of path) {
    value = isElement(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

type Writer = (value: unknown) => ExportCell;

function writerOf(variable: Variable, { labels }: ExportOptions, fallback: string): Writer {
  const words = labels === undefined ? undefined : labelsOf(variable, [labels, fallback]);
  const one = (value: unknown): string => words?.get(value) ?? String(value);
  if (variable.type === 'multi' || variable.type === 'rank') {
    const isPlain = (variable.categories ?? []).every(
      ({ value }) => !/[\s,;|]/.test(String(value)),
    );
    const between = isPlain && labels === undefined ? ' ' : '; ';
    return (value) =>
      Array.isArray(value) && value.length > 0 ? value.map(one).join(between) : plainCell(value);
  }
  if (!variable.categories) return plainCell;
  return (value) => {
    if (value === undefined || value === null || value === '') return null;
    return typeof value === 'number' && !words?.has(value) ? value : one(value);
  };
}

const plainCell: Writer = (value) => {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
};

/** Labels that tell their code: one that two answers share, or that a list could not be read with, is left out. */
function labelsOf(
  { categories = [] }: Variable,
  languages: readonly string[],
): ReadonlyMap<unknown, string> {
  const words = categories.map(({ value, label }) => ({
    value,
    text: chooseText(label, languages)?.text.replace(/\s+/g, ' ').trim() ?? '',
  }));
  const uses = new Map<string, number>();
  for (const { text } of words) {
    uses.set(text.toLowerCase(), (uses.get(text.toLowerCase()) ?? 0) + 1);
  }
  const codes = new Set(categories.map(({ value }) => String(value).toLowerCase()));
  return new Map(
    words
      .filter(
        ({ text }) => text !== '' && !text.includes(';') && uses.get(text.toLowerCase()) === 1,
      )
      .filter(({ text, value }) => !codes.has(text.toLowerCase()) || text === String(value))
      .map(({ value, text }) => [value, text]),
  );
}

/** Every copy that a response has in a table, with its place among them. */
export interface Copy {
  readonly record: Readonly<Record<string, unknown>>;
  /** Places in the lists on the way: the copy is `answers[way[0]][steps[0]]…`. */
  readonly steps: readonly number[];
}

export function copiesOf(answers: unknown, way: readonly string[]): readonly Copy[] {
  let copies: readonly Copy[] = [{ record: isElement(answers) ? answers : {}, steps: [] }];
  for (const step of way) {
    copies = copies.flatMap(({ record, steps }) => {
      const list = record[step];
      return Array.isArray(list)
        ? list.map((one, index) => ({
            record: isElement(one) ? one : {},
            steps: [...steps, index],
          }))
        : [];
    });
  }
  return copies;
}

/** All tables, outermost first. */
export const allTables = (table: ExportTable): readonly ExportTable[] => [
  table,
  ...table.tables.flatMap(allTables),
];

/** The answers without what is left out. */
export function withoutWithheld(
  answers: Readonly<Record<string, unknown>>,
  table: ExportTable,
): Record<string, unknown> {
  let kept: Record<string, unknown> = { ...answers };
  for (const path of table.withheld) kept = without(kept, path);
  for (const inner of table.tables) {
    const list = kept[inner.name];
    if (Array.isArray(list)) {
      kept[inner.name] = list.map((one) => (isElement(one) ? withoutWithheld(one, inner) : one));
    }
  }
  return kept;
}

function without(
  record: Readonly<Record<string, unknown>>,
  [first, ...rest]: readonly string[],
): Record<string, unknown> {
  if (first === undefined || !Object.hasOwn(record, first)) return { ...record };
  const { [first]: held, ...others } = record;
  return rest.length > 0 && isElement(held) ? { ...others, [first]: without(held, rest) } : others;
}
