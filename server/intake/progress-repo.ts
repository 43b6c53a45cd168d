/** Counting what has been received: how field work goes. */
import { type Kysely, sql } from 'kysely';
import type { TallyRow } from '#core/register/field-facts.ts';
import { groupBy, total } from '#core/register/field-sums.ts';
import { dayIn } from '#core/register/project-time.ts';
import { tallies } from '#server/intake/progress-tally-repo.ts';
import { placeOf } from '#server/intake/survey-place.ts';
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

/** Stored responses as people may see them counted: of an anonymous survey those that have been pooled. */
export async function storedToSee(db: Kysely<Database>, surveyId: string): Promise<number> {
  const { anonymous } = await placeOf(db, surveyId);
  return anonymous
    ? total(await tallies(db, surveyId))
    : (await countResponses(db, surveyId)).stored;
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

/** How field work goes: stored responses by day (of the project), link and site; of anonymous surveys what is pooled. */
export async function progressOf(
  db: Kysely<Database>,
  surveyId: string,
  now: Date,
): Promise<Progress> {
  const place = await placeOf(db, surveyId);
  const rows = await tallies(db, surveyId);
  const counts = await countResponses(db, surveyId);
  const today = dayIn(now, place.timeZone);
  const days = storedBy(rows, ({ day }) => day);
  return {
    ...counts,
    stored: place.anonymous ? total(rows) : counts.stored,
    today: days.find(({ key }) => key === today)?.stored ?? 0,
    days: days.map(({ key: day, stored }) => ({ day, stored })),
    links: storedBy(rows, ({ linkId }) => linkId).map(({ key: id, stored }) => ({ id, stored })),
    sites: await namedSites(
      db,
      storedBy(rows, ({ siteId }) => siteId),
    ),
  };
}

const storedBy = (rows: readonly TallyRow[], key: (row: TallyRow) => string | null) =>
  [...groupBy(rows, key)]
    .map(([own, some]) => ({ key: own, stored: total(some) }))
    .sort(byKey((group) => group.key));

async function namedSites(
  db: Kysely<Database>,
  groups: readonly { readonly key: string; readonly stored: number }[],
) {
  const stored = new Map(groups.map((group) => [group.key, group.stored]));
  const sites = await db
    .selectFrom('site')
    .select(['id', 'code', 'name'])
    .where('id', 'in', [...stored.keys(), ''])
    .execute();
  return sites
    .map((site) => ({ code: site.code, name: site.name, stored: stored.get(site.id) ?? 0 }))
    .sort(byKey(({ name }) => name));
}

/**
 * Changes whenever progress may have: what is asked every other second of many open screens. Anonymous surveys are small
 * and keep no order, so that they are counted.
 */
export async function progressMark(
  db: Kysely<Database>,
  surveyId: string,
  now: Date,
): Promise<string> {
  const { anonymous, timeZone } = await placeOf(db, surveyId);
  const head = await db
    .selectFrom('response_head')
    .select(['seq', 'changes'])
    .where('survey_id', '=', surveyId)
    .executeTakeFirst();
  return JSON.stringify([
    dayIn(now, timeZone),
    head?.seq ?? 0,
    head?.changes ?? 0,
    await waitingIn(db, 'quarantine', surveyId),
    await waitingIn(db, 'conflict', surveyId),
    anonymous ? await countResponses(db, surveyId) : null,
  ]);
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
