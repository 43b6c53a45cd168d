/** Spreadsheet files made in the test, good and bad. */
import XLSX from '@e965/xlsx';
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import type { Sheet } from '#core/definitions/xlsform/sheet.ts';

export type SheetTexts = Readonly<
  Record<string, readonly (readonly (string | number | boolean | null)[])[]>
>;

/** Sheets as the importer takes them, without a file in between. */
export const sheetsOf = (texts: SheetTexts): readonly Sheet[] =>
  Object.entries(texts).map(([name, rows]) => ({
    name,
    rows: rows.map((cells, index) => ({
      row: index + 1,
      cells: cells.map((cell) => (cell === null ? '' : String(cell))),
    })),
  }));

export function workbookBytes(texts: SheetTexts, bookType: 'xlsx' | 'biff8' = 'xlsx'): Uint8Array {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(texts)) {
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  }
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType }));
}

export const smallForm: SheetTexts = {
  survey: [
    ['type', 'name', 'label'],
    ['integer', 'age', 'How old are you?'],
  ],
};

/** A good workbook with parts added or replaced. */
export function withParts(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const files: Zippable = { ...unzipSync(workbookBytes(smallForm)) };
  for (const [name, content] of Object.entries(parts)) {
    files[name] = typeof content === 'string' ? strToU8(content) : content;
  }
  return zipSync(files, { level: 9 });
}

/** What Office makes of a workbook with a password: the zip is inside, encrypted. */
export function lockedWorkbook(): Uint8Array {
  const container = XLSX.CFB.utils.cfb_new();
  XLSX.CFB.utils.cfb_add(container, '/EncryptionInfo', new Uint8Array(256));
  XLSX.CFB.utils.cfb_add(container, '/EncryptedPackage', new Uint8Array(4096));
  return new Uint8Array(XLSX.CFB.write(container, { type: 'buffer' }));
}
