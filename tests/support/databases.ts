/** Both databases for tests that must hold on each: a fresh, empty storage a call. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { openDatabase, type Store, type StoreLocation } from '#server/store/database.ts';

export const dialects = ['sqlite', 'postgres'] as const;
type Dialect = (typeof dialects)[number];

/** Where a fresh storage of the kind may be made. It is removed after the tests of the file. */
export function freshLocation(dialect: Dialect): Promise<StoreLocation> {
  return dialect === 'sqlite' ? Promise.resolve(freshFolder()) : freshPostgres();
}

/** A fresh storage with all tables, closed and removed after the tests of the file. */
export async function freshStore(dialect: Dialect): Promise<Store> {
  const store = await openDatabase(await freshLocation(dialect));
  afterwards.push(() => store.close());
  return store;
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

async function freshPostgres(): Promise<{ databaseUrl: string }> {
  const reply = await fetch(inject('postgresStarter'));
  const server = await reply.text();
  if (!reply.ok) throw new Error(server);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(server, `create database ${name}`);
  afterwards.push(() => asAdministrator(server, `drop database ${name} with (force)`));
  return { databaseUrl: `${server}/${name}` };
}

async function asAdministrator(server: string, statement: string): Promise<void> {
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
