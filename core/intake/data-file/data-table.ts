/** A file of responses before anybody knows what its columns mean, and what there was to say about it. */
export interface DataRow {
  /** As people count it: the header is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface DataTable {
  readonly header: readonly string[];
  readonly rows: readonly DataRow[];
  /** What the parser had to put right: rows with too few or too many cells. */
  readonly warnings: readonly DataWarning[];
}

/** Something that the file says and the form does not, or the other way round. It stops nothing. */
export interface DataWarning {
  /** Absent where a column, or the file as a whole, is meant. */
  readonly row?: number;
  readonly column?: string;
  readonly code: string;
  /** A plain English sentence without the answer itself. */
  readonly message: string;
}

/** `row 12, column age: …` */
export function warningText({ row, column, message }: DataWarning): string {
  const place = [
    row === undefined ? undefined : `row ${row}`,
    column === undefined ? undefined : `column ${column}`,
  ].filter((part) => part !== undefined);
  return place.length > 0 ? `${place.join(', ')}: ${message}` : message;
}

/** How texts begin that a spreadsheet would run as a formula. */
const formulaStart = '[=+\\-@\\t\\r＝]';
const guarded = new RegExp(`^'+${formulaStart}`);
const needsGuard = new RegExp(`^'*${formulaStart}`);

/** Exports put ' before texts that a spreadsheet would run as a formula; exactly one comes off again. */
export const withoutGuard = (cell: string): string => (guarded.test(cell) ? cell.slice(1) : cell);

/** A text that already looks guarded gets one more, so that taking one off gives it back. */
export const withGuard = (text: string): string => (needsGuard.test(text) ? `'${text}` : text);
