/** Responses as a file of SPSS: variables with labels, missing values and sets of many answers. */
import { defaultLanguageOf } from '#core/definitions/languages.ts';
import type { Category } from '#core/definitions/variable.ts';
import type { ExportCell, ExportColumn } from '#core/intake/data-file/export-table.ts';
import { chooseText } from '#core/kernel/localized-text.ts';
import type { ExportedResponse } from '#server/intake/export-repo.ts';
import type { Export } from '#server/intake/export-service.ts';
import {
  type SavSet,
  type SavVariable,
  savCases,
  savDictionary,
} from '#server/intake/sav-format.ts';

interface SavColumn {
  readonly variable: SavVariable;
  value(response: ExportedResponse): ExportCell;
}

const longestText = 32_767;

/** Copies of repeated groups have no place in such a file: it is one table. */
export async function* savPieces(made: Export): AsyncGenerator<Uint8Array> {
  const languages = [made.request.labels ?? '', defaultLanguageOf(made.definition), 'vi', 'en'];
  const sources = sourcesOf(made, languages);
  const { widths, cases: count } = await widthsOf(made, sources);
  const columns = sources.map((source, index): SavColumn => {
    const width = source.isNumber ? 0 : Math.min(widths[index] ?? 1, longestText);
    return { variable: { ...source.variable, width }, value: source.value };
  });
  const variables = columns.map(({ variable }) => variable);
  yield savDictionary({
    title: made.request.surveyName,
    madeAt: made.request.exportedAt,
    cases: count,
    variables,
    sets: setsOf(made, sources, languages),
  });
  const cases = savCases(variables);
  let held = 0;
  for await (const response of made.responses()) {
    cases.add(columns.map(({ value }) => value(response)));
    held += 1;
    if (held % 200 === 0) yield cases.take();
  }
  cases.end();
  yield cases.take();
}

interface Source {
  readonly variable: SavVariable;
  readonly isNumber: boolean;
  readonly column?: ExportColumn;
  readonly value: (response: ExportedResponse) => ExportCell;
}

function sourcesOf({ about, table }: Export, languages: readonly string[]): readonly Source[] {
  const taken = new Set<string>();
  // Items keep their names; where an answer of many, or one of ours, is called the same, that gives way.
  const items = table.columns.filter(({ choice }) => choice === undefined);
  const choices = table.columns.filter(({ choice }) => choice !== undefined);
  const names = new Map(
    [...items, ...choices].map((column) => [column, nameOf(column.heading, taken)] as const),
  );
  const abouts = about.map(
    ({ heading, cell }): Source => ({
      variable: { ...plain(nameOf(heading, taken)), measure: 'nominal' },
      isNumber: false,
      value: cell,
    }),
  );
  const answers = table.columns
    .filter(({ variable, choice }) => variable.type !== 'multi' || choice !== undefined)
    .map((column) => sourceOf(column, names.get(column) ?? '', languages));
  return [...abouts, ...answers];
}

const plain = (name: string): SavVariable => ({
  name,
  label: '',
  width: 0,
  labels: [],
  missing: [],
  measure: 'nominal',
});

/** SPSS wants a letter first, and few signs after it. */
function nameOf(heading: string, taken: Set<string>): string {
  const stem = heading
    .normalize('NFD')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^A-Za-z0-9_.]+/g, '_')
    .replace(/^[^A-Za-z]+|[._]+$/g, '')
    .slice(0, 56);
  let name = stem || 'V';
  for (let count = 2; taken.has(name.toLowerCase()) || reserved.test(name); count++) {
    name = `${stem || 'V'}_${count}`;
  }
  taken.add(name.toLowerCase());
  return name;
}

const reserved = /^(?:all|and|by|eq|ge|gt|le|lt|ne|not|or|to|with)$/i;

function sourceOf(column: ExportColumn, name: string, languages: readonly string[]): Source {
  const { variable, choice, field } = column;
  const text = (label: Category['label'] | undefined): string =>
    chooseText(label, languages)?.text ?? '';
  if (choice) {
    const label = `${text(variable.label)}: ${text(choice.label)}`;
    const labels = [
      [0, '0'],
      [1, text(choice.label)],
    ] as const;
    return {
      variable: { ...plain(name), label, labels },
      isNumber: true,
      column,
      value: ({ answers }) => column.cell(answers),
    };
  }
  const described = { ...plain(name), label: text(variable.label) };
  if (variable.categories && variable.type !== 'rank') {
    return { ...coded(column, described, text), column };
  }
  if (field.kind === 'number') {
    return {
      variable: { ...described, measure: 'scale' },
      isNumber: true,
      column,
      value: ({ answers }) => numberIn(column.cell(answers)),
    };
  }
  if (field.kind === 'day' || field.kind === 'moment') {
    const format = field.kind === 'day' ? 'date' : 'datetime';
    return {
      variable: { ...described, measure: 'scale', format },
      isNumber: true,
      column,
      value: ({ answers }) => secondsOf(column.cell(answers)),
    };
  }
  return {
    variable: described,
    isNumber: false,
    column,
    value: ({ answers }) => column.cell(answers),
  };
}

/** Codes that are numbers are numbers; others stay texts. */
function coded(
  column: ExportColumn,
  described: SavVariable,
  text: (label: Category['label']) => string,
): Omit<Source, 'column'> {
  const { variable } = column;
  const categories = variable.categories ?? [];
  const isNumber = categories.every(({ value }) => /^-?\d{1,9}$/.test(asCode(value)));
  const code = (value: unknown): string | number =>
    isNumber ? Number(asCode(value)) : asCode(value);
  const measure = variable.measure?.startsWith('ordinal') ? 'ordinal' : 'nominal';
  return {
    variable: {
      ...described,
      measure,
      labels: categories.map(({ value, label }) => [code(value), text(label)] as const),
      missing: variable.missingCodes.map(code),
    },
    isNumber,
    value: ({ answers }) => {
      const cell = rawOf(column, answers);
      return cell === undefined || cell === null || cell === '' ? null : code(cell);
    },
  };
}

const asCode = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? '1' : '0') : String(value);

function rawOf({ field }: ExportColumn, answers: Readonly<Record<string, unknown>>): unknown {
  let value: unknown = answers;
  for (const step of field.at) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? Reflect.get(value, step)
        : undefined;
  }
  return value;
}

const numberIn = (cell: ExportCell): number | null => (typeof cell === 'number' ? cell : null);

/** Seconds since 1582-10-14. */
function secondsOf(cell: ExportCell): number | null {
  const text = String(cell ?? '');
  const at = Date.parse(text.length > 10 ? `${text}Z` : `${text}T00:00:00Z`);
  return Number.isNaN(at) ? null : at / 1000 + 12_219_379_200;
}

/** Bytes that the longest text of each column takes. */
async function widthsOf(
  made: Export,
  sources: readonly Source[],
): Promise<{ readonly widths: readonly number[]; readonly cases: number }> {
  const widths = sources.map(({ variable }) =>
    Math.max(1, ...variable.labels.map(([value]) => Buffer.byteLength(String(value)))),
  );
  let cases = 0;
  for await (const response of made.responses()) {
    cases += 1;
    for (const [index, { isNumber, value }] of sources.entries()) {
      if (isNumber) continue;
      const cell = value(response);
      if (cell === null) continue;
      widths[index] = Math.max(widths[index] ?? 1, Buffer.byteLength(String(cell)));
    }
  }
  return { widths, cases };
}

function setsOf(
  { table }: Export,
  sources: readonly Source[],
  languages: readonly string[],
): readonly SavSet[] {
  const taken = new Set<string>();
  return table.columns
    .filter(({ variable, choice }) => variable.type === 'multi' && choice === undefined)
    .map(({ variable, heading }) => ({
      name: nameOf(heading, taken),
      label: chooseText(variable.label, languages)?.text.replace(/\s+/g, ' ') ?? '',
      variables: sources
        .filter(({ column }) => column?.variable === variable)
        .map((source) => source.variable.name),
    }))
    .filter(({ variables }) => variables.length > 0);
}
