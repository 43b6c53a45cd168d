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
    const records: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 10_000_000,
    });
    return { ok: true, table: toTable(records) };
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
function delimiterOf(text: string): string {
  const header = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replace(
    /"(?:[^"]|"")*"/g,
    '',
  );
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: header.split(sign).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

function toTable(records: readonly string[][]): DataTable {
  const [header = [], ...body] = records;
  const warnings: DataWarning[] = [];
  const rows = body.flatMap((cells, index): DataRow[] => {
    const row = index + 2;
    if (cells.length === 1 && cells[0] === '') return []; // an empty line, as every reader of CSV takes it
    if (cells.length !== header.length) {
      const message = `the row has ${cells.length} cells, the header ${header.length}`;
      warnings.push({ row, code: 'cells-uneven', message });
    }
    return [{ row, cells }];
  });
  return { header, rows, warnings };
}
