/** Typing paper answers in: drafts, the end of an entry, and what was decided where two entries differ. */
import { z } from 'zod';
import {
  settleRequestSchema,
  typedEntriesReplySchema,
  typedEntrySchema,
  typedResultSchema,
} from '#core/intake/intake-api.ts';
import { ok } from '#core/kernel/result.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { type Places, type Route, route } from '#server/http/route.ts';
import {
  dropTyped,
  finishTyped,
  listTyped,
  saveTyped,
  settleTyped,
  type TypedPlace,
} from '#server/intake/typed-entry-service.ts';

const placeFor = (
  actor: { readonly personId: string; readonly organisationId: string },
  { name, ...place }: Places['survey'],
): TypedPlace => ({
  ...place,
  surveyName: name,
  organisationId: actor.organisationId,
  by: { organisationId: actor.organisationId, actorId: actor.personId },
});

export const typedEntryRoutes = (deps: ServiceDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/surveys/:name/typed-entries',
    verb: 'response.type',
    scope: 'survey',
    summary: 'Paper forms that are being typed in; answers only of those that one types oneself',
    reply: typedEntriesReplySchema,
    handler: async ({ actor, place }) =>
      ok({ entries: [...(await listTyped(deps, placeFor(actor, place)))] }),
  }),
  route({
    method: 'PUT',
    path: '/surveys/:name/typed-entries/:entry',
    verb: 'response.type',
    scope: 'survey',
    summary: 'Save what has been typed of a paper form, under a UUID made when typing began',
    request: typedEntrySchema,
    reply: z.object({ savedAt: z.string(), isTypedBefore: z.boolean() }),
    handler: ({ c, actor, place, body }) =>
      saveTyped(deps, placeFor(actor, place), c.req.param('entry') ?? '', body),
  }),
  route({
    method: 'DELETE',
    path: '/surveys/:name/typed-entries/:entry',
    verb: 'response.type',
    scope: 'survey',
    summary: 'Drop an entry that has not been stored',
    handler: ({ c, actor, place }) =>
      dropTyped(deps, placeFor(actor, place), c.req.param('entry') ?? ''),
  }),
  route({
    method: 'POST',
    path: '/surveys/:name/typed-entries/:entry/finish',
    verb: 'response.type',
    scope: 'survey',
    summary: 'End an entry: stored at once, or compared with the second one',
    reply: typedResultSchema,
    handler: ({ c, actor, place }) =>
      finishTyped(deps, placeFor(actor, place), c.req.param('entry') ?? ''),
  }),
  route({
    method: 'POST',
    path: '/surveys/:name/typed-entries/settle',
    verb: 'response.type',
    scope: 'survey',
    summary: 'Store what was decided where two entries of one form differ',
    request: settleRequestSchema,
    reply: typedResultSchema,
    handler: ({ actor, place, body }) => settleTyped(deps, placeFor(actor, place), body),
  }),
];
