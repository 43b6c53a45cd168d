/** A workbook of results: sheets Data, Codebook and About. Numbers are numbers, texts are texts, never formulas. */
import writeXlsxFile, { type Sheet, type Cell as SheetCell } from 'write-excel-file/node';
import { defaultRule } from '#core/analysis/disclosure/rule.ts';
import type { PublishableTable } from '#core/analysis/result-table.ts';
import { languagesOf } from '#core/definitions/languages.ts';
import { type Cell, lineHeaders, resultLines } from '#server/analysis/result-lines.ts';
import type { SurveyResults } from '#server/analysis/results-service.ts';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export async function exportXlsx(results: SurveyResults): Promise<Uint8Array<ArrayBuffer>> {
  const languages = languagesOf(results.definition);
  const lines = resultLines(results.tables, languages);
  const sheets = [
    sheet('Data', lineHeaders, [...lines.map((line) => lineHeaders.map((header) => line[header]))]),
    sheet(
      'Codebook',
      codebookHeaders(languages),
      results.tables.flatMap((table) => codebookLines(table, languages)),
    ),
    sheet('About', ['what', 'value'], aboutLines(results)),
  ];
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}

function sheet(
  name: string,
  headers: readonly string[],
  lines: readonly (readonly Cell[])[],
): Sheet<never> {
  return {
    sheet: name,
    data: [headers.map(headerCell), ...lines.map((line) => line.map(plainCell))],
    columns: headers.map((header) => ({ width: header.includes('label') ? 40 : 14 })),
    stickyRowsCount: 1,
  };
}

const headerCell = (value: string): SheetCell => ({ value, type: String, fontWeight: 'bold' });

const plainCell = (value: Cell): SheetCell => {
  if (value === null) return null;
  return typeof value === 'number'
    ? { value, type: Number }
    : { value: withoutControls(value), type: String };
};

/** What XML cannot hold would make the workbook unreadable. */
const withoutControls = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu, '');

const codebookHeaders = (languages: readonly string[]): readonly string[] => [
  'variable',
  'item',
  'type',
  'measure',
  'category',
  ...languages.map((language) => `label ${language}`),
];

function codebookLines(
  { variable, columns }: PublishableTable,
  languages: readonly string[],
): readonly (readonly Cell[])[] {
  const head = [variable.name, variable.item, variable.type, variable.measure];
  const categories = columns[0]?.categories ?? [];
  return [
    [...head, null, ...languages.map((language) => variable.label[language] ?? null)],
    ...categories.map(({ value, label }) => [
      ...head,
      typeof value === 'boolean' ? String(value) : value,
      ...languages.map((language) => label[language] ?? null),
    ]),
  ];
}

function aboutLines(results: SurveyResults): readonly (readonly Cell[])[] {
  const rule: readonly (readonly Cell[])[] =
    results.mode === 'gated'
      ? [
          ['least_base', defaultRule.base],
          ['least_count', defaultRule.cell],
        ]
      : [];
  return [
    ['survey', results.survey],
    ...Object.entries(results.title).map(([language, words]) => [`title_${language}`, words]),
    ['responses', results.rows],
    ['as_of', results.asOf],
    ['mode', results.mode],
    ...rule,
    ['interval', 'Wilson 95 %'],
    ['quantiles', 'type 7'],
  ];
}
