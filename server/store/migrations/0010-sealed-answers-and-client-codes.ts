/**
 * The master key's id, client codes kept apart from answers, what phones last said of themselves, and no order among
 * anonymous answers that wait.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  await keys(db);
  await clientCodes(db);
  await contacts(db);
  await anonymousDays(db, dialect);
  if (dialect === 'sqlite')
    for (const table of ['quarantine', 'conflict']) await unorder(db, table);
}

async function keys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('master_key')
    // Always 1: there is one key.
    .addColumn('only', 'integer', (c) => c.primaryKey())
    // The key's id; never the key.
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('recorded_at', 'text', (c) => c.notNull())
    .execute();
  // What was done once to older rows and needs keys, which migrations do not have.
  await db.schema
    .createTable('upkeep')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('done_at', 'text', (c) => c.notNull())
    .execute();
}

async function clientCodes(db: Kysely<unknown>): Promise<void> {
  // The codes as they were written, sealed; among the answers stands a mask.
  await db.schema.alterTable('response').addColumn('client_code', 'text').execute();
  // The same for the same person: a keyed hash.
  await db.schema.alterTable('response').addColumn('client_index', 'text').execute();
  // Within what the person may be entered once; null where that does not matter.
  await db.schema.alterTable('response').addColumn('client_scope', 'text').execute();
  await sql`create unique index client_once on response (client_scope, client_index)
    where client_scope is not null and excluded_at is null`.execute(db);
  await sql`create index response_of_client on response (client_index, survey_id)
    where client_index is not null`.execute(db);
}

async function contacts(db: Kysely<unknown>): Promise<void> {
  // Of links of surveys that are not anonymous.
  await db.schema
    .createTable('link_contact')
    .addColumn('link_id', 'text', (c) => c.primaryKey().references('link.id'))
    .addColumn('last_seen_at', 'text', (c) => c.notNull())
    // Responses that stayed on the phone.
    .addColumn('waiting', 'integer')
    // How far the phone's clock is behind.
    .addColumn('skew_seconds', 'integer')
    .execute();
}

/** What was pooled on a day, until the day is over and the audit may say so. */
async function anonymousDays(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  let days = db.schema
    .createTable('anonymous_day')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('pooled', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('anonymous_day_pk', ['survey_id', 'day']);
  if (dialect === 'sqlite') days = days.modifyEnd(sql`without rowid`);
  await days.execute();
}

/** The same table without the hidden number that SQLite gives to rows in the order in which they come. */
async function unorder(db: Kysely<unknown>, table: string): Promise<void> {
  const before = `${table}_in_order`;
  const made = await sql<{ sql: string }>`
    select sql from sqlite_master where type = 'table' and name = ${table}`.execute(db);
  const statement = made.rows[0]?.sql;
  if (statement === undefined) throw new Error(`there is no table ${table}`);
  await db.schema.alterTable(table).renameTo(before).execute();
  await sql`${sql.raw(statement)} without rowid`.execute(db);
  await sql`insert into ${sql.table(table)} select * from ${sql.table(before)}`.execute(db);
  await db.schema.dropTable(before).execute();
}
