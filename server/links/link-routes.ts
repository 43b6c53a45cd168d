import { z } from 'zod';
import { may } from '#core/access/roles.ts';
import { ok } from '#core/kernel/result.ts';
import {
  codeCountsSchema,
  codesReplySchema,
  codesRequestSchema,
  linkChangeSchema,
  linkCreatedSchema,
  linkHandOverSchema,
  linkReplySchema,
  linkRequestSchema,
  linkRotatedSchema,
  linksCreatedSchema,
  linksRequestSchema,
} from '#core/links/link-api.ts';
import { byActor } from '#server/access/access-routes.ts';
import { type Route, route } from '#server/http/route.ts';
import { countCodes, makeCodes } from '#server/links/code-service.ts';
import { exitRoutes } from '#server/links/exit-routes.ts';
import {
  closeLink,
  editLink,
  handOverLink,
  pauseLink,
  renewLink,
  resumeLink,
  withdrawLink,
} from '#server/links/link-changes.ts';
import {
  createLink,
  createLinks,
  type LastReceived,
  type LinkDeps,
  listLinks,
} from '#server/links/link-service.ts';

export interface LinkRouteDeps extends LinkDeps {
  /** Asks the intake, which stands to the right of this room. */
  lastReceived(surveyId: string): Promise<LastReceived>;
}

export const linkRoutes = (deps: LinkRouteDeps): readonly Route[] => [
  ...surveyLinkRoutes(deps),
  ...changeRoutes(deps),
  ...addressRoutes(deps),
  ...codeRoutes(deps),
  ...exitRoutes(deps),
];

const surveyLinkRoutes = (deps: LinkRouteDeps): readonly Route[] => [
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
    path: '/surveys/:name/links/many',
    verb: 'link.create',
    scope: 'survey',
    summary: 'Make up to 200 links, all or none; their addresses are shown this once',
    request: linksRequestSchema,
    reply: linksCreatedSchema,
    status: 201,
    handler: ({ actor, place, body }) => createLinks(deps, byActor(actor), place, body.links),
  }),
];

const changedSchema = z.object({ id: z.string() });

const changeRoutes = (deps: LinkRouteDeps): readonly Route[] => [
  route({
    method: 'PATCH',
    path: '/links/:id',
    verb: 'link.write',
    scope: 'link',
    summary: 'Change a link; null takes a setting away',
    request: linkChangeSchema,
    reply: changedSchema,
    handler: ({ actor, place, body }) => editLink(deps, byActor(actor), place.linkId, body),
  }),
  route({
    method: 'POST',
    path: '/links/:id/pause',
    verb: 'link.write',
    scope: 'link',
    summary: 'Pause a link; answers begun before are still taken',
    reply: changedSchema,
    handler: ({ actor, place }) => pauseLink(deps, byActor(actor), place.linkId),
  }),
  route({
    method: 'POST',
    path: '/links/:id/resume',
    verb: 'link.write',
    scope: 'link',
    summary: 'Let a paused link go on',
    reply: changedSchema,
    handler: ({ actor, place }) => resumeLink(deps, byActor(actor), place.linkId),
  }),
  route({
    method: 'POST',
    path: '/links/:id/close',
    verb: 'link.write',
    scope: 'link',
    summary: 'Close a link now; answers begun before are taken for 30 days',
    reply: changedSchema,
    handler: ({ actor, place }) => closeLink(deps, byActor(actor), place.linkId),
  }),
  route({
    method: 'POST',
    path: '/links/:id/revoke',
    verb: 'link.revoke',
    scope: 'link',
    summary: 'Withdraw a link',
    reply: changedSchema,
    handler: ({ actor, place }) => withdrawLink(deps, byActor(actor), place.linkId),
  }),
];

const addressRoutes = (deps: LinkRouteDeps): readonly Route[] => [
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
  route({
    method: 'POST',
    path: '/links/:id/hand-over',
    verb: 'link.write',
    scope: 'link',
    summary: 'Give a link to somebody else: another address, the same target and counts',
    request: linkHandOverSchema,
    reply: linkRotatedSchema,
    status: 201,
    handler: ({ actor, place, body }) =>
      handOverLink(deps, byActor(actor), place.linkId, body.holder),
  }),
];

const codeRoutes = (deps: LinkRouteDeps): readonly Route[] => [
  route({
    method: 'POST',
    path: '/links/:id/codes',
    verb: 'link.create',
    scope: 'link',
    summary: 'Make one-time codes for a respondent link; they are shown this once',
    request: codesRequestSchema,
    reply: codesReplySchema,
    status: 201,
    handler: ({ actor, place, body }) => makeCodes(deps, byActor(actor), place.linkId, body.count),
  }),
  route({
    method: 'GET',
    path: '/links/:id/codes',
    verb: 'link.read',
    scope: 'link',
    summary: 'How many one-time codes a link has, and how many of them are used',
    reply: codeCountsSchema,
    handler: ({ actor, place }) => countCodes(deps, place.linkId, may(actor.role, 'progress.read')),
  }),
];
