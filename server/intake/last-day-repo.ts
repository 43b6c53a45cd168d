import type { Kysely } from 'kysely';
import { dayIn } from '#core/register/project-time.ts';
import { placeOf } from '#server/intake/survey-place.ts';
import type { Database } from '#server/store/database.ts';

/**
 * The project's day on which the survey last received something that was no test; `undefined` before the first. Of an
 * anonymous survey what has been pooled.
 */
export async function lastDayOf(
  db: Kysely<Database>,
  surveyId: string,
): Promise<string | undefined> {
  const { anonymous, timeZone } = await placeOf(db, surveyId);
  if (anonymous) {
    const row = await db
      .selectFrom('anonymous_response')
      .select((eb) => eb.fn.max('received_on').as('on'))
      .where('survey_id', '=', surveyId)
      .where('is_test', '=', 0)
      .where('batch', 'is not', null)
      .executeTakeFirst();
    return row?.on ?? undefined;
  }
  const row = await db
    .selectFrom('response')
    .select((eb) => eb.fn.max('received_at').as('at'))
    .where('survey_id', '=', surveyId)
    .where('is_test', '=', 0)
    .executeTakeFirst();
  return row?.at ? dayIn(new Date(row.at), timeZone) : undefined;
}
