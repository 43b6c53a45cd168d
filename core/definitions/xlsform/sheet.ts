/**
 * What an XLSForm file is made of before anybody knows what it means: sheets of rows of texts. Readers of .xlsx, .xls
 * (and tests) make these; numbers come as their shortest text, dates as ISO, empty cells as ''.
 */
import type { ImportProblem } from '#core/definitions/xlsform/import-problem.ts';

export interface SheetRow {
  /** As people count it: the header is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

export interface Cell {
  readonly text: string;
  readonly sheet: string;
  readonly row: number;
  /** The header, as it stands in the file. */
  readonly column: string;
}

/** Where a problem is, for a cell. */
export const placeOf = (cell: Cell): Pick<ImportProblem, 'sheet' | 'row' | 'column'> => ({
  sheet: cell.sheet,
  row: cell.row,
  column: cell.column,
});

/** Sheets are found by name, whatever the case and the spaces around it. */
export const findSheet = (sheets: readonly Sheet[], name: string): Sheet | undefined =>
  sheets.find((sheet) => sheet.name.trim().toLowerCase() === name);
