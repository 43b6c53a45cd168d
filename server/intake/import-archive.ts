/**
 * A zip archive from a stranger, opened for streaming: its directory is checked first, and every part is counted while
 * it inflates, so that a bomb ends in a refusal.
 */
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { FileRefusal } from '#server/intake/import-refusal.ts';
import type { SourceFile } from '#server/intake/import-source.ts';

export interface Archive {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** @throws FileRefusal through the stream where a part swells. */
  stream(name: string): Promise<Readable>;
  close(): void;
}

const mostEntries = 2_000;
/** Of one part, inflated. Rows stream, so this limits time and not memory. */
const mostBytes = 2_000_000_000;
const ratio = 300;
/** A small part may shrink as much as it likes. */
const ratioCounts = 20_000_000;

export async function openArchive({ name, path }: SourceFile): Promise<Archive> {
  const damaged = new FileRefusal('damaged', `The file ${name} is damaged.`);
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true };
    yauzl.open(path, options, (error, opened) => (error ? reject(damaged) : resolve(opened)));
  });
  try {
    const entries = await entriesOf(zip, name, damaged);
    return {
      names: [...entries.keys()],
      has: (part) => entries.has(part),
      close: () => zip.close(),
      stream: (part) => streamOf(zip, entries.get(part), name, damaged),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const entriesOf = (zip: ZipFile, name: string, damaged: FileRefusal): Promise<Map<string, Entry>> =>
  new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('error', () => reject(damaged));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      const refusal = refusalOf(entry, zip.entryCount, name);
      if (refusal) return reject(new FileRefusal('damaged', refusal));
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });

function refusalOf(entry: Entry, count: number, name: string): string | undefined {
  if (count > mostEntries) return `The file ${name} has too many parts.`;
  const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
  if (isLink || yauzl.validateFileName(entry.fileName) !== null) {
    return `The file ${name} contains parts that point outside of it.`;
  }
  if (entry.generalPurposeBitFlag & 1) {
    return `The file ${name} is protected by a password; save it without one.`;
  }
  return undefined;
}

const streamOf = (
  zip: ZipFile,
  entry: Entry | undefined,
  name: string,
  damaged: FileRefusal,
): Promise<Readable> =>
  new Promise((resolve, reject) => {
    if (!entry) return reject(damaged);
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(damaged);
      let bytes = 0;
      const counted = new Transform({
        transform(piece: Buffer, _encoding, done) {
          bytes += piece.length;
          const swells = bytes > ratioCounts && bytes / Math.max(1, entry.compressedSize) > ratio;
          if (bytes > mostBytes || swells) {
            done(
              new FileRefusal(
                'too-large',
                `The file ${name} unpacks to far more than it can hold.`,
              ),
            );
          } else done(null, piece);
        },
      });
      stream.on('error', () => counted.destroy(damaged));
      counted.on('close', () => stream.destroy());
      resolve(stream.pipe(counted));
    });
  });
