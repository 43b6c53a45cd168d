import { z } from 'zod';
import { type Actor, may } from '#core/access/roles.ts';
import {
  libraryDefinitionSchema,
  libraryReplySchema,
  surveyDetailSchema,
  surveyReplySchema,
  surveyRequestSchema,
  versionReplySchema,
} from '#core/definitions/survey-api.ts';
import { ok, refuse } from '#core/kernel/result.ts';
import { siteReplySchema, siteRequestSchema } from '#core/register/register-api.ts';
import { byActor } from '#server/access/access-routes.ts';
import { checkRoutes } from '#server/definitions/check-routes.ts';
import { draftRoutes, versionRoutes } from '#server/definitions/draft-routes.ts';
import { readWholeLibrary, toLibraryReply } from '#server/definitions/library.ts';
import { paperRoutes } from '#server/definitions/paper-routes.ts';
import { openSite } from '#server/definitions/site-service.ts';
import {
  addSurvey,
  type ConflictsOf,
  describeSurvey,
  listSurveys,
  readVersion,
  type StoredOf,
  type SurveyDeps,
} from '#server/definitions/survey-service.ts';
import { xlsformRoutes } from '#server/definitions/xlsform-routes.ts';
import { type Route, route } from '#server/http/route.ts';
import { toSiteReply } from '#server/register/register-service.ts';

export interface SurveyRouteDeps extends SurveyDeps {
  /** Asks the intake, which stands to the right of this room. */
  readonly storedOf: StoredOf;
  readonly conflictsOf: ConflictsOf;
}

/** Who may not see progress is told no counts. */
const countsFor = (deps: SurveyRouteDeps, actor: Actor): StoredOf | undefined =>
  may(actor.role, 'progress.read') ? deps.storedOf : undefined;

export const surveyRoutes = (deps: SurveyRouteDeps): readonly Route[] => [
  ...projectSurveyRoutes(deps),
  ...oneSurveyRoutes(deps),
  ...draftRoutes(deps),
  ...xlsformRoutes(deps),
  ...paperRoutes(deps),
  ...checkRoutes(deps),
  ...versionRoutes(deps),
];

const projectSurveyRoutes = (deps: SurveyRouteDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/library',
    verb: 'library.read',
    scope: 'organisation',
    summary: 'The surveys that are shipped with the program',
    reply: z.array(libraryReplySchema),
    handler: async () => ok(readWholeLibrary(deps.libraryFolder).map(toLibraryReply)),
  }),
  route({
    method: 'GET',
    path: '/library/:name/versions/:number',
    verb: 'library.read',
    scope: 'organisation',
    summary: 'A survey of the library with its definition, to read before it is taken',
    reply: libraryDefinitionSchema,
    handler: async ({ c }) => {
      const found = readWholeLibrary(deps.libraryFolder).find(
        ({ name, version }) =>
          name === c.req.param('name') && String(version) === c.req.param('number'),
      );
      return found
        ? ok({ ...toLibraryReply(found), definition: { ...found.definition } })
        : refuse('version-unknown');
    },
  }),
  route({
    method: 'POST',
    path: '/projects/:id/sites',
    verb: 'site.write',
    scope: 'project',
    summary: 'Add a site; surveys that ask for the site offer it from their next version on',
    request: siteRequestSchema,
    reply: siteReplySchema,
    status: 201,
    handler: async ({ actor, place, body }) => {
      const site = await openSite(deps, byActor(actor), place.projectId, body);
      return site.ok ? ok(toSiteReply(site.value)) : site;
    },
  }),
  route({
    method: 'GET',
    path: '/projects/:id/surveys',
    verb: 'survey.read',
    scope: 'project',
    summary: 'The surveys of a project',
    reply: z.array(surveyReplySchema),
    handler: async ({ actor, place }) =>
      ok(await listSurveys(deps, place.projectId, countsFor(deps, actor))),
  }),
  route({
    method: 'POST',
    path: '/projects/:id/surveys',
    verb: 'survey.write',
    scope: 'project',
    summary: 'Add a survey as a draft, from the library or from a definition',
    request: surveyRequestSchema,
    reply: surveyReplySchema,
    status: 201,
    handler: ({ actor, place, body }) => addSurvey(deps, byActor(actor), place.projectId, body),
  }),
];

const oneSurveyRoutes = (deps: SurveyRouteDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/surveys/:name',
    verb: 'survey.read',
    scope: 'survey',
    summary: 'A survey with its codebook',
    reply: surveyDetailSchema,
    handler: ({ actor, place }) => describeSurvey(deps, place.surveyId, countsFor(deps, actor)),
  }),
  route({
    method: 'GET',
    path: '/surveys/:name/versions/:number',
    verb: 'survey.read',
    scope: 'survey',
    summary: 'A published version',
    reply: versionReplySchema,
    handler: async ({ place, c }) => {
      const number = c.req.param('number') ?? '';
      return /^\d{1,6}$/.test(number)
        ? readVersion(deps, place.surveyId, Number(number))
        : refuse('version-unknown');
    },
  }),
];
