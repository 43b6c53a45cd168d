/** What field work asks of links: pauses, prefilled answers, a PIN for kiosks, one-time codes, where people leave to. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  // Where the quick exit of the phone leads; empty = nowhere in particular.
  await db.schema.alterTable('project').addColumn('exit_url', 'text').execute();
  await db.schema.alterTable('link').addColumn('paused_at', 'text').execute();
  // JSON of item to value.
  await db.schema.alterTable('link').addColumn('prefill', 'text').execute();
  await db.schema
    .alterTable('link')
    // 0 or 1: whether an answer needs a code.
    .addColumn('one_time_codes', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  // Of the PIN that ends a kiosk: PBKDF2-SHA256, base64url.
  await db.schema.alterTable('link').addColumn('pin_salt', 'text').execute();
  await db.schema.alterTable('link').addColumn('pin_hash', 'text').execute();
  await db.schema.alterTable('link').addColumn('pin_iterations', 'integer').execute();
  await db.schema
    .alterTable('link')
    // Counts changes of what phones are told, so that they ask for it again.
    .addColumn('revision', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await oneTimeCodes(db, dialect);
}

/** Knows of no response, keeps no order and no time but the day: what was used cannot be laid beside what was answered. */
async function oneTimeCodes(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  let codes = db.schema
    .createTable('one_time_code')
    .addColumn('link_id', 'text', (c) => c.notNull().references('link.id'))
    // Keyed: whoever has the storage alone cannot try codes.
    .addColumn('code_hash', 'text', (c) => c.notNull())
    // Day in the project's time zone; null until it is used.
    .addColumn('used_on', 'text')
    .addPrimaryKeyConstraint('one_time_code_pk', ['link_id', 'code_hash']);
  if (dialect === 'sqlite') codes = codes.modifyEnd(sql`without rowid`);
  await codes.execute();
}
