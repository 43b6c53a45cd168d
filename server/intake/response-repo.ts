/** Reading what has been stored: for the column store, for counts, for progress. */
import { type Kysely, sql } from 'kysely';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { dayIn } from '#core/register/project-time.ts';
import type { Database } from '#server/store/database.ts';

/** A completed response as figures are made of it. */
export interface ReadResponse {
  /** Go on from the highest seen. In anonymous surveys the number of the batch, which several share. */
  readonly seq: number;
  readonly id: string;
  readonly versionHash: string;
  readonly answers: Answers;
  /** Code of the site that counts, whatever the answers say. */
  readonly siteCode: string | null;
  readonly linkId: string | null;
  readonly language: string | null;
  /** Day in the project's time zone. */
  readonly receivedOn: string;
}

interface SurveyPlace {
  readonly id: string;
  readonly anonymous: boolean;
  readonly timeZone: string;
}

/**
 * Completed responses after `seq`, in order: not excluded, no tests. At most `limit`, but a batch of an anonymous
 * survey is never divided. An empty list means that there are no more yet.
 */
export async function responsesAfter(
  db: Kysely<Database>,
  surveyId: string,
  seq: number,
  limit: number,
): Promise<readonly ReadResponse[]> {
  const survey = await placeOf(db, surveyId);
  return survey.anonymous
    ? batchesAfter(db, survey, seq, limit)
    : rowsAfter(db, survey, seq, limit);
}

async function placeOf(db: Kysely<Database>, surveyId: string): Promise<SurveyPlace> {
  const row = await db
    .selectFrom('survey')
    .innerJoin('project', 'project.id', 'survey.project_id')
    .select(['survey.anonymous', 'project.time_zone'])
    .where('survey.id', '=', surveyId)
    .executeTakeFirstOrThrow();
  return { id: surveyId, anonymous: row.anonymous === 1, timeZone: row.time_zone };
}

async function rowsAfter(
  db: Kysely<Database>,
  { id, timeZone }: SurveyPlace,
  seq: number,
  limit: number,
): Promise<readonly ReadResponse[]> {
  const rows = await db
    .selectFrom('response')
    .leftJoin('site', 'site.id', 'response.site_id')
    .select([
      'response.seq',
      'response.id',
      'response.version_hash',
      'response.answers',
      'response.link_id',
      'response.language',
      'response.received_at',
      'site.code as site_code',
    ])
    .where('response.survey_id', '=', id)
    .where('response.seq', '>', seq)
    .where('response.outcome', '=', 'completed')
    .where('response.is_test', '=', 0)
    .where('response.excluded_at', 'is', null)
    .orderBy('response.seq')
    .limit(limit)
    .execute();
  const dayOf = rememberedDays(timeZone);
  return rows.map((row) => ({
    seq: row.seq,
    id: row.id,
    versionHash: row.version_hash,
    answers: toAnswers(row.answers),
    siteCode: row.site_code,
    linkId: row.link_id,
    language: row.language,
    receivedOn: dayOf(row.received_at),
  }));
}

async function batchesAfter(
  db: Kysely<Database>,
  { id }: SurveyPlace,
  seq: number,
  limit: number,
): Promise<readonly ReadResponse[]> {
  const shown = db
    .selectFrom('anonymous_response')
    .where('anonymous_response.survey_id', '=', id)
    .where('anonymous_response.is_test', '=', 0)
    .where('anonymous_response.batch', '>', seq);
  const sizes = await shown
    .select((eb) => ['batch', eb.fn.countAll<number>().as('size')])
    .groupBy('batch')
    .orderBy('batch')
    .execute();
  let last = seq;
  let total = 0;
  for (const { batch, size } of sizes) {
    if (total > 0 && total + size > limit) break;
    total += size;
    last = batch ?? last;
  }
  const rows = await shown
    .leftJoin('site', 'site.id', 'anonymous_response.site_id')
    .select([
      'anonymous_response.batch',
      'anonymous_response.id',
      'anonymous_response.version_hash',
      'anonymous_response.answers',
      'anonymous_response.language',
      'anonymous_response.received_on',
      'site.code as site_code',
    ])
    .where('anonymous_response.batch', '<=', last)
    .where('anonymous_response.outcome', '=', 'completed')
    .orderBy('anonymous_response.batch')
    // Ids are random: within a batch there is no order to be seen.
    .orderBy('anonymous_response.id')
    .execute();
  return rows.map((row) => ({
    seq: row.batch ?? 0,
    id: row.id,
    versionHash: row.version_hash,
    answers: toAnswers(row.answers),
    siteCode: row.site_code,
    linkId: null,
    language: row.language,
    receivedOn: row.received_on,
  }));
}

// as: only what passed the shape check is ever written there.
const toAnswers = (text: string): Answers => JSON.parse(text) as Answers;

/** Many responses share an hour, and a time zone is slow to ask. */
function rememberedDays(timeZone: string): (moment: string) => string {
  const known = new Map<string, string>();
  return (moment) => {
    // A quarter of an hour lies within one day in every zone.
    const quarter = `${moment.slice(0, 14)}${Math.floor(Number(moment.slice(14, 16)) / 15) * 15}`;
    const day = known.get(quarter) ?? dayIn(new Date(moment), timeZone);
    known.set(quarter, day);
    return day;
  };
}

export interface ResponseCounts {
  /** In storage and no test, whatever the outcome. */
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
