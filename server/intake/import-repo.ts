/** Which files were imported into a survey. */
import type { Kysely } from 'kysely';
import type { ImportCounts } from '#core/intake/data-file/import-report.ts';
import type { Database } from '#server/store/database.ts';

export interface ImportBegun {
  readonly id: string;
  readonly surveyId: string;
  readonly personId: string | null;
  readonly fileHash: string;
  readonly startedAt: Date;
}

export async function insertImport(db: Kysely<Database>, begun: ImportBegun): Promise<void> {
  await db
    .insertInto('response_import')
    .values({
      id: begun.id,
      survey_id: begun.surveyId,
      person_id: begun.personId,
      file_hash: begun.fileHash,
      started_at: begun.startedAt.toISOString(),
      finished_at: null,
      rows: 0,
      stored: 0,
      already_stored: 0,
      conflict: 0,
      quarantined: 0,
      losses: 0,
    })
    .execute();
}

export async function updateImport(
  db: Kysely<Database>,
  id: string,
  counts: ImportCounts & { readonly losses: number },
  finishedAt: Date | null,
): Promise<void> {
  await db
    .updateTable('response_import')
    .set({
      finished_at: finishedAt?.toISOString() ?? null,
      rows: counts.rows,
      stored: counts.stored,
      already_stored: counts.alreadyStored,
      conflict: counts.conflict,
      quarantined: counts.quarantined,
      losses: counts.losses,
    })
    .where('id', '=', id)
    .execute();
}
