/**
 * Brings a storage to the tables of this program. Numbered steps, up only: to go back, restore a backup. A step that
 * is released never changes again.
 */
import { type Kysely, sql } from 'kysely';
import type { Dialect } from '#server/store/dialects.ts';
import * as foundation from '#server/store/migrations/0001-foundation.ts';
import * as resultSnapshots from '#server/store/migrations/0002-result-snapshots.ts';
import * as draftRevisions from '#server/store/migrations/0003-draft-revisions.ts';
import * as dataInAndOut from '#server/store/migrations/0004-data-in-and-out.ts';
import * as originalFiles from '#server/store/migrations/0005-original-files.ts';
import * as trials from '#server/store/migrations/0006-trials.ts';
import * as keptRevisions from '#server/store/migrations/0007-kept-revisions.ts';
import * as linksInTheField from '#server/store/migrations/0008-links-in-the-field.ts';
import * as targetsAndSamples from '#server/store/migrations/0009-targets-and-samples.ts';
import * as sealedAnswers from '#server/store/migrations/0010-sealed-answers-and-client-codes.ts';
import * as review from '#server/store/migrations/0011-review.ts';
import * as countingPeople from '#server/store/migrations/0012-counting-people.ts';

export interface Migration {
  readonly id: string;
  up(db: Kysely<unknown>, dialect: Dialect): Promise<void>;
}

export const migrations: readonly Migration[] = [
  { id: '0001-foundation', up: foundation.up },
  { id: '0002-result-snapshots', up: resultSnapshots.up },
  { id: '0003-draft-revisions', up: draftRevisions.up },
  { id: '0004-data-in-and-out', up: dataInAndOut.up },
  { id: '0005-original-files', up: originalFiles.up },
  { id: '0006-trials', up: trials.up },
  { id: '0007-kept-revisions', up: keptRevisions.up },
  { id: '0008-links-in-the-field', up: linksInTheField.up },
  { id: '0009-targets-and-samples', up: targetsAndSamples.up },
  { id: '0010-sealed-answers-and-client-codes', up: sealedAnswers.up },
  { id: '0011-review', up: review.up },
  { id: '0012-counting-people', up: countingPeople.up },
];

/** The storage belongs to another program, or to another version of this one. */
export class MigrationMismatch extends Error {
  override readonly name = 'MigrationMismatch';
}

type MigrationTables = { migration: { id: string; applied_at: string } };

/** Ids of the steps that the storage has, in order; none if it is empty. Changes nothing. */
export async function appliedMigrations(db: Kysely<unknown>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables();
  if (!tables.some((table) => table.name === 'migration')) return [];
  const rows = await ledger(db).selectFrom('migration').select('id').orderBy('id').execute();
  return rows.map((row) => row.id);
}

/** @throws MigrationMismatch unless what is applied is how our own list begins. */
export function assertPrefix(applied: readonly string[], ours: readonly string[]): void {
  const unknown = applied.filter((id) => !ours.includes(id));
  if (unknown.length > 0) {
    throw new MigrationMismatch(
      `The storage was made by a newer or another program: it has the unknown step ${unknown.join(', ')}. ` +
        'Start the newer program, or restore a backup from before it.',
    );
  }
  const missing = ours.slice(0, applied.length).filter((id) => !applied.includes(id));
  if (missing.length > 0) {
    throw new MigrationMismatch(
      `The storage lacks the step ${missing.join(', ')} although later ones are applied. Restore a backup.`,
    );
  }
}

/**
 * Applies what is missing, each step in a transaction of its own. Several processes may start at once: the first one
 * works, the others wait for its lock and find the step done.
 * @returns ids of the steps that this call applied.
 */
export async function migrate(
  db: Kysely<unknown>,
  dialect: Dialect,
  list: readonly Migration[] = migrations,
): Promise<readonly string[]> {
  const done: string[] = [];
  for (;;) {
    const step = await applyNext(db, dialect, list);
    if (step === undefined) return done;
    done.push(step);
  }
}

async function applyNext(
  db: Kysely<unknown>,
  dialect: Dialect,
  list: readonly Migration[],
): Promise<string | undefined> {
  return db.transaction().execute(async (trx) => {
    // SQLite's transactions take the write lock as they begin; PostgreSQL needs to be told. The number is our own.
    if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(760214)`.execute(trx);
    await trx.schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('applied_at', 'text', (c) => c.notNull())
      .execute();
    const applied = await appliedMigrations(trx);
    assertPrefix(
      applied,
      list.map((migration) => migration.id),
    );
    const next = list[applied.length];
    if (!next) return undefined;
    await next.up(trx, dialect);
    await ledger(trx)
      .insertInto('migration')
      .values({ id: next.id, applied_at: new Date().toISOString() })
      .execute();
    return next.id;
  });
}

// The ledger is ours alone and stands outside the tables that the rooms know.
const ledger = (db: Kysely<unknown>): Kysely<MigrationTables> => db.withTables<MigrationTables>();
