/** One response at a time, and what becomes of it when somebody has judged it. */
import type { Kysely, Selectable, Updateable } from 'kysely';
import type { ResponseTable } from '#server/intake/intake-tables.ts';
import type { Database } from '#server/store/database.ts';

export type StoredRow = Selectable<ResponseTable>;

/** Those of them that are there, tests left out. */
export const storedRows = (
  db: Kysely<Database>,
  surveyId: string,
  ids: readonly string[],
): Promise<readonly StoredRow[]> =>
  db
    .selectFrom('response')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('id', 'in', [...ids])
    .where('is_test', '=', 0)
    .orderBy('seq')
    .execute();

export const storedRow = async (
  db: Kysely<Database>,
  surveyId: string,
  id: string,
): Promise<StoredRow | undefined> => (await storedRows(db, surveyId, [id]))[0];

export async function setRows(
  db: Kysely<Database>,
  surveyId: string,
  ids: readonly string[],
  changed: Updateable<ResponseTable>,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('response')
    .set(changed)
    .where('survey_id', '=', surveyId)
    .where('id', 'in', [...ids])
    .execute();
}

/** A row of an anonymous survey that has been pooled. */
export const pooledRow = (db: Kysely<Database>, surveyId: string, id: string) =>
  db
    .selectFrom('anonymous_response')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('id', '=', id)
    .where('is_test', '=', 0)
    .where('batch', 'is not', null)
    .executeTakeFirst();

export async function setPooled(
  db: Kysely<Database>,
  surveyId: string,
  ids: readonly string[],
  changed: { readonly excluded_on: string | null; readonly excluded_reason: string | null },
): Promise<void> {
  await db
    .updateTable('anonymous_response')
    .set(changed)
    .where('survey_id', '=', surveyId)
    .where('id', 'in', [...ids])
    .execute();
}
