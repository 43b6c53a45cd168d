/** Stored responses as they go out: every outcome, no tests, none that was excluded. */
import type { Kysely } from 'kysely';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { placeOf } from '#server/intake/survey-place.ts';
import type { Database } from '#server/store/database.ts';

export interface ExportedResponse {
  /** Null in anonymous surveys, as are all that follow but version, outcome, language and answers. */
  readonly id: string | null;
  readonly versionHash: string;
  readonly outcome: string;
  readonly language: string | null;
  readonly answers: Answers;
  readonly siteCode: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly receivedAt: string | null;
  readonly collector: string | null;
  readonly flags: string | null;
  readonly source: string | null;
  readonly paperNumber: string | null;
  /** Client codes, sealed: among the answers they are masked. */
  readonly clientCode: string | null;
}

const pageSize = 500;

/** Up to where an export goes, so that several passes see the same responses. */
export async function exportEnd(db: Kysely<Database>, surveyId: string): Promise<number> {
  const { anonymous } = await placeOf(db, surveyId);
  const row = anonymous
    ? await db
        .selectFrom('anonymous_response')
        .select((eb) => eb.fn.max('batch').as('last'))
        .where('survey_id', '=', surveyId)
        .executeTakeFirst()
    : await db
        .selectFrom('response')
        .select((eb) => eb.fn.max('seq').as('last'))
        .where('survey_id', '=', surveyId)
        .executeTakeFirst();
  return row?.last ?? 0;
}

export async function* exportedResponses(
  db: Kysely<Database>,
  surveyId: string,
  end: number,
): AsyncGenerator<ExportedResponse> {
  const { anonymous } = await placeOf(db, surveyId);
  if (anonymous) yield* anonymousResponses(db, surveyId, end);
  else yield* namedResponses(db, surveyId, end);
}

async function* namedResponses(
  db: Kysely<Database>,
  surveyId: string,
  end: number,
): AsyncGenerator<ExportedResponse> {
  for (let seq = 0; ; ) {
    const rows = await db
      .selectFrom('response')
      .leftJoin('site', 'site.id', 'response.site_id')
      .select([
        'response.seq',
        'response.id',
        'response.version_hash',
        'response.outcome',
        'response.language',
        'response.answers',
        'response.started_at',
        'response.finished_at',
        'response.received_at',
        'response.collector',
        'response.flags',
        'response.source',
        'response.paper_number',
        'response.client_code',
        'site.code as site_code',
      ])
      .where('response.survey_id', '=', surveyId)
      .where('response.seq', '>', seq)
      .where('response.seq', '<=', end)
      .where('response.is_test', '=', 0)
      .where('response.excluded_at', 'is', null)
      .orderBy('response.seq')
      .limit(pageSize)
      .execute();
    for (const row of rows) {
      seq = row.seq;
      yield {
        id: row.id,
        versionHash: row.version_hash,
        outcome: row.outcome,
        language: row.language,
        answers: toAnswers(row.answers),
        siteCode: row.site_code,
        startedAt: row.started_at,
        finishedAt: row.finished_at,
        receivedAt: row.received_at,
        collector: row.collector,
        flags: flagWords(row.flags),
        source: row.source,
        paperNumber: row.paper_number,
        clientCode: row.client_code,
      };
    }
    if (rows.length < pageSize) return;
  }
}

/** In the order of their random ids; the ids themselves stay: a phone knows its own. */
async function* anonymousResponses(
  db: Kysely<Database>,
  surveyId: string,
  end: number,
): AsyncGenerator<ExportedResponse> {
  for (let last = ''; ; ) {
    const rows = await db
      .selectFrom('anonymous_response')
      .leftJoin('site', 'site.id', 'anonymous_response.site_id')
      .select([
        'anonymous_response.id',
        'anonymous_response.version_hash',
        'anonymous_response.outcome',
        'anonymous_response.language',
        'anonymous_response.answers',
        'site.code as site_code',
      ])
      .where('anonymous_response.survey_id', '=', surveyId)
      .where('anonymous_response.id', '>', last)
      .where('anonymous_response.batch', '<=', end)
      .where('anonymous_response.is_test', '=', 0)
      .where('anonymous_response.excluded_on', 'is', null)
      .orderBy('anonymous_response.id')
      .limit(pageSize)
      .execute();
    for (const row of rows) {
      last = row.id;
      yield {
        ...nobody,
        versionHash: row.version_hash,
        outcome: row.outcome,
        language: row.language,
        answers: toAnswers(row.answers),
        siteCode: row.site_code,
      };
    }
    if (rows.length < pageSize) return;
  }
}

const nobody = {
  id: null,
  startedAt: null,
  finishedAt: null,
  receivedAt: null,
  collector: null,
  flags: null,
  source: null,
  paperNumber: null,
  clientCode: null,
};

// as: only what passed the shape check is ever written there.
const toAnswers = (text: string): Answers => JSON.parse(text) as Answers;

function flagWords(text: string): string {
  const flags: unknown = JSON.parse(text);
  return Array.isArray(flags) ? flags.join(' ') : '';
}
