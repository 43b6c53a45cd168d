/** Which master key this storage was written with. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('master_key')
    // Always 1: there is one key.
    .addColumn('only', 'integer', (c) => c.primaryKey())
    // The key's id; never the key.
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('recorded_at', 'text', (c) => c.notNull())
    .execute();
}
