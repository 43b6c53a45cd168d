/**
 * Storages with all tables and no rows, made once a run by the program's own migrations; tests take copies of them. That
 * the migrations lead there from nothing and from older storages is proved by itself, in tests/store.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '#server/store/database.ts';
import { sqliteFileName } from '#server/store/sqlite.ts';

export interface Template {
  /** The path of a file, or the name of a database. */
  readonly name: string;
  remove(): Promise<void>;
}

export async function sqliteTemplate(): Promise<Template> {
  const dataDir = mkdtempSync(join(tmpdir(), 'langnghe-template-'));
  // Closing it brings the write-ahead log into the file: that alone is the storage.
  await (await openDatabase({ dataDir })).close();
  return {
    name: join(dataDir, sqliteFileName),
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** It goes with the server. */
export async function postgresTemplate(server: string): Promise<Template> {
  const name = 'test_template';
  await asAdministrator(server, `create database ${name}`);
  await (await openDatabase({ databaseUrl: `${server}/${name}` })).close();
  return { name, remove: async () => undefined };
}

/** One statement, outside of any database of the tests. */
export async function asAdministrator(server: string, statement: string): Promise<void> {
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
