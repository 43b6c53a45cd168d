import { ok, type Result } from '#core/kernel/result.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import { readLibrary } from '#server/definitions/library.ts';
import { libraryPublished, publishedFromLibrary } from '#server/definitions/library-repo.ts';
import { publishUnderName } from '#server/definitions/survey-publish.ts';
import { surveyByName } from '#server/definitions/survey-repo.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { inTransaction } from '#server/store/transaction.ts';

/**
 * Publishes what the library has and this installation has not, each survey under its own name: the newest version of
 * a new survey, a newer version of one that came from the library. A survey that people made under that name is
 * theirs and stays as it is, and so is what they published since.
 */
export async function publishLibrary(
  deps: SurveyDeps,
  by: By,
  projectId: string,
): Promise<Result<undefined>> {
  const published = await publishedFromLibrary(deps.db, by.organisationId);
  const isOurs = (name: string): boolean =>
    [...published].some((entry) => entry.startsWith(`${name}@`));
  const newest = new Map(readLibrary(deps.libraryFolder).map((survey) => [survey.name, survey]));
  for (const { name, version, definition } of newest.values()) {
    if (published.has(`${name}@${version}`)) continue;
    const there = await surveyByName(deps.db, by.organisationId, name);
    if (there && !isOurs(name)) continue;
    const done = await inTransaction(deps.db, async (trx) => {
      const inside = { ...deps, db: trx };
      const result = await publishUnderName(inside, by, projectId, {
        name,
        definition,
        isShipped: true,
      });
      if (!result.ok) return result;
      const survey = await surveyByName(trx, by.organisationId, name);
      await appendAudit(trx, by.organisationId, deps.clock.now(), [
        {
          actor: by.actorId,
          action: libraryPublished,
          subject: `survey:${survey?.id ?? ''}`,
          detail: { library: name, version },
        },
      ]);
      return result;
    });
    // Where people have answered, a version that would mix what they meant waits for a person to take it over.
    if (!done.ok && there && done.problem.code === 'definition-unfit') continue;
    if (!done.ok) return done;
  }
  return ok(undefined);
}
