/** Responses that come without a link (read from files, typed in from paper), and what is kept meanwhile. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['response', 'anonymous_response']) {
    // imported | typed; null where it came through a link.
    await db.schema.alterTable(table).addColumn('source', 'text').execute();
  }
  await db.schema.alterTable('response').addColumn('paper_number', 'text').execute();
  // Which files were imported: no file is kept, and no answer.
  await db.schema
    .createTable('response_import')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    // Null for the command line.
    .addColumn('person_id', 'text')
    .addColumn('file_hash', 'text', (c) => c.notNull())
    .addColumn('started_at', 'text', (c) => c.notNull())
    .addColumn('finished_at', 'text')
    .addColumn('rows', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('stored', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('already_stored', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('conflict', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('quarantined', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('losses', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  // Paper forms while they are typed in. Nothing of a settled entry stays.
  await db.schema
    .createTable('typed_entry')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('version_hash', 'text', (c) => c.notNull())
    .addColumn('paper', 'text', (c) => c.notNull())
    .addColumn('answers', 'text', (c) => c.notNull())
    .addColumn('is_double', 'integer', (c) => c.notNull())
    // typing | done
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('typed_entry_pk', ['survey_id', 'id'])
    .execute();
  await db.schema
    .createIndex('typed_entry_number')
    .on('typed_entry')
    .columns(['survey_id', 'number'])
    .execute();
}
