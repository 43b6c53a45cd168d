/** Where the quick exit of the phone leads: a setting of the project. */
import type { Kysely } from 'kysely';
import type { Database } from '#server/store/database.ts';

export async function exitUrlOf(
  db: Kysely<Database>,
  projectId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('project')
    .select('exit_url')
    .where('id', '=', projectId)
    .executeTakeFirst();
  return row?.exit_url ?? undefined;
}

/** Also tells the phones of the project: the revision of its links goes on. */
export async function setExitUrl(
  db: Kysely<Database>,
  projectId: string,
  exitUrl: string | null,
): Promise<void> {
  await db.updateTable('project').set({ exit_url: exitUrl }).where('id', '=', projectId).execute();
  await db
    .updateTable('link')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('survey_id', 'in', (eb) =>
      eb.selectFrom('survey').select('id').where('project_id', '=', projectId),
    )
    .execute();
}
