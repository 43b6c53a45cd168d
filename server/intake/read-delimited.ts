/** CSV files as people really have them → a table of texts: UTF-8 with or without BOM; comma, semicolon or tab. */
import { CsvError, parse } from 'csv-parse/sync';
import type { DataRow, DataTable, DataWarning } from '#core/intake/data-file/data-table.ts';

export type DelimitedReading =
  | { readonly ok: true; readonly table: DataTable }
  /** One plain sentence. */
  | { readonly ok: false; readonly sentence: string };

export function readDelimited(bytes: Uint8Array): DelimitedReading {
  const text = decode(bytes);
  if (text === undefined) {
    return { ok: false, sentence: 'The data file is not UTF-8 text; save it as CSV UTF-8.' };
  }
  if (text.trim() === '') return { ok: false, sentence: 'The data file is empty.' };
  try {
    const emptyLines: number[] = [];
    const records: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      // An empty line is no row, as every reader of CSV takes it; a line of one empty cell in quotation marks is.
      skip_empty_lines: true,
      on_record(record: string[], { empty_lines }) {
        emptyLines.push(empty_lines);
        return record;
      },
      max_record_size: 10_000_000,
    });
    return { ok: true, table: toTable(records, emptyLines) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The library's own sentence may quote the cell.
    const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
    return {
      ok: false,
      sentence: `The data file is no regular CSV${line}: quotation marks do not pair.`,
    };
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The sign that the header has most of, outside quotation marks. */
export function delimiterOf(text: string): string {
  const header = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replace(
    /"(?:[^"]|"")*"/g,
    '',
  );
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: header.split(sign).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

/** @param emptyLines how many there are before each record */
function toTable(records: readonly string[][], emptyLines: readonly number[]): DataTable {
  const [header = [], ...body] = records;
  const warnings: DataWarning[] = [];
  const rows = body.map((cells, index): DataRow => {
    const row = index + 2 + (emptyLines[index + 1] ?? 0) - (emptyLines[0] ?? 0);
    if (cells.length !== header.length) {
      const message = `the row has ${cells.length} cells, the header ${header.length}`;
      warnings.push({ row, code: 'cells-uneven', message });
    }
    return { row, cells };
  });
  return { header, rows, warnings };
}
