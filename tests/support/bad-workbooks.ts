/** Files that are out to hurt, or damaged, made here and now: rows 45 to 50 of the list of bad inputs, and more. */
import { strToU8, zipSync } from 'fflate';
import type { Chance } from './differential/seeded-random.ts';
import { lockedWorkbook, smallForm, withParts, workbookBytes } from './spreadsheets.ts';

export interface BadFile {
  readonly what: string;
  readonly bytes: () => Uint8Array;
  readonly status: number;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const sheetXml = (rows: string, before = '', dimension = ''): string =>
  `<?xml version="1.0"?>${before}<worksheet xmlns="${main}">${dimension}<sheetData>${rows}</sheetData></worksheet>`;
const inSheet = (xml: string | Uint8Array): Uint8Array =>
  withParts({ 'xl/worksheets/sheet1.xml': xml });
const cell = (address: string, text: string): string =>
  `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;

const laughs = Array.from(
  { length: 9 },
  (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
).join('');

/** 60,000 rows of a form. */
function longForm(): Uint8Array {
  const rows = Array.from({ length: 60_000 }, (_, index) => ['text', `q${index}`, 'A']);
  return workbookBytes({ survey: [['type', 'name', 'label'], ...rows] });
}

const formWith = (label: string): Uint8Array =>
  workbookBytes(
    {
      survey: [
        ['type', 'name', 'label'],
        ['text', 'a', label],
      ],
    },
    'biff8',
  );

export const badFiles: readonly BadFile[] = [
  { what: 'a bomb of 150 MB', status: 413, bytes: bomb },
  { what: 'a bomb in many parts', status: 413, bytes: manyParts },
  {
    what: 'a document type that reads a file',
    status: 422,
    bytes: () => inSheet(sheetXml('', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')),
  },
  {
    what: 'a billion laughs',
    status: 422,
    bytes: () => inSheet(sheetXml('', `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>`)),
  },
  {
    what: 'a part that points out of the archive',
    status: 422,
    bytes: () => withParts({ '../../etc/cron.d/x': 'x' }),
  },
  { what: 'a part with an absolute path', status: 422, bytes: () => withParts({ '/etc/x': 'x' }) },
  {
    what: 'a symbolic link',
    status: 422,
    bytes: () => zipSync({ 'xl/link': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] }),
  },
  { what: 'a workbook with a password', status: 422, bytes: lockedWorkbook },
  {
    what: 'a picture that was renamed',
    status: 422,
    bytes: () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  },
  { what: 'nothing at all', status: 422, bytes: () => new Uint8Array() },
  {
    what: 'a page of a web site',
    status: 422,
    bytes: () => strToU8('<html><table></table></html>'),
  },
  { what: 'a text of commas', status: 422, bytes: () => strToU8('type,name\ntext,a\n') },
  { what: 'a zip without sheets', status: 422, bytes: () => zipSync({ 'a.txt': strToU8('a') }) },
  { what: '60,000 rows', status: 422, bytes: longForm },
  {
    what: 'a cell of 40,000 characters',
    status: 422,
    bytes: () => inSheet(sheetXml(`<row r="1">${cell('A1', 'x'.repeat(40_000))}</row>`)),
  },
  { what: 'a NUL in a cell', status: 422, bytes: () => formWith('a\0b') },
  { what: 'half a character in a cell', status: 422, bytes: () => formWith('a\ud800b') },
  { what: 'a body of 11 MB', status: 413, bytes: () => new Uint8Array(11_000_000).fill(0x50) },
  {
    what: 'a million declared rows and no form',
    status: 422,
    bytes: () =>
      inSheet(
        sheetXml(`<row r="1">${cell('A1', 'type')}</row>`, '', '<dimension ref="A1:XFD1048576"/>'),
      ),
  },
  {
    what: 'sheets nested ten thousand deep',
    status: 422,
    bytes: () => inSheet(sheetXml('<row>'.repeat(10_000))),
  },
];

/** Nothing but zeros: a thousandth of it when packed. */
function bomb(): Uint8Array {
  return withParts({ 'xl/worksheets/sheet2.xml': new Uint8Array(150_000_000) });
}

function manyParts(): Uint8Array {
  const part = new Uint8Array(900_000);
  return withParts(
    Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`xl/x${index}.xml`, part])),
  );
}

/** A good workbook of some size, for cutting and scratching. */
export function goodWorkbook(kind: 'xlsx' | 'biff8'): Uint8Array {
  const rows = Array.from({ length: 300 }, (_, index) => [
    'text',
    `q${index}`,
    `Question ${index * 7919}`,
  ]);
  return workbookBytes({ ...smallForm, survey: [['type', 'name', 'label'], ...rows] }, kind);
}

/** The first bytes of a file, every kilobyte. */
export function truncations(bytes: Uint8Array): readonly Uint8Array[] {
  const count = Math.floor((bytes.length - 1) / 1024);
  return Array.from({ length: count }, (_, index) => bytes.slice(0, (index + 1) * 1024));
}

/** The file with some of its bytes changed. */
export function scratched(bytes: Uint8Array, { int }: Chance): Uint8Array {
  const copy = bytes.slice();
  for (let left = int(1, 20); left > 0; left--) copy[int(0, copy.length - 1)] = int(0, 255);
  return copy;
}
