/** What no cell of a form may hold: it could not be kept in a definition, or no spreadsheet could have made it. */
import type { Sheet } from '#core/definitions/xlsform/sheet.ts';
import type { ProblemError } from '#core/kernel/problems.ts';

/** Of a cell, as the file format has it. */
export const longestCell = 32_767;

// With the `u` flag only surrogates without their other half match.
const unkeepable = /\0|[\ud800-\udfff]/u;

/** The first such cell, with its place. */
export function fieldFault(sheets: readonly Sheet[]): ProblemError | undefined {
  for (const sheet of sheets) {
    const head = sheet.rows[0]?.cells ?? [];
    for (const { row, cells } of sheet.rows) {
      const at = cells.findIndex((cell) => cell.length > longestCell || unkeepable.test(cell));
      if (at < 0) continue;
      const column = head[at] ?? String(at + 1);
      const isLong = (cells[at]?.length ?? 0) > longestCell;
      const code = isLong ? 'cell-too-long' : 'cell-unkeepable';
      const what = isLong
        ? `the cell holds more than ${longestCell} characters`
        : 'the cell holds characters that are no text';
      const message = `${sheet.name}, row ${row}, column ${column.slice(0, 80)}: ${what}.`;
      return { sheet: sheet.name, row, column: column.slice(0, 80), code, message };
    }
  }
  return undefined;
}
