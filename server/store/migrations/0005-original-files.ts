/** Files that people uploaded to make a survey or its next draft: kept byte for byte, to be given back. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('original_file')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    // Counts uploads of the survey; the highest is the newest.
    .addColumn('upload', 'integer', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    // Base64: text is the same on both databases.
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('uploaded_at', 'text', (c) => c.notNull())
    .addColumn('uploaded_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('original_file_pk', ['survey_id', 'sha256'])
    .execute();
}
