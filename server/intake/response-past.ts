/** Responses as they stood when somebody looked: what was excluded, restored or corrected since is put back. */
import type { Kysely } from 'kysely';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { type ReadResponse, toAnswers } from '#server/intake/response-repo.ts';
import { type Before, beforeChange } from '#server/intake/review-history-repo.ts';
import { placeOf, rememberedDays, type SurveyPlace } from '#server/intake/survey-place.ts';
import type { Database } from '#server/store/database.ts';
import { portions } from '#server/store/remembered.ts';

/** How far a reader had come when it looked: up to which response, and after how many changes to earlier ones. */
export interface Standing {
  readonly seq: number;
  readonly changes: number;
}

/** The responses within as they stood then, whatever has been excluded, restored or corrected since; in order. */
export async function* responsesAt(
  db: Kysely<Database>,
  surveyId: string,
  { seq: end, changes }: Standing,
): AsyncGenerator<ReadResponse> {
  const place = await placeOf(db, surveyId);
  const past = await beforeChange(db, surveyId, changes);
  const sites = await siteCodes(db, past);
  const rows = place.anonymous ? anonymousRows(db, surveyId, end) : everyRow(db, place, end);
  for await (const { outcome, isExcluded, ...row } of rows) {
    const before = past.get(row.id) ?? {};
    if ((before.excluded ?? isExcluded) || (before.outcome ?? outcome) !== 'completed') continue;
    yield {
      ...row,
      versionHash: before.versionHash ?? row.versionHash,
      language: before.language === undefined ? row.language : before.language,
      answers: before.answers ?? row.answers,
      siteCode:
        before.siteId === undefined ? row.siteCode : (sites.get(before.siteId ?? '') ?? null),
    };
  }
}

/**
 * By how many people figures of `then` differ from what they were `changes` changes on, among the responses that were
 * there then: in one and not in the other, or answered otherwise.
 */
export async function changedBetween(
  db: Kysely<Database>,
  surveyId: string,
  then: Standing,
  changes: number,
): Promise<number> {
  const before = await beforeChange(db, surveyId, then.changes);
  const after = await beforeChange(db, surveyId, changes);
  const { anonymous } = await placeOf(db, surveyId);
  let changed = 0;
  for (const ids of portions([...before.keys()])) {
    const rows = anonymous
      ? await db
          .selectFrom('anonymous_response')
          .select(['id', 'outcome', 'excluded_on as excluded', 'answers', 'version_hash'])
          .where('survey_id', '=', surveyId)
          .where('batch', '<=', then.seq)
          .where('id', 'in', ids)
          .execute()
      : await db
          .selectFrom('response')
          .select(['id', 'outcome', 'excluded_at as excluded', 'answers', 'version_hash'])
          .where('survey_id', '=', surveyId)
          .where('seq', '<=', then.seq)
          .where('id', 'in', ids)
          .execute();
    for (const row of rows) {
      if (seenAs(row, before.get(row.id)) !== seenAs(row, after.get(row.id))) changed += 1;
    }
  }
  return changed;
}

interface NowRow {
  readonly outcome: string;
  readonly excluded: string | null;
  readonly answers: string;
  readonly version_hash: string;
}

/** What figures are made of, as text; null where they are not made of it. */
function seenAs(now: NowRow, before: Before = {}): string | null {
  const isExcluded = before.excluded ?? now.excluded !== null;
  if (isExcluded || (before.outcome ?? now.outcome) !== 'completed') return null;
  const answers = before.answers ?? toAnswers(now.answers);
  const site = before.siteId === undefined ? 'as it is' : [before.siteId];
  return canonicalJson([before.versionHash ?? now.version_hash, site, answers]);
}

interface PastRow extends ReadResponse {
  readonly outcome: string;
  readonly isExcluded: boolean;
}

const rowsAtOnce = 1_000;

async function* everyRow(
  db: Kysely<Database>,
  { id: surveyId, timeZone }: SurveyPlace,
  end: number,
): AsyncGenerator<PastRow> {
  const dayOf = rememberedDays(timeZone);
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('response')
      .leftJoin('site', 'site.id', 'response.site_id')
      .selectAll('response')
      .select('site.code as site_code')
      .where('response.survey_id', '=', surveyId)
      .where('response.seq', '>', last)
      .where('response.seq', '<=', end)
      .where('response.is_test', '=', 0)
      .orderBy('response.seq')
      .limit(rowsAtOnce)
      .execute();
    for (const row of rows) {
      last = row.seq;
      yield {
        ...common(row),
        seq: row.seq,
        linkId: row.link_id,
        receivedOn: dayOf(row.received_at),
        isExcluded: row.excluded_at !== null,
      };
    }
    if (rows.length < rowsAtOnce) return;
  }
}

async function* anonymousRows(
  db: Kysely<Database>,
  surveyId: string,
  end: number,
): AsyncGenerator<PastRow> {
  const rows = await db
    .selectFrom('anonymous_response')
    .leftJoin('site', 'site.id', 'anonymous_response.site_id')
    .selectAll('anonymous_response')
    .select('site.code as site_code')
    .where('anonymous_response.survey_id', '=', surveyId)
    .where('anonymous_response.batch', '<=', end)
    .where('anonymous_response.is_test', '=', 0)
    .orderBy('anonymous_response.batch')
    .orderBy('anonymous_response.id')
    .execute();
  for (const row of rows) {
    yield {
      ...common(row),
      seq: row.batch ?? 0,
      linkId: null,
      receivedOn: row.received_on,
      isExcluded: row.excluded_on !== null,
    };
  }
}

const common = (row: {
  readonly id: string;
  readonly version_hash: string;
  readonly language: string | null;
  readonly answers: string;
  readonly outcome: string;
  readonly site_code: string | null;
}) => ({
  id: row.id,
  versionHash: row.version_hash,
  language: row.language,
  answers: toAnswers(row.answers),
  outcome: row.outcome,
  siteCode: row.site_code,
});

/** Of the sites that responses stood at before. */
async function siteCodes(
  db: Kysely<Database>,
  past: ReadonlyMap<string, Before>,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set([...past.values()].flatMap(({ siteId }) => siteId ?? []));
  if (ids.size === 0) return new Map();
  const rows = await db
    .selectFrom('site')
    .select(['id', 'code'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, code }) => [id, code]));
}
