import { z } from 'zod';
import { may } from '#core/access/roles.ts';
import { ok } from '#core/kernel/result.ts';
import {
  linkCreatedSchema,
  linkReplySchema,
  linkRequestSchema,
  linkRotatedSchema,
} from '#core/links/link-api.ts';
import { byActor } from '#server/access/access-routes.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { type Route, route } from '#server/http/route.ts';
import {
  createLink,
  type LastReceived,
  listLinks,
  renewLink,
  withdrawLink,
} from '#server/links/link-service.ts';

export interface LinkRouteDeps extends ServiceDeps {
  /** Asks the intake, which stands to the right of this room. */
  lastReceived(surveyId: string): Promise<LastReceived>;
}

export const linkRoutes = (deps: LinkRouteDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/surveys/:name/links',
    verb: 'link.read',
    scope: 'survey',
    summary: 'The links of a survey, without their secrets',
    reply: z.array(linkReplySchema),
    handler: async ({ actor, place }) => {
      const mayCount = may(actor.role, 'progress.read');
      const received = mayCount ? await deps.lastReceived(place.surveyId) : undefined;
      return ok(await listLinks(deps, place, received));
    },
  }),
  route({
    method: 'POST',
    path: '/surveys/:name/links',
    verb: 'link.create',
    scope: 'survey',
    summary: 'Make a link; its address is shown this once',
    request: linkRequestSchema,
    reply: linkCreatedSchema,
    status: 201,
    handler: ({ actor, place, body }) => createLink(deps, byActor(actor), place, body),
  }),
  route({
    method: 'POST',
    path: '/links/:id/revoke',
    verb: 'link.revoke',
    scope: 'link',
    summary: 'Withdraw a link',
    reply: z.object({ id: z.string() }),
    handler: ({ actor, place }) => withdrawLink(deps, byActor(actor), place.linkId),
  }),
  route({
    method: 'POST',
    path: '/links/:id/rotate',
    verb: 'link.revoke',
    scope: 'link',
    summary: 'Give a link another address; the one before stops working',
    reply: linkRotatedSchema,
    status: 201,
    handler: ({ actor, place }) => renewLink(deps, byActor(actor), place.linkId),
  }),
];
