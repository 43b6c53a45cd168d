/**
 * Answers of anonymous surveys as they are written down. Databases keep more than what one asks them for: where a row
 * lies, and which transaction wrote it. So whatever waits is taken out and written again with everything that comes,
 * in the order of its random ids: rows that came one after the other cannot be told from rows that came together.
 */
import type { Insertable, Kysely } from 'kysely';
import type { AnonymousResponseTable } from '#server/intake/intake-tables.ts';
import type { Database } from '#server/store/database.ts';

/** Fewer could be told apart by who came when. */
const batchAtLeast = 5;

/**
 * Writes responses of an anonymous survey beside those that wait, and shows all of them at once if there are enough.
 * Tests wait apart.
 * @returns how many were shown.
 */
export async function storeAnonymous(
  db: Kysely<Database>,
  surveyId: string,
  rows: readonly Insertable<AnonymousResponseTable>[],
): Promise<number> {
  const tests = rows.filter((row) => row.is_test === 1);
  if (tests.length > 0) await insertAnonymous(db, tests);
  const waiting = await db
    .deleteFrom('anonymous_response')
    .where('survey_id', '=', surveyId)
    .where('batch', 'is', null)
    .where('is_test', '=', 0)
    .returningAll()
    .execute();
  const all = [...waiting, ...rows.filter((row) => row.is_test !== 1)];
  const isEnough = all.length >= batchAtLeast;
  const batch = isEnough ? (await lastBatch(db, surveyId)) + 1 : null;
  if (all.length > 0)
    await insertAnonymous(
      db,
      all.map((row) => ({ ...row, batch })),
    );
  return isEnough ? all.length : 0;
}

async function lastBatch(db: Kysely<Database>, surveyId: string): Promise<number> {
  const { last } = await db
    .selectFrom('anonymous_response')
    .select((eb) => eb.fn.max('batch').as('last'))
    .where('survey_id', '=', surveyId)
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

/** Values a statement takes at most, whichever the database. */
const rowsAtOnce = 500;

async function insertAnonymous(
  db: Kysely<Database>,
  rows: readonly Insertable<AnonymousResponseTable>[],
): Promise<void> {
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  // All with the same columns: what is decided about a response later is not there yet.
  const whole = sorted.map((row) => ({ excluded_on: null, excluded_reason: null, ...row }));
  for (let start = 0; start < whole.length; start += rowsAtOnce) {
    await db
      .insertInto('anonymous_response')
      .values(whole.slice(start, start + rowsAtOnce))
      .execute();
  }
}

/** Adds to what was shown of a survey on a day. The audit says so when the day is over. */
export async function countPooled(
  db: Kysely<Database>,
  surveyId: string,
  day: string,
  pooled: number,
): Promise<void> {
  await db
    .insertInto('anonymous_day')
    .values({ survey_id: surveyId, day, pooled })
    .onConflict((conflict) =>
      conflict
        .columns(['survey_id', 'day'])
        .doUpdateSet((eb) => ({ pooled: eb('anonymous_day.pooled', '+', pooled) })),
    )
    .execute();
}

export interface PooledDay {
  readonly surveyId: string;
  readonly organisationId: string;
  readonly timeZone: string;
  readonly day: string;
  readonly pooled: number;
}

/** Days on which responses were shown and of which the audit does not know yet, also those that are not over. */
export async function pooledDays(db: Kysely<Database>): Promise<readonly PooledDay[]> {
  const rows = await db
    .selectFrom('anonymous_day')
    .innerJoin('survey', 'survey.id', 'anonymous_day.survey_id')
    .innerJoin('project', 'project.id', 'survey.project_id')
    .selectAll('anonymous_day')
    .select(['survey.organisation_id', 'project.time_zone'])
    .orderBy('anonymous_day.day')
    .orderBy('anonymous_day.survey_id')
    .execute();
  return rows.map((row) => ({
    surveyId: row.survey_id,
    organisationId: row.organisation_id,
    timeZone: row.time_zone,
    day: row.day,
    pooled: row.pooled,
  }));
}

/**
 * Ends a day: its responses are written once more, all in one transaction, so that nothing is left of the times at which
 * they came.
 * @returns how many were shown; undefined if another process has ended it.
 */
export async function endDay(
  db: Kysely<Database>,
  { surveyId, day }: PooledDay,
): Promise<number | undefined> {
  const ended = await db
    .deleteFrom('anonymous_day')
    .where('survey_id', '=', surveyId)
    .where('day', '=', day)
    .returning('pooled')
    .executeTakeFirst();
  if (!ended) return undefined;
  const rows = await db
    .deleteFrom('anonymous_response')
    .where('survey_id', '=', surveyId)
    .where('received_on', '=', day)
    .where('batch', 'is not', null)
    .returningAll()
    .execute();
  await insertAnonymous(db, rows);
  await rewriteCodes(db, surveyId);
  return ended.pooled;
}

/** Codes of the survey's links, in the order of their hashes. */
async function rewriteCodes(db: Kysely<Database>, surveyId: string): Promise<void> {
  const codes = await db
    .deleteFrom('one_time_code')
    .where('link_id', 'in', (eb) =>
      eb.selectFrom('link').select('id').where('survey_id', '=', surveyId),
    )
    .returningAll()
    .execute();
  const sorted = codes.toSorted((a, b) => (a.code_hash < b.code_hash ? -1 : 1));
  for (let start = 0; start < sorted.length; start += rowsAtOnce) {
    await db
      .insertInto('one_time_code')
      .values(sorted.slice(start, start + rowsAtOnce))
      .execute();
  }
}

/** Misfits of a day that are written again at most: enough that none of them stands out. */
const misfitsAtOnce = 100;

/** As with responses: what waits for a decision keeps no order within its day. */
export async function unorderWaiting(
  db: Kysely<Database>,
  table: 'quarantine' | 'conflict',
  surveyId: string,
  day: string,
): Promise<void> {
  const some = await db
    .selectFrom(table)
    .select(['response_id', 'content_hash'])
    .where('survey_id', '=', surveyId)
    .where('received_at', '=', day)
    .limit(misfitsAtOnce)
    .execute();
  const ids = [...new Set(some.map((row) => row.response_id))];
  if (ids.length < 2) return;
  const rows = await db
    .deleteFrom(table)
    .where('survey_id', '=', surveyId)
    .where('received_at', '=', day)
    .where('response_id', 'in', ids)
    .returningAll()
    .execute();
  const sorted = rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  await db.insertInto(table).values(sorted).execute();
}

const keyOf = (row: { readonly response_id: string; readonly content_hash: string }): string =>
  `${row.response_id} ${row.content_hash}`;
