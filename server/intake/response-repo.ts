/** Reading completed responses, as figures are made of them. */
import type { Kysely } from 'kysely';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { placeOf, rememberedDays, type SurveyPlace } from '#server/intake/survey-place.ts';
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
    .where('anonymous_response.excluded_on', 'is', null)
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
export const toAnswers = (text: string): Answers => JSON.parse(text) as Answers;
