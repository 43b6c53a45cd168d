/** Revisions that stay when older ones are thinned: versions were published from them, or they were put back. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('draft_revision')
    // 0 or 1.
    .addColumn('is_milestone', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}
