import type { Kysely } from 'kysely';
import type { Database } from '#server/store/database.ts';

export interface OriginalFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

export interface KeptFile extends OriginalFile {
  readonly surveyId: string;
  readonly uploadedAt: Date;
  readonly uploadedBy: string;
}

/** Keeps a file; the same bytes again are the same file, uploaded anew. */
export async function keepFile(db: Kysely<Database>, file: KeptFile): Promise<void> {
  const { last } = await db
    .selectFrom('original_file')
    .select((eb) => eb.fn.max('upload').as('last'))
    .where('survey_id', '=', file.surveyId)
    .executeTakeFirstOrThrow();
  const facts = {
    upload: (last ?? 0) + 1,
    name: file.name,
    uploaded_at: file.uploadedAt.toISOString(),
    uploaded_by: file.uploadedBy,
  };
  await db
    .insertInto('original_file')
    .values({
      survey_id: file.surveyId,
      sha256: file.sha256,
      size: file.bytes.byteLength,
      content: Buffer.from(file.bytes).toString('base64'),
      ...facts,
    })
    .onConflict((conflict) => conflict.columns(['survey_id', 'sha256']).doUpdateSet(facts))
    .execute();
}

/** The file that was uploaded last. */
export async function newestFile(
  db: Kysely<Database>,
  surveyId: string,
): Promise<OriginalFile | undefined> {
  const row = await db
    .selectFrom('original_file')
    .select(['name', 'sha256', 'content'])
    .where('survey_id', '=', surveyId)
    .orderBy('upload', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { name: row.name, sha256: row.sha256, bytes: Buffer.from(row.content, 'base64') };
}

export async function hasFile(db: Kysely<Database>, surveyId: string): Promise<boolean> {
  const row = await db
    .selectFrom('original_file')
    .select('upload')
    .where('survey_id', '=', surveyId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
