import { z } from 'zod';
import type { Definition } from '#core/definitions/definition.ts';
import { definitionProblemSchema } from '#core/definitions/survey-api.ts';
import { ok, type Result } from '#core/kernel/result.ts';
import { asPublished, type SurveyPlace } from '#server/definitions/as-published.ts';
import { readDraft, toDraftProblem } from '#server/definitions/draft-service.ts';
import { lintDefinition } from '#server/definitions/lint-definition.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { type Route, route } from '#server/http/route.ts';
import { sitesOf } from '#server/register/register-repo.ts';

const checkReplySchema = z.object({ problems: z.array(definitionProblemSchema) });
type CheckReply = z.output<typeof checkReplySchema>;

export const checkRoutes = (deps: SurveyDeps): readonly Route[] => [
  route({
    method: 'POST',
    path: '/surveys/:name/draft/check',
    verb: 'survey.read',
    scope: 'survey',
    summary:
      'Everything that publishing would look at: the gate, and SurveyJS’s own linter after it',
    reply: checkReplySchema,
    handler: ({ place }) => checkDraft(deps, place),
  }),
];

/** The linter speaks of the draft as it would be published, with its blocks and sites. */
async function checkDraft(deps: SurveyDeps, place: SurveyPlace): Promise<Result<CheckReply>> {
  const draft = await readDraft(deps, place, false);
  if (!draft.ok) return draft;
  const { problems } = draft.value;
  // as: the draft was a definition when it was saved.
  const definition = draft.value.definition as unknown as Definition;
  const published = asPublished(deps, definition, await sitesOf(deps.db, [place.projectId]));
  const isUnfit = problems.some(({ severity }) => severity === 'error');
  if (isUnfit || !published.ok) return ok({ problems });
  const found = await lintDefinition(published.value);
  return ok({
    problems: [...problems, ...found.map((problem) => toDraftProblem(problem, definition))],
  });
}
