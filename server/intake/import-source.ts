/**
 * Files of responses as people have them → sheets of rows of texts that can be gone through more than once: CSV, several
 * CSVs, a zip of CSVs, an office workbook. Rows stream, so that a large file needs no more memory than a small one.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { DataRow } from '#core/intake/data-file/data-table.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { openArchive } from '#server/intake/import-archive.ts';
import { csvSheet } from '#server/intake/import-csv.ts';
import { FileRefusal } from '#server/intake/import-refusal.ts';
import { workbookSheets } from '#server/intake/import-xlsx.ts';

export interface SourceSheet {
  /** Of a CSV file its name without the ending. */
  readonly name: string;
  /** Whether texts may have been guarded against spreadsheets: in CSV only. */
  readonly isGuarded: boolean;
  /** The header is the first row. Goes from the start each time. @throws FileRefusal */
  rows(): AsyncIterable<SourceRow>;
}

export interface SourceRow extends DataRow {
  /** The file ends within it. */
  readonly isCut?: boolean;
}

export interface ImportSource {
  readonly sheets: readonly SourceSheet[];
  /** SHA-256 of the file. */
  readonly hash: string;
  close(): void;
}

export interface SourceFile {
  /** As the person called it. */
  readonly name: string;
  readonly path: string;
}

export interface SourceOptions {
  /** Of CSV files that are neither UTF-8 nor UTF-16, such as `windows-1258`. */
  readonly encoding?: string;
}

const largestFile = 500_000_000;

/** @throws FileRefusal with a plain sentence. */
export async function openSource(
  files: readonly SourceFile[],
  options: SourceOptions = {},
): Promise<ImportSource> {
  const hash = createHash('sha256');
  const sheets: SourceSheet[] = [];
  const closers: (() => void)[] = [];
  const close = (): void => {
    for (const one of closers) one();
  };
  try {
    for (const file of files) {
      await addHash(hash, file);
      const opened = await openFile(file, options);
      sheets.push(...opened.sheets);
      closers.push(opened.close);
    }
  } catch (error) {
    close();
    throw error;
  }
  return { sheets, hash: hash.digest('hex'), close };
}

async function addHash(hash: ReturnType<typeof createHash>, { name, path }: SourceFile) {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new FileRefusal('unreadable', `The file ${name} cannot be read.`);
  if (found.size === 0) throw new FileRefusal('empty', `The file ${name} is empty.`);
  if (found.size > largestFile)
    throw new FileRefusal('too-large', `The file ${name} is larger than 500 MB.`);
  for await (const piece of createReadStream(path)) hash.update(piece);
}

type Opened = Pick<ImportSource, 'sheets' | 'close'>;

/** By the first bytes: names and types of files say nothing. */
async function openFile(file: SourceFile, options: SourceOptions): Promise<Opened> {
  const head = await firstBytes(file.path);
  const starts = (...magic: number[]) => magic.every((byte, index) => head[index] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return openZip(file, options);
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return openOldWorkbook(file);
  if (starts(0x25, 0x50, 0x44, 0x46) || starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8)) {
    throw new FileRefusal('no-table', `The file ${file.name} is no table: save it as CSV or XLSX.`);
  }
  const stream = (): Promise<Readable> => Promise.resolve(createReadStream(file.path));
  return { sheets: [csvSheet(stemOf(file.name), stream, options)], close: () => undefined };
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

export const stemOf = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? name).replace(/\.[^.]+$/, '');

async function openZip(file: SourceFile, options: SourceOptions): Promise<Opened> {
  const archive = await openArchive(file);
  try {
    const sheets = archive.has('xl/workbook.xml')
      ? await workbookSheets(archive)
      : archive.names
          .filter((name) => /\.csv$/i.test(name) && !/(^|\/)(__MACOSX|\.)/.test(name))
          .map((name) => csvSheet(stemOf(name), () => archive.stream(name), options));
    if (sheets.length === 0) {
      throw new FileRefusal(
        'no-table',
        `The file ${file.name} is neither a workbook nor a zip of CSV files.`,
      );
    }
    return { sheets, close: archive.close };
  } catch (error) {
    archive.close();
    throw error;
  }
}

/** The format before XLSX is read as a whole; it holds no more than 65,536 rows. */
async function openOldWorkbook({ name, path }: SourceFile): Promise<Opened> {
  const reading = await readWorkbook(await readFile(path));
  if (!reading.ok) throw new FileRefusal('damaged', `${name}: ${reading.sentence}`);
  const sheets = reading.sheets.map(
    (sheet): SourceSheet => ({
      name: sheet.name,
      isGuarded: false,
      async *rows() {
        yield* sheet.rows;
      },
    }),
  );
  return { sheets, close: () => undefined };
}
