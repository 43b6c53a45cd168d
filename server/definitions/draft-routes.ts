/** The draft of a survey, and what becomes of it: revisions, renaming, publishing, retiring, comparing. */
import { z } from 'zod';
import { type Actor, can } from '#core/access/roles.ts';
import {
  changesQuerySchema,
  changesReplySchema,
  draftReplySchema,
  draftRequestSchema,
  draftRevisionReplySchema,
  draftRevisionsSchema,
  draftSavedSchema,
  publishReplySchema,
  publishRequestSchema,
  renameReplySchema,
  renameRequestSchema,
  restoreRequestSchema,
  versionSummarySchema,
} from '#core/definitions/survey-api.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { byActor } from '#server/access/access-routes.ts';
import {
  changeDraft,
  changesBetween,
  listRevisions,
  readDraft,
  readRevision,
  renameInDraft,
  restoreVersion,
} from '#server/definitions/draft-service.ts';
import { publishDraft, setRetired } from '#server/definitions/survey-publish.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { type Route, route } from '#server/http/route.ts';

/** Who has saved a draft is for those who write with them. */
const mayWrite = (actor: Actor, { projectId }: { readonly projectId: string }): boolean =>
  can(actor, 'survey.write', projectId);

const numberIn = (text: string | undefined): Result<number> =>
  /^\d{1,9}$/.test(text ?? '') ? ok(Number(text)) : refuse('version-unknown');

export const draftRoutes = (deps: SurveyDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/surveys/:name/draft',
    verb: 'survey.read',
    scope: 'survey',
    summary: 'The draft, what the publish gate says of it, and what answers have frozen',
    reply: draftReplySchema,
    handler: ({ actor, place }) => readDraft(deps, place, mayWrite(actor, place)),
  }),
  route({
    method: 'PUT',
    path: '/surveys/:name/draft',
    verb: 'survey.write',
    scope: 'survey',
    summary: 'Save the draft, if nobody has since the revision that the edit began from',
    request: draftRequestSchema,
    reply: draftSavedSchema,
    handler: ({ actor, place, body }) => changeDraft(deps, byActor(actor), place, body),
  }),
  route({
    method: 'GET',
    path: '/surveys/:name/draft/revisions',
    verb: 'survey.read',
    scope: 'survey',
    summary: 'Revisions of the draft, newest first; the older, the fewer of them',
    reply: draftRevisionsSchema,
    handler: ({ actor, place }) => listRevisions(deps, place.surveyId, mayWrite(actor, place)),
  }),
  route({
    method: 'GET',
    path: '/surveys/:name/draft/revisions/:revision',
    verb: 'survey.read',
    scope: 'survey',
    summary: 'The draft as it was at a revision',
    reply: draftRevisionReplySchema,
    handler: async ({ actor, place, c }) => {
      const revision = numberIn(c.req.param('revision'));
      return revision.ok
        ? readRevision(deps, place.surveyId, revision.value, mayWrite(actor, place))
        : revision;
    },
  }),
  route({
    method: 'POST',
    path: '/surveys/:name/draft/restore',
    verb: 'survey.write',
    scope: 'survey',
    summary: 'Make a version the draft again',
    request: restoreRequestSchema,
    reply: draftSavedSchema,
    handler: ({ actor, place, body }) => restoreVersion(deps, byActor(actor), place, body),
  }),
  route({
    method: 'POST',
    path: '/surveys/:name/draft/rename',
    verb: 'survey.write',
    scope: 'survey',
    summary: 'Rename an item or a code of its answers in the draft, wherever it is referred to',
    request: renameRequestSchema,
    reply: renameReplySchema,
    handler: ({ actor, place, body }) => renameInDraft(deps, byActor(actor), place, body),
  }),
];

export const versionRoutes = (deps: SurveyDeps): readonly Route[] => [
  route({
    method: 'POST',
    path: '/surveys/:name/versions',
    verb: 'survey.publish',
    scope: 'survey',
    summary: 'Publish the draft as the next version',
    request: publishRequestSchema,
    reply: publishReplySchema,
    status: 201,
    handler: ({ actor, place, body }) => publishDraft(deps, byActor(actor), place, body),
  }),
  ...[true, false].map((retired) =>
    route({
      method: 'POST',
      path: `/surveys/:name/versions/:number/${retired ? 'retire' : 'unretire'}`,
      verb: 'survey.publish',
      scope: 'survey',
      summary: retired
        ? 'Take a version out of service; its answers stay'
        : 'Put a retired version back into service',
      request: z.strictObject({}),
      reply: versionSummarySchema,
      handler: async ({ actor, place, c }) => {
        const number = numberIn(c.req.param('number'));
        if (!number.ok) return number;
        const change = { number: number.value, retired };
        return setRetired(deps, byActor(actor), place.surveyId, change);
      },
    }),
  ),
  route({
    method: 'GET',
    path: '/surveys/:name/changes',
    verb: 'survey.read',
    scope: 'survey',
    summary: 'What changed from one version to another or to the draft, and what it does to data',
    query: changesQuerySchema,
    reply: changesReplySchema,
    handler: async ({ place, query }) => {
      const changes = await changesBetween(deps, place, query);
      return changes.ok ? ok({ changes: changes.value.map((change) => ({ ...change })) }) : changes;
    },
  }),
];
