/** The list of responses that people judge: newest first, a page at a time, by what it may be narrowed by. */
import { type Kysely, sql } from 'kysely';
import { type ReviewQuery, type ReviewState, reviewPage } from '#core/intake/review-api.ts';
import { endOfDay, startOfDay } from '#core/register/project-time.ts';
import { wasCorrected } from '#server/intake/review-history-repo.ts';
import type { SurveyPlace } from '#server/intake/survey-place.ts';
import type { Database } from '#server/store/database.ts';

/** A row as it stands in storage; what an anonymous survey does not know is null. */
export interface ListedRow {
  /** Where it stands in the list. */
  readonly place: string;
  readonly id: string;
  readonly receipt_code: string;
  readonly version_hash: string;
  readonly outcome: string;
  readonly flags: string;
  readonly answers: string;
  readonly source: string | null;
  readonly site_id: string | null;
  readonly site_name: string | null;
  readonly received_at: string | null;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly link_id: string | null;
  readonly excluded: string | null;
  readonly reviewed_at: string | null;
}

export interface Page {
  readonly rows: readonly ListedRow[];
  readonly total: number;
  readonly older: string | undefined;
  readonly newer: string | undefined;
}

/** Filters with the hash of the version that was asked for. */
export type Narrowing = Omit<ReviewQuery, 'version'> & { readonly versionHash?: string };

const hasFlag = (code: string) => sql<boolean>`flags like ${`%"${code}"%`}`;
const isFlagged = sql<boolean>`flags <> '[]'`;

export async function listPage(
  db: Kysely<Database>,
  place: SurveyPlace,
  query: Narrowing,
): Promise<Page> {
  return place.anonymous ? pooledPage(db, place, query) : namedPage(db, place, query);
}

/** Rows keep their place: what arrives meanwhile stands before the first page and moves nothing. */
async function namedPage(
  db: Kysely<Database>,
  place: SurveyPlace,
  query: Narrowing,
): Promise<Page> {
  const narrowed = namedRows(db, place, query);
  const { total } = await narrowed
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const before = placeNumber(query.before);
  const after = placeNumber(query.after);
  const columns = narrowed
    .leftJoin('site', 'site.id', 'response.site_id')
    .select([
      'response.seq',
      'response.id',
      'response.receipt_code',
      'response.version_hash',
      'response.outcome',
      'response.flags',
      'response.answers',
      'response.source',
      'response.site_id',
      'site.name as site_name',
      'response.received_at',
      'response.started_at',
      'response.finished_at',
      'response.link_id',
      'response.excluded_at as excluded',
      'response.reviewed_at',
    ])
    .limit(reviewPage + 1);
  const found =
    after === undefined
      ? await columns
          .$if(before !== undefined, (q) => q.where('response.seq', '<', before ?? 0))
          .orderBy('response.seq', 'desc')
          .execute()
      : await columns.where('response.seq', '>', after).orderBy('response.seq').execute();
  const rows = found.map(({ seq, ...row }) => ({ ...row, place: String(seq) }));
  return paged(rows, total, query);
}

/** A place that is no number of this list is the end of it. */
const placeNumber = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
};

function namedRows(db: Kysely<Database>, { id, timeZone }: SurveyPlace, query: Narrowing) {
  let rows = db
    .selectFrom('response')
    .where('response.survey_id', '=', id)
    .where('response.is_test', '=', 0);
  const { state, flag, link, site, outcome, from, to, code, versionHash } = query;
  if (flag) rows = rows.where(hasFlag(flag));
  if (link) rows = rows.where('response.link_id', '=', link);
  if (site) rows = rows.where('response.site_id', '=', site);
  if (outcome) rows = rows.where('response.outcome', '=', outcome);
  if (code) rows = rows.where('response.receipt_code', '=', code);
  if (versionHash !== undefined) rows = rows.where('response.version_hash', '=', versionHash);
  if (from) {
    rows = rows.where('response.received_at', '>=', startOfDay(from, timeZone).toISOString());
  }
  if (to) {
    const end = endOfDay(to, timeZone).getTime() + 1_000;
    rows = rows.where('response.received_at', '<', new Date(end).toISOString());
  }
  if (state === undefined) return rows;
  if (state === 'corrected') return rows.where(wasCorrected);
  rows = rows.where('response.excluded_at', state === 'excluded' ? 'is not' : 'is', null);
  if (state === 'to-check') rows = rows.where(isFlagged);
  if (state === 'to-check' || state === 'unjudged') {
    rows = rows.where('response.reviewed_at', 'is', null);
  }
  return state === 'accepted' ? rows.where('response.reviewed_at', 'is not', null) : rows;
}

/** Only what has been pooled, in the order of random ids: nothing tells who came when. */
async function pooledPage(
  db: Kysely<Database>,
  { id }: SurveyPlace,
  query: Narrowing,
): Promise<Page> {
  const narrowed = pooledRows(db, id, query);
  const { total } = await narrowed
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { before, after } = query;
  const columns = narrowed
    .leftJoin('site', 'site.id', 'anonymous_response.site_id')
    .select([
      'anonymous_response.id',
      'anonymous_response.receipt_code',
      'anonymous_response.version_hash',
      'anonymous_response.outcome',
      'anonymous_response.flags',
      'anonymous_response.answers',
      'anonymous_response.source',
      'anonymous_response.site_id',
      'site.name as site_name',
      'anonymous_response.excluded_on as excluded',
    ])
    .limit(reviewPage + 1);
  const found =
    after === undefined
      ? await columns
          .$if(before !== undefined, (q) => q.where('anonymous_response.id', '<', before ?? ''))
          .orderBy('anonymous_response.id', 'desc')
          .execute()
      : await columns
          .where('anonymous_response.id', '>', after)
          .orderBy('anonymous_response.id')
          .execute();
  const rows = found.map((row) => ({ ...row, ...untold, place: row.id }));
  return paged(rows, total, query);
}

/** What is kept of no pooled answer. */
export const untold = {
  received_at: null,
  started_at: null,
  finished_at: null,
  link_id: null,
  reviewed_at: null,
} as const;

export interface PooledNarrowing {
  readonly state?: ReviewState | undefined;
  readonly flag?: string | undefined;
  readonly site?: string | undefined;
  readonly outcome?: string | undefined;
  readonly versionHash?: string | undefined;
}

export function pooledRows(db: Kysely<Database>, surveyId: string, query: PooledNarrowing) {
  let rows = db
    .selectFrom('anonymous_response')
    .where('anonymous_response.survey_id', '=', surveyId)
    .where('anonymous_response.is_test', '=', 0)
    .where('anonymous_response.batch', 'is not', null);
  const { state, flag, site, outcome, versionHash } = query;
  if (flag) rows = rows.where(hasFlag(flag));
  if (site) rows = rows.where('anonymous_response.site_id', '=', site);
  if (outcome) rows = rows.where('anonymous_response.outcome', '=', outcome);
  if (versionHash !== undefined) {
    rows = rows.where('anonymous_response.version_hash', '=', versionHash);
  }
  if (state === 'to-check') rows = rows.where(isFlagged);
  // Nobody judges a single one of them.
  if (state === 'accepted' || state === 'corrected') rows = rows.where(sql<boolean>`1 = 0`);
  if (state === 'excluded') return rows.where('anonymous_response.excluded_on', 'is not', null);
  return state === undefined ? rows : rows.where('anonymous_response.excluded_on', 'is', null);
}

function paged(found: readonly ListedRow[], total: number, { before, after }: Narrowing): Page {
  const isMore = found.length > reviewPage;
  const shown = found.slice(0, reviewPage);
  const rows = after === undefined ? shown : shown.toReversed();
  const hasOlder = after === undefined ? isMore : true;
  const hasNewer = after === undefined ? before !== undefined : isMore;
  return {
    rows,
    total,
    older: hasOlder ? rows.at(-1)?.place : undefined,
    newer: hasNewer ? rows[0]?.place : undefined,
  };
}

/** Responses by how they have been judged. */
export async function judgedCounts(
  db: Kysely<Database>,
  { id, anonymous }: SurveyPlace,
): Promise<{ responses: number; completed: number; accepted: number; excluded: number }> {
  if (anonymous) {
    const rows = await pooledRows(db, id, {})
      .select((eb) => ['excluded_on', 'outcome', eb.fn.countAll<number>().as('count')])
      .groupBy(['excluded_on', 'outcome'])
      .execute();
    const sum = (fits: (row: (typeof rows)[number]) => boolean) =>
      rows.filter(fits).reduce((all, row) => all + row.count, 0);
    return {
      responses: sum((row) => row.excluded_on === null),
      completed: sum((row) => row.excluded_on === null && row.outcome === 'completed'),
      accepted: 0,
      excluded: sum((row) => row.excluded_on !== null),
    };
  }
  const isSet = (column: 'excluded_at' | 'reviewed_at') =>
    sql<number>`case when ${sql.ref(column)} is null then 0 else 1 end`;
  const rows = await db
    .selectFrom('response')
    .select((eb) => [
      isSet('excluded_at').as('excluded'),
      isSet('reviewed_at').as('reviewed'),
      'outcome',
      eb.fn.countAll<number>().as('count'),
    ])
    .where('survey_id', '=', id)
    .where('is_test', '=', 0)
    .groupBy([isSet('excluded_at'), isSet('reviewed_at'), 'outcome'])
    .execute();
  const sum = (fits: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(fits).reduce((all, row) => all + row.count, 0);
  return {
    responses: sum((row) => row.excluded === 0),
    completed: sum((row) => row.excluded === 0 && row.outcome === 'completed'),
    accepted: sum((row) => row.excluded === 0 && row.reviewed === 1),
    excluded: sum((row) => row.excluded === 1),
  };
}
