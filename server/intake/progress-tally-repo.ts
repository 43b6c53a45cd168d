/** What has been received, summed by day, site, link and outcome. Excluded responses and tests are not counted. */
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { TallyRow } from '#core/register/field-facts.ts';
import { dayIn, offsetMinutesOf } from '#core/register/project-time.ts';
import { placeOf, type SurveyPlace } from '#server/intake/survey-place.ts';
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
  const days = await daysIn(db, [place.id], place.timeZone);
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
    day: days.dayOf(row.part, row.last),
    linkId: row.link_id,
    siteId: row.site_id,
    outcome: row.outcome,
    count: row.count,
    last: row.last,
  }));
}

/**
 * Different people, told apart by their client's index: each counts once, where and when they first answered to the end.
 * `null` where nobody's answers carry one.
 * @param surveyIds of one project
 */
export async function peopleTallies(
  db: Kysely<Database>,
  surveyIds: readonly string[],
): Promise<readonly TallyRow[] | null> {
  const [first] = surveyIds;
  if (first === undefined) return null;
  const { timeZone } = await placeOf(db, first);
  const days = await daysIn(db, surveyIds, timeZone);
  if (!days) return null;
  const rows = await db
    .selectFrom((eb) => firstAnswers(eb, surveyIds).as('person'))
    .select((eb) => [
      'link_id',
      'site_id',
      days.part.as('part'),
      eb.fn.countAll<number>().as('count'),
      eb.fn.max('received_at').as('last'),
    ])
    .where('nth', '=', 1)
    .groupBy(['link_id', 'site_id', days.part])
    .execute();
  if (rows.length === 0) return null;
  return rows.map((row) => ({
    day: days.dayOf(row.part, row.last),
    linkId: row.link_id,
    siteId: row.site_id,
    outcome: 'completed',
    count: row.count,
    last: row.last,
  }));
}

/** The index `response_of_people` is of these rows only, so it must be said in the same words. */
const firstAnswers = (db: ExpressionBuilder<Database, never>, surveyIds: readonly string[]) =>
  db
    .selectFrom('response')
    .select(['link_id', 'site_id', 'received_at'])
    .select(
      sql<number>`row_number() over (partition by client_index order by received_at)`.as('nth'),
    )
    .where('survey_id', 'in', surveyIds)
    .where(sql<boolean>`client_index is not null and is_test = 0 and excluded_at is null
      and outcome = 'completed'`);

/** What phones last said that they still hold, by link. */
export async function phoneContacts(
  db: Kysely<Database>,
  surveyId: string,
): Promise<ReadonlyMap<string, { readonly waiting: number; readonly lastSeenAt: string }>> {
  const rows = await db
    .selectFrom('link_contact')
    .innerJoin('link', 'link.id', 'link_contact.link_id')
    .select(['link_contact.link_id', 'link_contact.waiting', 'link_contact.last_seen_at'])
    .where('link.survey_id', '=', surveyId)
    .execute();
  return new Map(
    rows.map((row) => [row.link_id, { waiting: row.waiting ?? 0, lastSeenAt: row.last_seen_at }]),
  );
}

/** How the database tells apart moments of different days of the project: `part` is the same only within one. */
export async function daysIn(db: Kysely<Database>, surveyIds: readonly string[], timeZone: string) {
  const { first, last } = await db
    .selectFrom('response')
    .select((eb) => [eb.fn.min('received_at').as('first'), eb.fn.max('received_at').as('last')])
    .where('survey_id', 'in', surveyIds)
    .where('is_test', '=', 0)
    .executeTakeFirstOrThrow();
  if (first === null || last === null) return undefined;
  const times = sql.join(
    midnights(first, last, timeZone).map(
      (time) => sql`case when substr(received_at, 12, 5) < ${sql.lit(time)} then 'a' else 'b' end`,
    ),
    sql` || `,
  );
  const known = new Map<string, string>();
  return {
    part: sql<string>`substr(received_at, 1, 10) || ${times}`,
    /** @param moment any one of the part */
    dayOf: (part: string, moment: string): string => {
      const day = known.get(part) ?? dayIn(new Date(moment), timeZone);
      known.set(part, day);
      return day;
    },
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
