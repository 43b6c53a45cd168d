/**
 * A file of responses (Kobo, ODK, our own export) → answers by row, as the form would have stored them. Every data row
 * becomes one; what contradicts the form is kept where it can be, and always said with row and column.
 */
import { codebook } from '#core/definitions/codebook.ts';
import type { ChoiceValue, Definition } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import type { Answers, LogicEnvironment } from '#core/definitions/logic/compiled-logic.ts';
import type { Variable } from '#core/definitions/variable.ts';
import {
  type DataTable,
  type DataWarning,
  withoutGuard,
} from '#core/intake/data-file/data-table.ts';
import {
  type ChoiceColumn,
  type ColumnTarget,
  type MatchedColumns,
  matchColumns,
} from '#core/intake/data-file/match-columns.ts';
import {
  type CellReader,
  columnReader,
  factsOf,
  ticked,
  unticked,
} from '#core/intake/data-file/read-column.ts';
import { clockReader } from '#core/intake/data-file/row-clock.ts';

export interface FileResponse {
  readonly row: number;
  readonly answers: Answers;
  /** The respondent's clock, from the row's own times. */
  readonly environment: LogicEnvironment;
}

export interface DataFileReading {
  readonly responses: readonly FileResponse[];
  readonly variables: readonly Variable[];
  /** Names of the variables that the file has a column for. */
  readonly inData: ReadonlySet<string>;
  /** Header of each variable's column, for messages. */
  readonly columnOf: ReadonlyMap<string, string>;
  /** Columns that are not in the form, cell by cell: a report may still be broken down by one. */
  readonly otherColumns: ReadonlyMap<string, readonly string[]>;
  readonly warnings: readonly DataWarning[];
}

export function readDataFile(
  table: DataTable,
  definition: Definition,
  environment: LogicEnvironment,
): DataFileReading {
  const variables = codebook(definition);
  const targets = targetsOf(definition, variables);
  const columns = matchColumns(table.header, targets);
  const warnings: DataWarning[] = [
    ...table.warnings,
    ...columnWarnings(table, columns, knownBesides(definition, variables)),
  ];
  const readers = targets.flatMap((target) => targetReader(target, columns, table) ?? []);
  const clock = clockReader(table.header, environment);
  const responses = table.rows.map(({ row, cells }): FileResponse => {
    const answers: Record<string, unknown> = {};
    for (const reader of readers) {
      const value = reader.read(row, cells, warnings);
      if (value !== undefined) setAt(answers, reader.path, value);
    }
    return { row, answers, environment: clock(cells) };
  });
  warnings.push(...repeatedIds(table));
  return {
    responses,
    variables,
    inData: new Set(readers.flatMap(({ name }) => name)),
    columnOf: new Map(readers.map(({ name, column }) => [name, column])),
    otherColumns: new Map(
      columns.unknown.map((index) => [
        table.header[index]?.trim() ?? '',
        table.rows.map(({ cells }) => cells[index]?.trim() ?? ''),
      ]),
    ),
    warnings,
  };
}

/** Variables first; calculated and metadata values that expressions read come after. */
function targetsOf(
  definition: Definition,
  variables: readonly Variable[],
): readonly ColumnTarget[] {
  const paths = new Map<string, readonly string[]>();
  const note = (element: Readonly<Record<string, unknown>>): void => {
    const { name, lnXls } = element;
    const path = isElement(lnXls) && typeof lnXls.path === 'string' ? lnXls.path : undefined;
    if (typeof name === 'string' && path) paths.set(name, path.split('/'));
    for (const part of [element.elements, element.templateElements]) {
      if (Array.isArray(part)) for (const inner of part) if (isElement(inner)) note(inner);
    }
  };
  for (const page of definition.pages) note(page);
  for (const calculated of definition.calculatedValues ?? []) note(calculated);
  const listed = variables.map((variable) => ({
    name: variable.name,
    path: (variable.path.length === 1 && paths.get(variable.item)) || [
      ...variable.groups,
      ...variable.path,
    ],
    variable,
  }));
  const names = new Set(variables.map(({ item }) => item));
  const others = (definition.calculatedValues ?? [])
    .filter(({ name }) => !names.has(name))
    .map(({ name }) => ({ name, path: paths.get(name) ?? [name], variable: undefined }));
  return [...listed, ...others];
}

interface TargetReader {
  readonly name: string;
  readonly path: readonly string[];
  readonly column: string;
  read(row: number, cells: readonly string[], warnings: DataWarning[]): unknown;
}

function targetReader(
  { name, variable }: ColumnTarget,
  columns: MatchedColumns,
  table: DataTable,
): TargetReader | undefined {
  const own = columns.own.get(name);
  const choices = columns.choices.get(name) ?? [];
  const first = own ?? choices[0]?.index;
  if (first === undefined) return undefined;
  const column = table.header[first]?.trim() ?? '';
  const path = variable?.path ?? [name];
  const reader: CellReader = variable
    ? columnReader(variable, factsOf(own === undefined ? [] : columnCells(table, own)))
    : (cell) => ({ value: cell });
  const readOwn = (row: number, cells: readonly string[], warnings: DataWarning[]): unknown => {
    const cell = own === undefined ? '' : cellText(cells[own]);
    if (cell === '') return undefined;
    const { value, code, message } = reader(cell);
    if (code !== undefined && message !== undefined) warnings.push({ row, column, code, message });
    return value;
  };
  if (choices.length === 0) return { name, path, column, read: readOwn };
  return {
    name,
    path,
    column,
    read(row, cells, warnings) {
      const listed = readOwn(row, cells, warnings);
      const marked = readMarks(row, cells, choices, table, warnings);
      if (listed === undefined) return marked.ticked.length > 0 ? marked.ticked : undefined;
      const differs =
        Array.isArray(listed) && marked.isFilled && !agree(listed, marked.ticked, choices);
      if (differs) {
        const message = 'the list and the columns of single choices differ; the list counts';
        warnings.push({ row, column, code: 'choice-columns-differ', message });
      }
      return listed;
    },
  };
}

const cellText = (cell: string | undefined): string =>
  withoutGuard(cell ?? '')
    .normalize('NFC')
    .trim();

const columnCells = (table: DataTable, index: number): readonly string[] =>
  table.rows.map(({ cells }) => cellText(cells[index])).filter((cell) => cell !== '');

interface Marks {
  readonly ticked: readonly ChoiceValue[];
  readonly isFilled: boolean;
}

function readMarks(
  row: number,
  cells: readonly string[],
  choices: readonly ChoiceColumn[],
  table: DataTable,
  warnings: DataWarning[],
): Marks {
  const marked: ChoiceValue[] = [];
  let isFilled = false;
  for (const { index, value } of choices) {
    const cell = cellText(cells[index]).toLowerCase();
    if (cell === '') continue;
    isFilled = true;
    if (ticked.has(cell)) marked.push(value);
    else if (!unticked.has(cell)) {
      const message = 'this is neither 1 nor 0; it counts as not chosen';
      warnings.push({
        row,
        column: table.header[index]?.trim() ?? '',
        code: 'mark-unreadable',
        message,
      });
    }
  }
  return { ticked: marked, isFilled };
}

/** Only codes that have a column of their own can differ. */
function agree(
  listed: readonly unknown[],
  marked: readonly ChoiceValue[],
  choices: readonly ChoiceColumn[],
): boolean {
  return choices.every(({ value }) => listed.includes(value) === marked.includes(value));
}

function setAt(answers: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  if (rest.length === 0) {
    answers[first] = value;
    return;
  }
  const held = answers[first];
  const inner: Record<string, unknown> = isElement(held) ? { ...held } : {};
  setAt(inner, rest, value);
  answers[first] = inner;
}

/** Start, end, device and the like, and what people wrote beside "other": in the form, though no variables. */
function knownBesides({ lnXls }: Definition, variables: readonly Variable[]): ReadonlySet<string> {
  const rows = isElement(lnXls) && Array.isArray(lnXls.metadata) ? lnXls.metadata : [];
  const metadata = rows.flatMap((row) =>
    isElement(row) ? [String(row.name), String(row.path)] : [],
  );
  return new Set([...metadata, ...variables.map(({ item }) => `${item}-Comment`)]);
}

function columnWarnings(
  table: DataTable,
  { unknown, repeated }: MatchedColumns,
  besides: ReadonlySet<string>,
): readonly DataWarning[] {
  const names = (indexes: readonly number[]): string =>
    indexes
      .map((index) => table.header[index]?.trim() || `(column ${index + 1} without a header)`)
      .join(', ');
  const strange = unknown.filter((index) => !besides.has(table.header[index]?.trim() ?? ''));
  return [
    ...(strange.length > 0
      ? [
          {
            code: 'columns-unknown',
            message: `columns that are not in the form are ignored: ${names(strange)}`,
          },
        ]
      : []),
    ...repeated.map((index) => ({
      column: table.header[index]?.trim() ?? '',
      code: 'column-repeated',
      message: 'another column holds the same item; that one counts',
    })),
  ];
}

/** One submission exported twice is two rows: kept, because nobody but the owner knows which one is right. */
function repeatedIds(table: DataTable): readonly DataWarning[] {
  const index = table.header.findIndex((heading) =>
    /(^|\/)_uuid$|instanceID$|^KEY$/.test(heading.trim()),
  );
  if (index < 0) return [];
  const column = table.header[index]?.trim() ?? '';
  const first = new Map<string, number>();
  return table.rows.flatMap(({ row, cells }) => {
    const id = cells[index]?.trim() ?? '';
    const before = first.get(id);
    if (id === '') return [];
    if (before === undefined) {
      first.set(id, row);
      return [];
    }
    return [
      {
        row,
        column,
        code: 'response-repeated',
        message: `row ${before} has the same id; both rows count`,
      },
    ];
  });
}
