import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '#server/store/database.ts';

export const libraryPublished = 'library.published';

const detailSchema = z.object({ library: z.string(), version: z.int() });

/** Which versions of the library were ever published here, as `worker-needs@1`; the audit remembers it. */
export async function publishedFromLibrary(
  db: Kysely<Database>,
  organisationId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('audit')
    .select('detail')
    .where('organisation_id', '=', organisationId)
    .where('action', '=', libraryPublished)
    .execute();
  return new Set(
    rows.map((row) => {
      const { library, version } = detailSchema.parse(JSON.parse(row.detail));
      return `${library}@${version}`;
    }),
  );
}
