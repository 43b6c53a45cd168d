/**
 * Client codes that were stored before they were kept apart: taken out of answers and sealed, once, when a program that
 * has the keys first opens the storage.
 */
import type { Kysely } from 'kysely';
import { type ClientCodes, clientCodesOf } from '#core/definitions/client-code.ts';
import type { Keys } from '#server/access/keys.ts';
import { versionsOf } from '#server/definitions/survey-repo.ts';
import { takeCodes } from '#server/intake/client-entry.ts';
import { isInClear, sealEnvelope } from '#server/intake/envelope.ts';
import { toAnswers } from '#server/intake/response-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

interface SealDeps {
  readonly db: Kysely<Database>;
  readonly keys: Keys;
}

const upkeepName = 'client-codes-sealed';

/** @returns how many rows were changed; none if it was done before. */
export function sealOlderCodes({ db, keys }: SealDeps): Promise<number> {
  return inTransaction(db, async (trx) => {
    const isFirst = await trx
      .insertInto('upkeep')
      .values({ name: upkeepName, done_at: new Date().toISOString() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('name')
      .executeTakeFirst();
    if (!isFirst) return 0;
    let changed = 0;
    for (const survey of await trx.selectFrom('survey').selectAll().execute()) {
      const versions = await versionsOf(trx, survey.id);
      const coded = new Map(
        versions
          .map(({ hash, definition }) => [hash, clientCodesOf(definition)] as const)
          .filter(([, { names }]) => names.length > 0),
      );
      if (coded.size === 0) continue;
      const place = { id: survey.id, organisationId: survey.organisation_id, coded };
      changed += await sealResponses({ db: trx, keys }, place);
      changed += await maskAnonymous({ db: trx, keys }, place);
      changed += await sealWaiting({ db: trx, keys }, place);
    }
    return changed;
  });
}

interface CodedSurvey {
  readonly id: string;
  readonly organisationId: string;
  /** By version. */
  readonly coded: ReadonlyMap<string, ClientCodes>;
}

/** A hash of short codes could be tried out: from now on it takes the key. */
const keyed = (keys: Keys, hash: string): string => keys.hmac('content', hash);

async function sealResponses({ db, keys }: SealDeps, survey: CodedSurvey): Promise<number> {
  const rows = await db
    .selectFrom('response')
    .select(['id', 'version_hash', 'answers', 'content_hash'])
    .where('survey_id', '=', survey.id)
    .where('version_hash', 'in', [...survey.coded.keys()])
    .execute();
  for (const row of rows) {
    const taken = takenFrom(row, survey, keys, false);
    await db
      .updateTable('response')
      .set({
        answers: taken.text,
        content_hash: keyed(keys, row.content_hash),
        client_code: taken.client?.sealed ?? null,
        client_index: taken.client?.index ?? null,
      })
      .where('survey_id', '=', survey.id)
      .where('id', '=', row.id)
      .execute();
  }
  return rows.length;
}

/** An anonymous survey keeps no code. */
async function maskAnonymous({ db, keys }: SealDeps, survey: CodedSurvey): Promise<number> {
  const rows = await db
    .selectFrom('anonymous_response')
    .select(['id', 'version_hash', 'answers', 'content_hash'])
    .where('survey_id', '=', survey.id)
    .where('version_hash', 'in', [...survey.coded.keys()])
    .execute();
  for (const row of rows) {
    const { text } = takenFrom(row, survey, keys, true);
    await db
      .updateTable('anonymous_response')
      .set({ answers: text, content_hash: keyed(keys, row.content_hash) })
      .where('survey_id', '=', survey.id)
      .where('id', '=', row.id)
      .execute();
  }
  return rows.length;
}

function takenFrom(
  row: { readonly id: string; readonly version_hash: string; readonly answers: string },
  { id: surveyId, organisationId, coded }: CodedSurvey,
  keys: Keys,
  anonymous: boolean,
) {
  const codes = coded.get(row.version_hash) ?? { names: [] };
  const answered = { answers: toAnswers(row.answers), text: row.answers };
  return takeCodes(keys, codes, answered, { surveyId, organisationId, anonymous, id: row.id });
}

async function sealWaiting({ db, keys }: SealDeps, survey: CodedSurvey): Promise<number> {
  let changed = 0;
  for (const table of ['quarantine', 'conflict'] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['response_id', 'content_hash', 'envelope'])
      .where('survey_id', '=', survey.id)
      .execute();
    for (const row of rows.filter(({ envelope }) => isInClear(envelope))) {
      const { definitionHash, sealed } = JSON.parse(row.envelope);
      if (sealed !== undefined) continue;
      const isCoded = survey.coded.has(String(definitionHash));
      changed += 1;
      await db
        .updateTable(table)
        .set({
          envelope: sealEnvelope(keys, survey.id, row.envelope),
          ...(isCoded && { content_hash: keyed(keys, row.content_hash) }),
        })
        .where('survey_id', '=', survey.id)
        .where('response_id', '=', row.response_id)
        .where('content_hash', '=', row.content_hash)
        .execute();
    }
  }
  return changed;
}
