/** The draft as it would be published now, to be tried on a phone first. */
import type { Definition } from '#core/definitions/definition.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { versionHash } from '#core/definitions/version.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { asPublished, type SurveyPlace, toError } from '#server/definitions/as-published.ts';
import { draftOf } from '#server/definitions/draft-repo.ts';
import { newestVersion } from '#server/definitions/survey-repo.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { sitesOf } from '#server/register/register-repo.ts';

export interface DraftToTry {
  readonly definition: Definition;
  readonly hash: string;
}

/** @returns `definition-unfit` with the errors of the publish gate: what they name may not reach any phone. */
export async function draftToTry(
  deps: Pick<SurveyDeps, 'db' | 'libraryFolder'>,
  { surveyId, projectId }: SurveyPlace,
): Promise<Result<DraftToTry>> {
  const { db } = deps;
  const draft = (await draftOf(db, surveyId)) ?? (await newestVersion(db, surveyId));
  if (!draft) return refuse('version-unknown');
  const filled = asPublished(deps, draft.definition, await sitesOf(db, [projectId]));
  if (!filled.ok) return filled;
  const { problems } = checkDefinition(filled.value, { functions: xlsformFunctions });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return refuse('definition-unfit', errors.map(toError));
  return ok({ definition: filled.value, hash: versionHash(filled.value) });
}
