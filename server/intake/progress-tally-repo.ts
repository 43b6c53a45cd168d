/** What has been received, summed by day, site, link and outcome. Excluded responses and tests are not counted. */
import { type Kysely, sql } from 'kysely';
import type { TallyRow } from '#core/register/field-facts.ts';
import { offsetMinutesOf } from '#core/register/project-time.ts';
import { placeOf, rememberedDays, type SurveyPlace } from '#server/intake/survey-place.ts';
import type { Database } from '#server/store/database.ts';

/** Of anonymous surveys only what has been pooled in a batch, without links and times. */
export async function tallies(
  db: Kysely<Database>,
  surveyId: string,
): Promise<readonly TallyRow[]> {
  const place = await placeOf(db, surveyId);
  return place.anonymous ? pooledTallies(db, surveyId) : exactTallies(db, place);
}

async function pooledTallies(db: Kysely<Database>, surveyId: string): Promise<readonly TallyRow[]> {
  const rows = await db
    .selectFrom('anonymous_response')
    .select((eb) => ['received_on', 'site_id', 'outcome', eb.fn.countAll<number>().as('count')])
    .where('survey_id', '=', surveyId)
    .where('is_test', '=', 0)
    .where('batch', 'is not', null)
    .where('excluded_on', 'is', null)
    .groupBy(['received_on', 'site_id', 'outcome'])
    .execute();
  return rows.map(({ received_on: day, site_id: siteId, outcome, count }) => ({
    day,
    linkId: null,
    siteId,
    outcome,
    count,
    last: null,
  }));
}

async function exactTallies(
  db: Kysely<Database>,
  place: SurveyPlace,
): Promise<readonly TallyRow[]> {
  const days = await daysIn(db, place);
  if (!days) return [];
  // The index `response_tally` holds these columns, so that no answer is read.
  const rows = await db
    .selectFrom('response')
    .select((eb) => [
      'link_id',
      'site_id',
      'outcome',
      days.part.as('part'),
      eb.fn.countAll<number>().as('count'),
      eb.fn.max('received_at').as('last'),
    ])
    .where('survey_id', '=', place.id)
    .where('is_test', '=', 0)
    .where('excluded_at', 'is', null)
    .groupBy(['link_id', 'site_id', 'outcome', days.part])
    .execute();
  return rows.map((row) => ({
    day: days.dayOf(row.last),
    linkId: row.link_id,
    siteId: row.site_id,
    outcome: row.outcome,
    count: row.count,
    last: row.last,
  }));
}

/** How the database tells apart moments of different days of the project: `part` is the same only within one. */
export async function daysIn(db: Kysely<Database>, { id, timeZone }: SurveyPlace) {
  const { first, last } = await db
    .selectFrom('response')
    .select((eb) => [eb.fn.min('received_at').as('first'), eb.fn.max('received_at').as('last')])
    .where('survey_id', '=', id)
    .where('is_test', '=', 0)
    .executeTakeFirstOrThrow();
  if (first === null || last === null) return undefined;
  const times = sql.join(
    midnights(first, last, timeZone).map(
      (time) => sql`case when substr(received_at, 12, 5) < ${sql.lit(time)} then 'a' else 'b' end`,
    ),
    sql` || `,
  );
  return {
    part: sql<string>`substr(received_at, 1, 10) || ${times}`,
    dayOf: rememberedDays(timeZone),
  };
}

const dayMs = 86_400_000;

/** Times of the UTC day at which days of the zone begin, `17:00` for Viet Nam: two where clocks change. */
function midnights(first: string, last: string, timeZone: string): readonly string[] {
  const offsets = new Set<number>();
  const end = Date.parse(last) + dayMs;
  for (let at = Date.parse(first) - dayMs; at <= end; at += dayMs / 2) {
    offsets.add(offsetMinutesOf(new Date(at), timeZone));
  }
  return [...offsets].sort().map((offset) => {
    const minute = (((-offset % 1_440) + 1_440) % 1_440) * 60_000;
    return new Date(minute).toISOString().slice(11, 16);
  });
}
