import type { Context } from 'hono';
import { z } from 'zod';
import { ok } from '#core/kernel/result.ts';
import {
  pickListSchema,
  pickListsSchema,
  pickRequestSchema,
  sampleReplySchema,
  sampleRequestSchema,
} from '#core/register/field-api.ts';
import { projectReplySchema, projectRequestSchema } from '#core/register/register-api.ts';
import { byActor } from '#server/access/access-routes.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { type Route, route } from '#server/http/route.ts';
import { addProject, describeProject, listProjects } from '#server/register/register-service.ts';
import {
  describeSample,
  drawPickList,
  pickLists,
  stateSample,
} from '#server/register/sample-service.ts';

export const registerRoutes = (deps: ServiceDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/projects',
    verb: 'project.read',
    scope: 'organisation',
    summary: 'The projects one works in, with their sites',
    reply: z.array(projectReplySchema),
    handler: async ({ actor }) => ok(await listProjects(deps, actor)),
  }),
  route({
    method: 'POST',
    path: '/projects',
    verb: 'project.write',
    scope: 'organisation',
    summary: 'Add a project',
    request: projectRequestSchema,
    reply: projectReplySchema,
    status: 201,
    handler: ({ actor, body }) => addProject(deps, byActor(actor), body.name),
  }),
  route({
    method: 'GET',
    path: '/projects/:id',
    verb: 'project.read',
    scope: 'project',
    summary: 'A project with its sites',
    reply: projectReplySchema,
    handler: ({ actor, place }) => describeProject(deps, actor, place.projectId),
  }),
  route({
    method: 'GET',
    path: '/surveys/:name/sample',
    verb: 'progress.read',
    scope: 'survey',
    summary:
      'Of each site: how many people there are, how many were asked, and how they were chosen',
    reply: sampleReplySchema,
    handler: async ({ place }) => ok(await describeSample(deps, place)),
  }),
  route({
    method: 'PUT',
    path: '/surveys/:name/sample',
    verb: 'target.write',
    scope: 'survey',
    summary: 'State that anew for the sites that are listed',
    request: sampleRequestSchema,
    reply: sampleReplySchema,
    handler: ({ actor, place, body }) => stateSample(deps, byActor(actor), place, body),
  }),
  route({
    method: 'GET',
    path: '/surveys/:name/sample/:siteId/pick',
    verb: 'progress.read',
    scope: 'survey',
    summary: 'The pick lists of a site, or of `all`, newest first',
    reply: pickListsSchema,
    handler: ({ place, c }) => pickLists(deps, { ...place, siteId: siteIdOf(c) }),
  }),
  route({
    method: 'POST',
    path: '/surveys/:name/sample/:siteId/pick',
    verb: 'target.write',
    scope: 'survey',
    summary: 'Draw a pick list; another one needs a reason, and the former stays',
    request: pickRequestSchema,
    reply: pickListSchema,
    status: 201,
    handler: ({ actor, place, body, c }) =>
      drawPickList(deps, byActor(actor), { ...place, siteId: siteIdOf(c) }, body),
  }),
];

const siteIdOf = (c: Context): string => c.req.param('siteId') ?? '';
