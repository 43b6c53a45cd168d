/** Judging responses: the list, one of them, decisions, and what waits. */
import { z } from 'zod';
import { may, type Role } from '#core/access/roles.ts';
import {
  correctSchema,
  decideSchema,
  excludeSchema,
  pooledRuleSchema,
  responseDetailSchema,
  restoreSchema,
  reviewedSchema,
  reviewListSchema,
  reviewManySchema,
  reviewQuerySchema,
  unsentFileSchema,
  unsentReplySchema,
  waitingDetailSchema,
  waitingListSchema,
  waitingQuerySchema,
} from '#core/intake/review-api.ts';
import { type Result, refuse } from '#core/kernel/result.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { type Places, type Route, route } from '#server/http/route.ts';
import { decideWaiting } from '#server/intake/review-decide.ts';
import { responseDetail } from '#server/intake/review-detail.ts';
import { reviewList } from '#server/intake/review-list.ts';
import {
  correctResponse,
  judgeMany,
  judgePooled,
  judgeResponses,
  type ReviewPlace,
  tellResponsesApart,
} from '#server/intake/review-service.ts';
import { takeUnsent } from '#server/intake/review-unsent.ts';
import { waitingDetail, waitingList } from '#server/intake/review-waiting.ts';

const placeFor = (
  actor: { readonly personId: string; readonly organisationId: string },
  place: Places['survey'],
): ReviewPlace => ({
  ...place,
  by: { organisationId: actor.organisationId, actorId: actor.personId },
});

const common = { verb: 'response.review', scope: 'survey' } as const;

const identifiersSchema = z.strictObject({
  /** 1: with the answers that name people; for owners. */
  identifiers: z.enum(['0', '1']).optional(),
});

/** Whoever may have answers that name people in a file may read them here. */
const mayIdentify = (role: Role): boolean => may(role, 'person.write');

export const reviewRoutes = (deps: ServiceDeps): readonly Route[] => [
  ...readingRoutes(deps),
  ...judgingRoutes(deps),
  ...waitingRoutes(deps),
];

const readingRoutes = (deps: ServiceDeps): readonly Route[] => [
  route({
    ...common,
    method: 'GET',
    path: '/surveys/:name/review',
    summary:
      'Responses to be judged, newest first, narrowed by what is listed; of anonymous surveys pooled ones only',
    query: reviewQuerySchema,
    reply: reviewListSchema,
    handler: ({ place, query }) => reviewList(deps, place, query),
  }),
  route({
    ...common,
    method: 'GET',
    path: '/surveys/:name/responses/:response',
    summary:
      'One response with its flags, its history and what looks like it; reading it is audited',
    query: identifiersSchema,
    reply: responseDetailSchema,
    handler: ({ c, actor, place, query }) =>
      identified(actor.role, query.identifiers, (identifiers) =>
        responseDetail(deps, placeFor(actor, place), c.req.param('response') ?? '', identifiers),
      ),
  }),
];

const judgingRoutes = (deps: ServiceDeps): readonly Route[] => [
  route({
    ...common,
    method: 'POST',
    path: '/surveys/:name/responses/review',
    summary: 'Accept or exclude up to 200 responses at once',
    request: reviewManySchema,
    reply: reviewedSchema,
    handler: ({ actor, place, body }) => judgeMany(deps, placeFor(actor, place), body),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/surveys/:name/responses/pooled',
    summary:
      'Exclude or restore all pooled answers of an anonymous survey that a rule fits, five or more',
    request: pooledRuleSchema,
    reply: reviewedSchema,
    handler: ({ actor, place, body }) => judgePooled(deps, placeFor(actor, place), body),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/surveys/:name/responses/unsent',
    summary: 'Take in the file of unsent answers that a phone has given away, 1–100 at a time',
    request: unsentFileSchema,
    reply: unsentReplySchema,
    handler: ({ actor, place, body }) => takeUnsent(deps, placeFor(actor, place), body),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/surveys/:name/responses/:response/accept',
    summary: 'Accept a response: somebody has looked at it',
    reply: reviewedSchema,
    handler: ({ c, actor, place }) =>
      judgeResponses(deps, placeFor(actor, place), [c.req.param('response') ?? ''], {
        action: 'accept',
      }),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/surveys/:name/responses/:response/exclude',
    summary: 'Keep a response out of figures and files, with a reason; it stays in storage',
    request: excludeSchema,
    reply: reviewedSchema,
    handler: ({ c, actor, place, body }) =>
      judgeResponses(deps, placeFor(actor, place), [c.req.param('response') ?? ''], {
        action: 'exclude',
        reason: body,
      }),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/surveys/:name/responses/:response/restore',
    summary: 'Take an excluded response back into figures',
    request: restoreSchema,
    reply: reviewedSchema,
    handler: ({ c, actor, place, body }) =>
      judgeResponses(deps, placeFor(actor, place), [c.req.param('response') ?? ''], {
        action: 'restore',
        reason: body,
      }),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/surveys/:name/responses/:response/correct',
    summary: 'Correct one answer; what stood before is kept with who, why and when',
    request: correctSchema,
    reply: reviewedSchema,
    handler: ({ c, actor, place, body }) =>
      correctResponse(deps, placeFor(actor, place), c.req.param('response') ?? '', {
        correction: body,
        mayIdentify: mayIdentify(actor.role),
      }),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/surveys/:name/responses/:response/tell-apart',
    summary: 'Say that two responses that look alike are not the same; it is remembered',
    request: z.strictObject({ other: z.string().min(1).max(64) }),
    handler: ({ c, actor, place, body }) =>
      tellResponsesApart(deps, placeFor(actor, place), [c.req.param('response') ?? '', body.other]),
  }),
];

const waitingRoutes = (deps: ServiceDeps): readonly Route[] => [
  route({
    ...common,
    method: 'GET',
    path: '/surveys/:name/waiting',
    summary: 'Answers that wait for a decision, or were kept out, newest first',
    query: waitingQuerySchema,
    reply: waitingListSchema,
    handler: ({ actor, place, query }) => waitingList(deps, placeFor(actor, place), query),
  }),
  route({
    ...common,
    method: 'GET',
    path: '/surveys/:name/waiting/:key',
    summary:
      'Why an answer waits, what it says and what can be done with it; reading it is audited',
    query: identifiersSchema,
    reply: waitingDetailSchema,
    handler: ({ c, actor, place, query }) =>
      identified(actor.role, query.identifiers, (identifiers) =>
        waitingDetail(deps, placeFor(actor, place), c.req.param('key') ?? '', identifiers),
      ),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/surveys/:name/waiting/:key/decide',
    summary: 'Take in, keep out, keep the first or take the second as its correction',
    request: decideSchema,
    handler: ({ c, actor, place, body }) =>
      decideWaiting(deps, placeFor(actor, place), c.req.param('key') ?? '', body),
  }),
];

async function identified<Value>(
  role: Role,
  asked: '0' | '1' | undefined,
  read: (identifiers: boolean) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const identifiers = asked === '1';
  return identifiers && !mayIdentify(role) ? refuse('not-allowed') : read(identifiers);
}
