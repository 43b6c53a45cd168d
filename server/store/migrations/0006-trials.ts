/** Trials of a draft: the document as it was tried, and how each try went. No answers. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('trial')
    .addColumn('link_id', 'text', (c) => c.primaryKey().references('link.id'))
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    // SHA-256 of the canonical document.
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('trial_of_survey').on('trial').column('survey_id').execute();
  await db.schema
    .createTable('trial_run')
    .addColumn('link_id', 'text', (c) => c.notNull().references('trial.link_id'))
    // Made by the phone when the interview opened.
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    // JSON: language, where the person was, seconds an item.
    .addColumn('trace', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('trial_run_pk', ['link_id', 'id'])
    .execute();
}
