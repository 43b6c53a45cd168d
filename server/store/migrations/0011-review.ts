/**
 * What people decide about responses: accepted, excluded, corrected, taken in, and which ones look alike. Nothing is
 * deleted: what stood before is kept, with who changed it, when and why.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  await decisions(db);
  await revisions(db);
  await lookAlikes(db, dialect);
  await snapshots(db);
}

async function decisions(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('response').addColumn('reviewed_at', 'text').execute();
  await schema.alterTable('response').addColumn('reviewed_by', 'text').execute();
  await schema.alterTable('response').addColumn('excluded_reason', 'text').execute();
  // A day: of anonymous answers no moment is kept.
  await schema.alterTable('anonymous_response').addColumn('excluded_on', 'text').execute();
  await schema.alterTable('anonymous_response').addColumn('excluded_reason', 'text').execute();
  for (const table of ['quarantine', 'conflict']) {
    await schema.alterTable(table).addColumn('decided_by', 'text').execute();
    await schema.alterTable(table).addColumn('decision_reason', 'text').execute();
  }
  // Grows with every change to what figures are made of, beside new responses.
  await schema
    .alterTable('response_head')
    .addColumn('changes', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  // Up to which response look-alikes have been looked for.
  await schema
    .alterTable('response_head')
    .addColumn('compared', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await sql`create index response_flagged on response (survey_id, flags) where flags <> '[]'`.execute(
    db,
  );
}

async function revisions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('response_revision')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('response_id', 'text', (c) => c.notNull())
    // 1, 2, 3, … of the response.
    .addColumn('number', 'integer', (c) => c.notNull())
    // The count of changes in response_head that it made; null where no figure can change.
    .addColumn('change', 'integer')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    // JSON: the parts that were different before, as they were.
    .addColumn('before', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('response_revision_pk', ['survey_id', 'response_id', 'number'])
    .execute();
  await db.schema
    .createIndex('revision_by_change')
    .on('response_revision')
    .columns(['survey_id', 'change'])
    .execute();
}

async function lookAlikes(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  // Closed answers in bands: responses that are nearly equal have one in common.
  let bands = db.schema
    .createTable('response_band')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('band', 'text', (c) => c.notNull())
    .addColumn('response_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('response_band_pk', ['survey_id', 'band', 'seq']);
  if (dialect === 'sqlite') bands = bands.modifyEnd(sql`without rowid`);
  await bands.execute();
  await db.schema
    .createTable('look_alike')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    // The one that came later, which is flagged.
    .addColumn('response_id', 'text', (c) => c.notNull())
    .addColumn('other_id', 'text', (c) => c.notNull())
    // same-answers | near-answers | same-client
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('equal', 'integer', (c) => c.notNull())
    .addColumn('compared', 'integer', (c) => c.notNull())
    // Set where a person has said that they are not the same.
    .addColumn('told_apart_at', 'text')
    .addColumn('told_apart_by', 'text')
    .addPrimaryKeyConstraint('look_alike_pk', ['survey_id', 'response_id', 'other_id'])
    .execute();
  await db.schema
    .createIndex('look_alike_of_other')
    .on('look_alike')
    .columns(['survey_id', 'other_id'])
    .execute();
}

/** A snapshot may now follow another without a new response: it is named by the changes within, too. */
async function snapshots(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('result_snapshot').renameTo('former_snapshot').execute();
  await db.schema
    .createTable('result_snapshot')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('changes', 'integer', (c) => c.notNull())
    .addColumn('responses', 'integer', (c) => c.notNull())
    .addColumn('taken_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('result_snapshot_with_changes', ['survey_id', 'seq', 'changes'])
    .execute();
  await sql`insert into result_snapshot (survey_id, seq, changes, responses, taken_at)
    select survey_id, seq, 0, responses, taken_at from former_snapshot`.execute(db);
  await db.schema.dropTable('former_snapshot').execute();
}
