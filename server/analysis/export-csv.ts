/** CSV by RFC 4180, in UTF-8 with a byte order mark, so that Excel reads Vietnamese. */
import { languagesOf } from '#core/definitions/languages.ts';
import { type Cell, type Line, lineHeaders, resultLines } from '#server/analysis/result-lines.ts';
import type { SurveyResults } from '#server/analysis/results-service.ts';

export const exportCsv = ({ tables, definition }: SurveyResults): string =>
  csvText([
    lineHeaders,
    ...resultLines(tables, languagesOf(definition)).map((line) =>
      lineHeaders.map((header) => guarded(header, line)),
    ),
  ]);

/** What the definition calls things goes out as it is; what only data brought in is a text like any other. */
const isOwnName = (header: string, { listed }: Line): boolean =>
  header === 'variable' || header === 'by' || (header === 'category' && listed === 'yes');

/** Characters with which a spreadsheet takes a text for a formula. */
const formula = /^[=+\-@\t\r＝]/;

function guarded(header: (typeof lineHeaders)[number], line: Line): Cell {
  const cell = line[header];
  if (typeof cell !== 'string' || isOwnName(header, line)) return cell;
  return formula.test(cell) && !Number.isFinite(Number(cell)) ? `'${cell}` : cell;
}

const csvText = (lines: readonly (readonly Cell[])[]): string =>
  `\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;

function quoted(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
