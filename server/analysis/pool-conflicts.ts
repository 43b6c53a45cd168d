import type { Kysely } from 'kysely';
import { type PoolConflict, poolCodebooks } from '#core/analysis/pool.ts';
import { codebook } from '#core/definitions/codebook.ts';
import { versionsOf } from '#server/definitions/survey-repo.ts';
import type { Database } from '#server/store/database.ts';

/** Names that mean another type in an older version of the survey: those answers are variables of their own. */
export async function poolConflictsOf(
  db: Kysely<Database>,
  surveyId: string,
): Promise<PoolConflict[]> {
  const versions = await versionsOf(db, surveyId);
  const codebooks = versions.map(({ number, hash, definition }) => ({
    number,
    hash,
    variables: codebook(definition),
  }));
  return [...poolCodebooks(codebooks).conflicts];
}
