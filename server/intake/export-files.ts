/** Every format of a row-level file: its type, its ending and its bytes. */
import { allTables, type ExportTable } from '#core/intake/data-file/export-table.ts';
import { csvPieces } from '#server/intake/export-csv.ts';
import { jsonPieces } from '#server/intake/export-json.ts';
import { savPieces } from '#server/intake/export-sav.ts';
import type { Export } from '#server/intake/export-service.ts';
import { xlsxPieces } from '#server/intake/export-xlsx.ts';
import { zipped } from '#server/intake/zip-stream.ts';

export const exportFormats = ['csv', 'xlsx', 'json', 'sav'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportFile {
  readonly ending: string;
  readonly type: string;
  pieces(): AsyncIterable<string | Uint8Array>;
}

/** One file; CSV tables of repeated groups come with it in a zip. */
export function exportFile(made: Export, format: ExportFormat): ExportFile {
  switch (format) {
    case 'csv': {
      const tables = allTables(made.table);
      if (tables.length === 1) {
        return {
          ending: 'csv',
          type: 'text/csv; charset=utf-8',
          pieces: () => csvPieces(made, made.table),
        };
      }
      const parts = tables.map((table) => ({
        name: `${csvName(made.request.surveyName, table)}.csv`,
        pieces: csvPieces(made, table),
      }));
      return { ending: 'zip', type: 'application/zip', pieces: () => zipped(parts) };
    }
    case 'xlsx':
      return {
        ending: 'xlsx',
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        pieces: () => xlsxPieces(made),
      };
    case 'json':
      return { ending: 'json', type: 'application/json', pieces: () => jsonPieces(made) };
    case 'sav':
      return {
        ending: 'sav',
        type: 'application/x-spss-sav',
        pieces: () => savPieces(made),
      };
  }
}

export const csvName = (stem: string, { way }: ExportTable): string =>
  [stem, ...way].join('-').replace(/[^\p{L}\p{N}._-]/gu, '_');
