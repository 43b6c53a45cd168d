import { z } from 'zod';
import { ok } from '#core/kernel/result.ts';
import { projectReplySchema, projectRequestSchema } from '#core/register/register-api.ts';
import { byActor } from '#server/access/access-routes.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { type Route, route } from '#server/http/route.ts';
import { addProject, describeProject, listProjects } from '#server/register/register-service.ts';

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
    handler: ({ place }) => describeProject(deps, place.projectId),
  }),
];
