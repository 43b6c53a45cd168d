import { may } from '#core/access/roles.ts';
import { ok } from '#core/kernel/result.ts';
import {
  fieldWorkReplySchema,
  projectTargetsReplySchema,
  projectTargetsRequestSchema,
  targetsReplySchema,
  targetsRequestSchema,
} from '#core/register/field-api.ts';
import { byActor } from '#server/access/access-routes.ts';
import { describeTargets, stateTargets } from '#server/analysis/field-targets-service.ts';
import {
  describeProjectTargets,
  fieldWork,
  stateProjectTargets,
} from '#server/analysis/field-work-service.ts';
import type { ResultsDeps } from '#server/analysis/results-service.ts';
import { type Route, route } from '#server/http/route.ts';
import { roundedCounts } from '#server/intake/progress-routes.ts';

export const fieldWorkRoutes = (deps: ResultsDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/surveys/:name/field-work',
    verb: 'survey.read',
    scope: 'survey',
    summary:
      'What came against what is wanted, by site, link and quota cell; without the verb progress.read only the tens that are reached',
    reply: fieldWorkReplySchema,
    handler: async ({ actor, place }) =>
      ok(
        may(actor.role, 'progress.read')
          ? await fieldWork(deps, place)
          : await roundedCounts(deps.db, place.surveyId),
      ),
  }),
  route({
    method: 'GET',
    path: '/surveys/:name/targets',
    verb: 'survey.read',
    scope: 'survey',
    summary: 'The field period, and what is wanted of the survey, its sites, links and quota cells',
    reply: targetsReplySchema,
    handler: async ({ place }) => ok(await describeTargets(deps, place.surveyId)),
  }),
  route({
    method: 'PUT',
    path: '/surveys/:name/targets',
    verb: 'target.write',
    scope: 'survey',
    summary: 'State period and targets: a part that is absent stays as it is',
    request: targetsRequestSchema,
    reply: targetsReplySchema,
    handler: ({ actor, place, body }) => stateTargets(deps, byActor(actor), place, body),
  }),
  route({
    method: 'GET',
    path: '/projects/:id/targets',
    verb: 'progress.read',
    scope: 'project',
    summary: 'What is wanted of all surveys of a project together, and what came',
    reply: projectTargetsReplySchema,
    handler: ({ place }) => describeProjectTargets(deps, place),
  }),
  route({
    method: 'PUT',
    path: '/projects/:id/targets',
    verb: 'target.write',
    scope: 'project',
    summary: 'State what is wanted of a project, and when',
    request: projectTargetsRequestSchema,
    reply: projectTargetsReplySchema,
    handler: ({ actor, place, body }) => stateProjectTargets(deps, byActor(actor), place, body),
  }),
];
