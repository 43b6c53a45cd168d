/** Sheets of texts → an Excel file. Every cell is a text, so that `01`, `=1` and dates stay what they are. */
import writeXlsxFile, { type Sheet as XlsxSheet } from 'write-excel-file/node';
import type { Sheet } from '#core/definitions/xlsform/sheet.ts';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return new Uint8Array(await writeXlsxFile(sheets.map(toXlsx)).toBuffer());
}

function toXlsx({ name, rows }: Sheet): XlsxSheet<never> {
  const width = Math.max(1, ...rows.map(({ cells }) => cells.length));
  const last = rows.at(-1)?.row ?? 1;
  const byRow = new Map(rows.map((row) => [row.row, row.cells]));
  const data = Array.from({ length: last }, (_, index) => {
    const cells = byRow.get(index + 1) ?? [];
    return Array.from({ length: width }, (__, column) => {
      const text = cells[column] ?? '';
      if (text === '') return null;
      const value = cellText(text);
      return index === 0
        ? { value, type: String, fontWeight: 'bold' as const }
        : { value, type: String };
    });
  });
  const head = byRow.get(1) ?? [];
  return {
    sheet: name,
    data,
    columns: Array.from({ length: width }, (_, column) => ({ width: widthOf(head[column] ?? '') })),
    stickyRowsCount: 1,
  };
}

const widthOf = (header: string): number => {
  if (/^(label|hint|json)/.test(header)) return 44;
  return /relevant|constraint|calculation/.test(header) ? 36 : 18;
};

/** What a cell holds at most, in the format's own words. */
const longestCell = 32_767;

/** XML has no place for some characters; `_x0041_` would be read as a letter. */
const cellText = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu, '')
    .replace(/_x([0-9A-Fa-f]{4})_/g, '_x005F_x$1_')
    .slice(0, longestCell);
