import type { Kysely } from 'kysely';
import type { SurveyDraft } from '#core/definitions/survey.ts';
import type { Result } from '#core/kernel/result.ts';
import { namesOf } from '#server/access/person-repo.ts';
import type { Database } from '#server/store/database.ts';

/** Somebody has saved since: who and when, for the one who comes later. Only who may write here asks. */
export async function conflictOf(
  db: Kysely<Database>,
  { revision, updatedAt, savedBy }: SurveyDraft,
): Promise<Result<never>> {
  const name = savedBy === null ? undefined : (await namesOf(db, [savedBy])).get(savedBy);
  return {
    ok: false,
    problem: {
      code: 'draft-conflict',
      members: {
        revision,
        savedAt: updatedAt.toISOString(),
        ...(name !== undefined && { savedBy: name }),
      },
    },
  };
}
