import type { Kysely } from 'kysely';
import { dayIn } from '#core/register/project-time.ts';
import type { Database } from '#server/store/database.ts';

/** What reading a survey's responses depends on. */
export interface SurveyPlace {
  readonly id: string;
  readonly anonymous: boolean;
  readonly timeZone: string;
}

export async function placeOf(db: Kysely<Database>, surveyId: string): Promise<SurveyPlace> {
  const row = await db
    .selectFrom('survey')
    .innerJoin('project', 'project.id', 'survey.project_id')
    .select(['survey.anonymous', 'project.time_zone'])
    .where('survey.id', '=', surveyId)
    .executeTakeFirstOrThrow();
  return { id: surveyId, anonymous: row.anonymous === 1, timeZone: row.time_zone };
}

/** Many responses share an hour, and a time zone is slow to ask. */
export function rememberedDays(timeZone: string): (moment: string) => string {
  const known = new Map<string, string>();
  return (moment) => {
    // A quarter of an hour lies within one day in every zone.
    const quarter = `${moment.slice(0, 14)}${Math.floor(Number(moment.slice(14, 16)) / 15) * 15}`;
    const day = known.get(quarter) ?? dayIn(new Date(moment), timeZone);
    known.set(quarter, day);
    return day;
  };
}
