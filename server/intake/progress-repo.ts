/** Counting what has been received: how field work goes. */
import { type Kysely, sql } from 'kysely';
import { dayIn } from '#core/register/project-time.ts';
import { placeOf, rememberedDays, type SurveyPlace } from '#server/intake/survey-place.ts';
import type { Database } from '#server/store/database.ts';

export interface ResponseCounts {
  /** In storage, no test and not excluded, whatever the outcome. */
  readonly stored: number;
  /** Waiting for a person's decision, as are conflicts. */
  readonly quarantined: number;
  readonly conflict: number;
  readonly test: number;
}

export async function countResponses(
  db: Kysely<Database>,
  surveyId: string,
): Promise<ResponseCounts> {
  const { anonymous } = await placeOf(db, surveyId);
  const table = anonymous ? 'anonymous_response' : 'response';
  const kept = await db
    .selectFrom(table)
    .select((eb) => ['is_test', eb.fn.countAll<number>().as('count')])
    .where('survey_id', '=', surveyId)
    .where(isCounted(anonymous))
    .groupBy('is_test')
    .execute();
  const countOf = (isTest: number) => kept.find((row) => row.is_test === isTest)?.count ?? 0;
  return {
    stored: countOf(0),
    quarantined: await waitingIn(db, 'quarantine', surveyId),
    conflict: await waitingIn(db, 'conflict', surveyId),
    test: countOf(1),
  };
}

/** What somebody has excluded stays in storage and is not counted. */
const isCounted = (anonymous: boolean) =>
  sql<boolean>`${sql.ref(anonymous ? 'excluded_on' : 'excluded_at')} is null`;

/** Whether anybody has answered: kept or waiting for a decision, tests not counted. */
export async function hasAnswers(db: Kysely<Database>, surveyId: string): Promise<boolean> {
  const { anonymous } = await placeOf(db, surveyId);
  const kept = await db
    .selectFrom(anonymous ? 'anonymous_response' : 'response')
    .select('id')
    .where('survey_id', '=', surveyId)
    .where('is_test', '=', 0)
    .limit(1)
    .executeTakeFirst();
  return kept !== undefined || (await waitingIn(db, 'quarantine', surveyId)) > 0;
}

async function waitingIn(
  db: Kysely<Database>,
  table: 'quarantine' | 'conflict',
  surveyId: string,
): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('survey_id', '=', surveyId)
    .where('decided_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

export interface Progress extends ResponseCounts {
  readonly today: number;
  /** Days with responses, oldest first. */
  readonly days: readonly { readonly day: string; readonly stored: number }[];
  /** Links with responses, by id; none in anonymous surveys, which do not know. */
  readonly links: readonly { readonly id: string; readonly stored: number }[];
  /** Sites with responses, by name. */
  readonly sites: readonly {
    readonly code: string;
    readonly name: string;
    readonly stored: number;
  }[];
}

/** How field work goes: stored responses by day (of the project), link and site. */
export async function progressOf(
  db: Kysely<Database>,
  surveyId: string,
  now: Date,
): Promise<Progress> {
  const place = await placeOf(db, surveyId);
  const days = place.anonymous ? await anonymousDays(db, surveyId) : await daysOf(db, place);
  const today = dayIn(now, place.timeZone);
  return {
    ...(await countResponses(db, surveyId)),
    today: days.find(({ day }) => day === today)?.stored ?? 0,
    days,
    links: place.anonymous ? [] : await linksOf(db, surveyId),
    sites: await sitesOf(db, place),
  };
}

/** Counted by the minute in the database, then put into the project's days. */
async function daysOf(db: Kysely<Database>, { id, timeZone }: SurveyPlace) {
  const minute = sql<string>`substr(received_at, 1, 16)`;
  const rows = await db
    .selectFrom('response')
    .select((eb) => [minute.as('minute'), eb.fn.countAll<number>().as('count')])
    .where('survey_id', '=', id)
    .where('is_test', '=', 0)
    .where('excluded_at', 'is', null)
    .groupBy(minute)
    .execute();
  const dayOf = rememberedDays(timeZone);
  const byDay = new Map<string, number>();
  for (const row of rows) {
    const day = dayOf(`${row.minute}:00Z`);
    byDay.set(day, (byDay.get(day) ?? 0) + row.count);
  }
  return [...byDay].map(([day, stored]) => ({ day, stored })).sort(byKey(({ day }) => day));
}

async function anonymousDays(db: Kysely<Database>, surveyId: string) {
  const rows = await db
    .selectFrom('anonymous_response')
    .select((eb) => ['received_on as day', eb.fn.countAll<number>().as('stored')])
    .where('survey_id', '=', surveyId)
    .where('is_test', '=', 0)
    .where('excluded_on', 'is', null)
    .groupBy('received_on')
    .execute();
  return rows.sort(byKey(({ day }) => day));
}

async function linksOf(db: Kysely<Database>, surveyId: string) {
  const rows = await db
    .selectFrom('response')
    .select((eb) => ['link_id', eb.fn.countAll<number>().as('stored')])
    .where('survey_id', '=', surveyId)
    .where('is_test', '=', 0)
    .where('excluded_at', 'is', null)
    .groupBy('link_id')
    .execute();
  return rows
    .flatMap(({ link_id: id, stored }) => (id === null ? [] : [{ id, stored }]))
    .sort(byKey(({ id }) => id));
}

async function sitesOf(db: Kysely<Database>, { id, anonymous }: SurveyPlace) {
  const rows = await db
    .selectFrom(anonymous ? 'anonymous_response' : 'response')
    .select((eb) => ['site_id', eb.fn.countAll<number>().as('stored')])
    .where('survey_id', '=', id)
    .where('is_test', '=', 0)
    .where(isCounted(anonymous))
    .groupBy('site_id')
    .execute();
  const stored = new Map(rows.map((row) => [row.site_id, row.stored]));
  const sites = await db
    .selectFrom('site')
    .select(['id', 'code', 'name'])
    .where('id', 'in', [...stored.keys()].filter((key) => key !== null).concat(''))
    .execute();
  return sites
    .map((site) => ({ code: site.code, name: site.name, stored: stored.get(site.id) ?? 0 }))
    .sort(byKey(({ name }) => name));
}

/** By code point: databases do not agree on the order of texts. */
const byKey =
  <Row>(key: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    key(a) < key(b) ? -1 : 1;

/** When each link last received something; links that have received nothing are absent. */
export async function lastReceived(
  db: Kysely<Database>,
  surveyId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('response')
    .select((eb) => ['link_id', eb.fn.max('received_at').as('at')])
    .where('survey_id', '=', surveyId)
    .groupBy('link_id')
    .execute();
  return new Map(rows.flatMap(({ link_id, at }) => (link_id && at ? [[link_id, at]] : [])));
}
