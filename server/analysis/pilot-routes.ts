import { may } from '#core/access/roles.ts';
import { pilotQuerySchema, pilotReplySchema } from '#core/analysis/pilot-api.ts';
import { ok } from '#core/kernel/result.ts';
import { trialCreatedSchema, trialRequestSchema } from '#core/links/trial-api.ts';
import { byActor } from '#server/access/access-routes.ts';
import { readPilot } from '#server/analysis/pilot-service.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { type Route, route } from '#server/http/route.ts';
import { startTrial } from '#server/links/trial-service.ts';

/** Trying a draft on phones, and what that showed. */
export const pilotRoutes = (deps: SurveyDeps): readonly Route[] => [
  route({
    method: 'POST',
    path: '/surveys/:name/trial',
    verb: 'survey.write',
    scope: 'survey',
    summary: 'Make a test link that opens the draft as it stands; its answers are never counted',
    request: trialRequestSchema,
    reply: trialCreatedSchema,
    status: 201,
    handler: ({ actor, place, body }) => startTrial(deps, byActor(actor), place, body),
  }),
  route({
    method: 'GET',
    path: '/surveys/:name/pilot',
    verb: 'survey.write',
    scope: 'survey',
    summary: 'How the trials of a survey went: minutes and drop-off an item, no answers',
    query: pilotQuerySchema,
    reply: pilotReplySchema,
    handler: async ({ actor, place, query }) =>
      ok(
        await readPilot(deps, place.surveyId, {
          hash: query.hash,
          exact: may(actor.role, 'response.read'),
        }),
      ),
  }),
];
