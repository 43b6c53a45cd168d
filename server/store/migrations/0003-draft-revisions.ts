/**
 * Who saved a draft last, and the version it was begun from; and what the draft was before: its last revisions, so that
 * a mistake can be taken back by whoever comes later.
 */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // A person's id, or `system`; null where nobody wrote it down.
  await db.schema.alterTable('survey_draft').addColumn('saved_by', 'text').execute();
  // Number of a version of the same survey.
  await db.schema.alterTable('survey_draft').addColumn('based_on', 'integer').execute();
  await db.schema
    .createTable('draft_revision')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('saved_at', 'text', (c) => c.notNull())
    .addColumn('saved_by', 'text')
    .addColumn('based_on', 'integer')
    .addPrimaryKeyConstraint('draft_revision_pk', ['survey_id', 'revision'])
    .execute();
}
