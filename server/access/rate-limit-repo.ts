import type { Kysely } from 'kysely';
import type { Database } from '#server/store/database.ts';

/** Counts one more try in the bucket's window and tells how many there are now. Atomic, over several processes too. */
export async function countHit(
  db: Kysely<Database>,
  bucket: string,
  windowStart: Date,
): Promise<number> {
  const row = await db
    .insertInto('rate_limit')
    .values({ bucket, window_start: windowStart.toISOString(), hits: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['bucket', 'window_start'])
        .doUpdateSet((eb) => ({ hits: eb('rate_limit.hits', '+', 1) })),
    )
    .returning('hits')
    .executeTakeFirstOrThrow();
  return row.hits;
}

export async function forgetHits(db: Kysely<Database>, bucket: string): Promise<void> {
  await db.deleteFrom('rate_limit').where('bucket', '=', bucket).execute();
}

export async function deleteWindowsBefore(db: Kysely<Database>, moment: Date): Promise<void> {
  await db.deleteFrom('rate_limit').where('window_start', '<', moment.toISOString()).execute();
}
