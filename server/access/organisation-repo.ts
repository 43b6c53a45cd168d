import type { Kysely } from 'kysely';
import type { Database } from '#server/store/database.ts';

/** Adds the organisation unless it is there. */
export async function ensureOrganisation(
  db: Kysely<Database>,
  organisation: { readonly id: string; readonly name: string },
  createdAt: Date,
): Promise<void> {
  await db
    .insertInto('organisation')
    .values({ ...organisation, created_at: createdAt.toISOString() })
    // The server and a command may both be the first to start.
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Of all organisations, always in the same order. */
export async function organisationIds(db: Kysely<Database>): Promise<readonly string[]> {
  const rows = await db.selectFrom('organisation').select('id').execute();
  return rows.map((row) => row.id).sort();
}
