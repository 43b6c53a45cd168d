/** Both databases for tests that must hold on each: a storage of its own a call. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { openDatabase, type Store, type StoreLocation } from '#server/store/database.ts';
import { sqliteFileName } from '#server/store/sqlite.ts';
import type { SharedThing } from './shared-by-all.ts';
import { asAdministrator } from './templates.ts';

export const dialects = ['sqlite', 'postgres'] as const;
type Dialect = (typeof dialects)[number];

/** Where a fresh storage of the kind may be made: there is nothing yet. It is removed after the tests of the file. */
export function freshLocation(dialect: Dialect): Promise<StoreLocation> {
  return dialect === 'sqlite' ? Promise.resolve(freshFolder()) : freshPostgres();
}

/** A fresh storage with all tables and no rows, closed and removed after the tests of the file. */
export async function freshStore(dialect: Dialect): Promise<Store> {
  const store = await openDatabase(await migratedLocation(dialect));
  afterwards.push(() => store.close());
  return store;
}

async function migratedLocation(dialect: Dialect): Promise<StoreLocation> {
  if (dialect === 'postgres') return freshPostgres(await ofTheRun('postgres-template'));
  const location = freshFolder();
  copyFileSync(await ofTheRun('sqlite-template'), join(location.dataDir, sqliteFileName));
  return location;
}

// Last made, first removed: a storage is closed before its folder goes.
const afterwards: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const undo of afterwards.splice(0).reverse()) await undo();
});

function freshFolder(): { dataDir: string } {
  const dataDir = mkdtempSync(join(tmpdir(), 'langnghe-store-'));
  afterwards.push(async () => rmSync(dataDir, { recursive: true, force: true }));
  return { dataDir };
}

async function freshPostgres(template?: string): Promise<{ databaseUrl: string }> {
  const server = await ofTheRun('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const like = template ? ` template ${template}` : '';
  await asAdministrator(server, `create database ${name}${like}`);
  afterwards.push(() => asAdministrator(server, `drop database ${name} with (force)`));
  return { databaseUrl: `${server}/${name}` };
}

/** What the run of the tests has made once for all files; made now, if nobody has asked before. */
async function ofTheRun(what: SharedThing): Promise<string> {
  const reply = await fetch(`${inject('shared')}/${what}`);
  const answer = await reply.text();
  if (!reply.ok) throw new Error(answer);
  return answer;
}
