/**
 * Spreadsheets (.xlsx, .xls) → sheets of texts. Formulas are never run: the value that the office program stored counts.
 * Only filled cells are visited, because files declare a million empty rows without meaning it.
 */
import XLSX from '@e965/xlsx';
import type { Sheet, SheetRow } from '#core/definitions/xlsform/sheet.ts';
import { refusalOfZip, swelling } from '#server/definitions/open-zip.ts';

export type WorkbookReading =
  | { readonly ok: true; readonly sheets: readonly Sheet[] }
  /** One plain sentence; `tooLarge` where the size alone is what is wrong. */
  | { readonly ok: false; readonly sentence: string; readonly tooLarge?: true };

const largestFile = 20_000_000;
const mostCells = 2_000_000;

export async function readWorkbook(bytes: Uint8Array): Promise<WorkbookReading> {
  const refuse = (sentence: string): WorkbookReading => ({ ok: false, sentence });
  if (bytes.length > largestFile) {
    return { ok: false, sentence: 'The file is larger than 20 MB.', tooLarge: true };
  }
  const kind = kindOf(bytes);
  if (kind === 'other') return refuse('The file is no spreadsheet (.xlsx or .xls).');
  const refusal = kind === 'zip' ? await refusalOfZip(bytes) : undefined;
  if (refusal) {
    return { ok: false, sentence: refusal, ...(refusal === swelling ? { tooLarge: true } : {}) };
  }
  try {
    const book = XLSX.read(bytes, {
      type: 'array',
      cellDates: true,
      cellHTML: false,
      sheetRows: 100_000,
    });
    const sheets = book.SheetNames.map((name) => toSheet(name, book.Sheets[name] ?? {}));
    return { ok: true, sheets };
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    return refuse(
      isLocked
        ? 'The file is protected by a password; save it without one.'
        : 'The file is damaged or is no spreadsheet.',
    );
  }
}

/** By the first bytes: names and types of uploads say nothing. */
function kindOf(bytes: Uint8Array): 'zip' | 'xls' | 'other' {
  const starts = (...magic: number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'xls';
  return 'other';
}

function toSheet(name: string, sheet: XLSX.WorkSheet): Sheet {
  const rows = new Map<number, string[]>();
  let cells = 0;
  for (const address of Object.keys(sheet)) {
    if (address.startsWith('!')) continue;
    if (++cells > mostCells) throw new RangeError('too many cells');
    const { r, c } = XLSX.utils.decode_cell(address);
    const text = textOf(sheet[address]);
    if (text === '' || c > 16_384) continue;
    const held = rows.get(r) ?? [];
    held[c] = text;
    rows.set(r, held);
  }
  const filled: SheetRow[] = [...rows]
    .sort(([a], [b]) => a - b)
    .map(([row, texts]) => ({ row: row + 1, cells: Array.from(texts, (text) => text ?? '') }));
  return { name, rows: filled };
}

function textOf(cell: XLSX.CellObject | undefined): string {
  if (!cell || cell.v === undefined || cell.v === null || cell.t === 'e' || cell.t === 'z')
    return '';
  const { v: value } = cell;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return dateText(value);
  return String(value).replaceAll('\r\n', '\n');
}

/** Dates are wall-clock dates; the reader makes them in the zone of this machine. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return time === '00:00:00' ? day : `${day}T${time}`;
}
