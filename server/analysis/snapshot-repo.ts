import type { Kysely } from 'kysely';
import type { Database } from '#server/store/database.ts';

export interface Snapshot {
  /** The last response within. */
  readonly seq: number;
  /** Changes to earlier responses that are within. */
  readonly changes: number;
  readonly responses: number;
  readonly takenAt: string;
}

export async function newestSnapshot(
  db: Kysely<Database>,
  surveyId: string,
): Promise<Snapshot | undefined> {
  const row = await db
    .selectFrom('result_snapshot')
    .select(['seq', 'changes', 'responses', 'taken_at'])
    .where('survey_id', '=', surveyId)
    .orderBy('seq', 'desc')
    .orderBy('changes', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const { seq, changes, responses, taken_at: takenAt } = row;
  return { seq, changes, responses, takenAt };
}

/** Locks the survey until commit, so that snapshots of it are taken one after the other. */
export async function lockSnapshots(db: Kysely<Database>, surveyId: string): Promise<void> {
  await db
    .updateTable('survey')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', surveyId)
    .execute();
}

export async function insertSnapshot(
  db: Kysely<Database>,
  surveyId: string,
  snapshot: Snapshot,
): Promise<void> {
  await db
    .insertInto('result_snapshot')
    .values({
      survey_id: surveyId,
      seq: snapshot.seq,
      changes: snapshot.changes,
      responses: snapshot.responses,
      taken_at: snapshot.takenAt,
    })
    .execute();
}

/** Number and hash of each version, which is all that tells whether a column store is up to date. */
export const versionMarks = (db: Kysely<Database>, surveyId: string) =>
  db
    .selectFrom('version')
    .select(['number', 'hash'])
    .where('survey_id', '=', surveyId)
    .orderBy('number')
    .execute();
