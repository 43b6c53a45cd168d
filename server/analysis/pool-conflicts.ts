import type { Kysely } from 'kysely';
import { type PoolConflict, poolCodebooks } from '#core/analysis/pool.ts';
import { codebook } from '#core/definitions/codebook.ts';
import { versionMarks } from '#server/analysis/snapshot-repo.ts';
import { versionsOf } from '#server/definitions/survey-repo.ts';
import type { Database } from '#server/store/database.ts';

const rememberedMost = 200;

/**
 * Names that mean another type in an older version of the survey: those answers are variables of their own. Remembered
 * by the versions that there are, which never change.
 */
export function poolConflicts(db: Kysely<Database>): (surveyId: string) => Promise<PoolConflict[]> {
  const known = new Map<string, readonly PoolConflict[]>();
  return async (surveyId) => {
    const key = JSON.stringify([surveyId, await versionMarks(db, surveyId)]);
    const conflicts = known.get(key) ?? (await conflictsOf(db, surveyId));
    if (known.size >= rememberedMost) known.clear();
    known.set(key, conflicts);
    return [...conflicts];
  };
}

async function conflictsOf(
  db: Kysely<Database>,
  surveyId: string,
): Promise<readonly PoolConflict[]> {
  const versions = await versionsOf(db, surveyId);
  const codebooks = versions.map(({ number, hash, definition }) => ({
    number,
    hash,
    variables: codebook(definition),
  }));
  return poolCodebooks(codebooks).conflicts;
}
