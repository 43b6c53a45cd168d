/**
 * Where the master key lies, and that it is the one that this storage was written with. The storage knows the key's id
 * only; with another key the program does not start, because everything sealed would look like rubbish.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Kysely } from 'kysely';
import { type Keys, keysOf } from '#server/access/keys.ts';
import type { Database } from '#server/store/database.ts';

export interface KeyLocation {
  readonly dataDir: string;
  /** Instead of the file under `dataDir`; it has to exist. */
  readonly keyFile?: string;
}

/** What is wrong with the key, in words for whoever starts the program. */
export class KeyProblem extends Error {
  override readonly name = 'KeyProblem';
}

/**
 * The keys of this installation. The first start on an empty storage makes the file, unless KEY_FILE names one.
 * @throws KeyProblem naming the id of the key that the storage needs.
 */
export async function openKeys(db: Kysely<Database>, location: KeyLocation): Promise<Keys> {
  const path = location.keyFile ?? join(location.dataDir, 'keys', 'master.key');
  const needed = await neededKeyId(db);
  if (!existsSync(path)) {
    if (needed !== undefined) throw missing(path, needed);
    if (location.keyFile !== undefined) {
      throw new KeyProblem(
        `KEY_FILE names ${path}, and there is no such file. Make one with \`openssl rand -base64 32\`, or leave KEY_FILE out: a key is then made under DATA_DIR.`,
      );
    }
    makeKeyFile(path);
  }
  const keys = keysOf(readKeyFile(path));
  const known = needed ?? (await recordKeyId(db, keys.keyId));
  if (known !== keys.keyId) throw wrong(path, known, keys.keyId);
  return keys;
}

const missing = (path: string, needed: string): KeyProblem =>
  new KeyProblem(
    `This storage was written with the key ${needed}, and ${path} is not there. Put the file with that key back (KEY_FILE may name another place). Nothing was changed.`,
  );

const wrong = (path: string, needed: string, found: string): KeyProblem =>
  new KeyProblem(
    `This storage was written with the key ${needed}, but ${path} holds the key ${found}. Put the right file there, or name it by KEY_FILE. Nothing was changed.`,
  );

async function neededKeyId(db: Kysely<Database>): Promise<string | undefined> {
  const row = await db.selectFrom('master_key').select('id').executeTakeFirst();
  return row?.id;
}

/** @returns the id that the storage keeps: of two that start at once, the first one's. */
async function recordKeyId(db: Kysely<Database>, id: string): Promise<string> {
  await db
    .insertInto('master_key')
    .values({ only: 1, id, recorded_at: new Date().toISOString() })
    .onConflict((conflict) => conflict.column('only').doNothing())
    .execute();
  return (await neededKeyId(db)) ?? id;
}

const bytesNeeded = 32;

/** As 32 bytes, or as text: base64, base64url or hex. */
function readKeyFile(path: string): Uint8Array {
  const content = readContent(path);
  if (content.length === bytesNeeded) return content;
  const text = content.toString('latin1').trim();
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[\w+/-]{43}=?$/.test(text)) return Buffer.from(text, 'base64');
  throw new KeyProblem(
    `${path} is no key: it has to hold 32 random bytes, as they are, as base64 or as hex.`,
  );
}

function readContent(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new KeyProblem(`The key in ${path} cannot be read. Look at the rights of the file.`);
  }
}

/** Whole or not at all, on disk before anything is sealed with it; never over one that is there. */
function makeKeyFile(path: string): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeSynced(draft, `${randomBytes(bytesNeeded).toString('base64')}\n`);
  try {
    linkSync(draft, path);
  } catch (error) {
    // Another process that starts at the same time was faster: its key counts.
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(draft);
  }
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function writeSynced(path: string, text: string): void {
  const handle = openSync(path, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
