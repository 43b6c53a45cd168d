/**
 * Office files are zip archives from strangers. Before any reader of spreadsheets sees one, every entry is inflated and
 * counted here, so that a bomb, a path out of the archive or an XML entity ends in a refusal and not in our memory.
 */
import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';

export const zipLimits = {
  entries: 500,
  /** Of the whole archive, counted while inflating; what the directory declares may be a lie. */
  bytes: 50_000_000,
  ratio: 200,
} as const;

export const swelling = 'The file unpacks to far more than a form can hold.';

/** Small parts are left alone: a page of blanks may shrink more than 200 times and harm nobody. */
const ratioCounts = 1_000_000;

/** A plain sentence that says why the archive is refused, or undefined if it is harmless. */
export async function refusalOfZip(bytes: Uint8Array): Promise<string | undefined> {
  let archive: ZipFile;
  try {
    archive = await openArchive(Buffer.from(bytes));
  } catch {
    return 'The file is damaged or is no spreadsheet.';
  }
  try {
    return await checkEntries(archive, bytes.length);
  } catch {
    return 'The file is damaged or is no spreadsheet.';
  } finally {
    archive.close();
  }
}

const openArchive = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const options = { lazyEntries: true, validateEntrySizes: true, strictFileNames: true };
    yauzl.fromBuffer(bytes, options, (error, archive) =>
      error ? reject(error) : resolve(archive),
    );
  });

const checkEntries = (archive: ZipFile, size: number): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    let total = 0;
    archive.on('error', reject);
    archive.on('end', () => resolve(undefined));
    archive.on('entry', (entry: Entry) => {
      const declared = refusalOfEntry(entry, archive.entryCount);
      if (declared) return resolve(declared);
      inflate(archive, entry, zipLimits.bytes - total).then((read) => {
        total += read.bytes;
        const swells = total > ratioCounts && total / size > zipLimits.ratio;
        if (read.isCut || swells) resolve(swelling);
        else if (read.hasEntities)
          resolve('The file contains XML declarations that forms never have.');
        else archive.readEntry();
      }, reject);
    });
    archive.readEntry();
  });

function refusalOfEntry(entry: Entry, count: number): string | undefined {
  if (count > zipLimits.entries) return 'The file has too many parts to be a form.';
  const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
  if (isLink || yauzl.validateFileName(entry.fileName) !== null) {
    return 'The file contains parts that point outside of it.';
  }
  if (entry.generalPurposeBitFlag & 1)
    return 'The file is protected by a password; save it without one.';
  const swells =
    entry.uncompressedSize > ratioCounts &&
    entry.uncompressedSize / Math.max(1, entry.compressedSize) > zipLimits.ratio;
  if (entry.uncompressedSize > zipLimits.bytes || swells) {
    return swelling;
  }
  return undefined;
}

interface Inflated {
  readonly bytes: number;
  readonly isCut: boolean;
  readonly hasEntities: boolean;
}

/** Counts an entry's bytes and looks for declarations, piece by piece; nothing is kept. */
const inflate = (archive: ZipFile, entry: Entry, room: number): Promise<Inflated> =>
  new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      let bytes = 0;
      let tail = '';
      let hasEntities = false;
      stream.on('error', reject);
      stream.on('data', (piece: Buffer) => {
        bytes += piece.length;
        // UTF-16 parts have a zero byte between the letters
        const text = tail + piece.toString('latin1').replaceAll('\0', '');
        hasEntities ||= /<!(?:DOCTYPE|ENTITY)/i.test(text);
        tail = text.slice(-16);
        if (bytes > room) {
          stream.destroy();
          resolve({ bytes, isCut: true, hasEntities });
        }
      });
      stream.on('end', () => resolve({ bytes, isCut: false, hasEntities }));
    });
  });
