/** A survey to print: the sheet as one HTML file. */
import { z } from 'zod';
import type { Definition } from '#core/definitions/definition.ts';
import { defaultLanguageOf } from '#core/definitions/languages.ts';
import { composePaper } from '#core/definitions/paper/compose-paper.ts';
import { paperHtml } from '#core/definitions/paper/paper-html.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { asPublished, type SurveyPlace } from '#server/definitions/as-published.ts';
import { draftOf } from '#server/definitions/draft-repo.ts';
import { newestVersion, versionByNumber } from '#server/definitions/survey-repo.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { type Route, route } from '#server/http/route.ts';
import { sitesOf } from '#server/register/register-repo.ts';

/** It runs no script and fetches nothing, wherever it is opened. */
const sheetPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

const querySchema = z.strictObject({
  language: z
    .string()
    .regex(/^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/)
    .optional(),
  version: z
    .string()
    .regex(/^(draft|\d{1,6})$/)
    .optional(),
});

export const paperRoutes = (deps: SurveyDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/surveys/:name/paper',
    verb: 'survey.read',
    scope: 'survey',
    summary: 'A version or the draft as a sheet to print and fill in by hand',
    query: querySchema,
    produces: ['text/html'],
    handler: async ({ place, query }) => {
      const found = await definitionToPrint(deps, place, query.version);
      if (!found.ok) return found;
      const { definition, number } = found.value;
      const language = query.language ?? defaultLanguageOf(definition);
      return new Response(paperHtml(composePaper(definition, language, number)), {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': sheetPolicy,
          'cache-control': 'no-store',
        },
      });
    },
  }),
];

interface Printable {
  readonly definition: Definition;
  readonly number?: number;
}

/** A draft is printed as it would be published: with its blocks and the sites of the project. */
async function definitionToPrint(
  deps: SurveyDeps,
  place: SurveyPlace,
  version: string | undefined,
): Promise<Result<Printable>> {
  if (version !== 'draft') {
    const found =
      version === undefined
        ? await newestVersion(deps.db, place.surveyId)
        : await versionByNumber(deps.db, place.surveyId, Number(version));
    if (found) return ok({ definition: found.definition, number: found.number });
    if (version !== undefined) return refuse('version-unknown');
  }
  const draft = await draftOf(deps.db, place.surveyId);
  if (!draft) return refuse('version-unknown');
  const published = asPublished(deps, draft.definition, await sitesOf(deps.db, [place.projectId]));
  return ok({ definition: published.ok ? published.value : draft.definition });
}
