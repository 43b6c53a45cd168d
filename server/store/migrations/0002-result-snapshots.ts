/**
 * Up to which response figures were shown to people who see aggregates only. All of them see the same figures, and the
 * next ones only when enough people have been added: else two looks could be subtracted.
 */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('result_snapshot')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    // The last response within.
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('responses', 'integer', (c) => c.notNull())
    .addColumn('taken_at', 'text', (c) => c.notNull())
    // The next snapshot follows from the number of responses in the last: two processes that look at once may not
    // both take one.
    .addPrimaryKeyConstraint('result_snapshot_pk', ['survey_id', 'seq'])
    .execute();
}
