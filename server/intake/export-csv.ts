/** A table as CSV by RFC 4180, in UTF-8 with a byte order mark, so that Excel reads Vietnamese. */
import { withGuard } from '#core/intake/data-file/data-table.ts';
import type { ExportCell, ExportTable } from '#core/intake/data-file/export-table.ts';
import { copyHeadings, type Export } from '#server/intake/export-service.ts';

const pieceLength = 128 * 1024;

export async function* csvPieces(made: Export, table: ExportTable): AsyncGenerator<string> {
  const texts = textColumns(made, table);
  let piece = '\uFEFF';
  for await (const row of made.rows(table)) {
    piece += `${row.map((cell, index) => csvCell(cell, texts[index] === true)).join(',')}\r\n`;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** By column: whether it holds what people wrote. Numbers, codes and names of columns are never guarded. */
const textColumns = ({ about, table: main }: Export, table: ExportTable): readonly boolean[] => [
  ...(table === main
    ? [...about.map(({ isText }) => isText), false]
    : copyHeadings.map(() => false)),
  ...table.columns.map(({ isText }) => isText),
];

function csvCell(cell: ExportCell, isText: boolean): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = isText ? withGuard(cell) : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
