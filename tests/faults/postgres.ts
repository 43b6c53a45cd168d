/** A PostgreSQL of its own for the experiments, started when the first of them wants a database. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type RunningPostgres, startPostgres } from '../support/postgres-server.ts';

let running: Promise<RunningPostgres> | undefined;

/** @returns the address of an empty database. */
export async function freshDatabase(): Promise<string> {
  running ??= startPostgres();
  const { url } = await running;
  const name = `faults_${randomBytes(6).toString('hex')}`;
  await inDatabase(`${url}/postgres`, `create database ${name}`);
  return `${url}/${name}`;
}

/** Runs one statement and gives its rows. */
export async function inDatabase(
  url: string,
  statement: string,
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

export async function closePostgres(): Promise<void> {
  await (await running?.catch(() => undefined))?.stop();
  running = undefined;
}
