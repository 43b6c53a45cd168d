/** The neutral page that people leave to, as the project has chosen it. */
import { ok } from '#core/kernel/result.ts';
import { exitReplySchema, exitRequestSchema } from '#core/links/link-api.ts';
import { byActor } from '#server/access/access-routes.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { type Route, route } from '#server/http/route.ts';
import { exitUrlOf, setExitUrl } from '#server/links/exit-repo.ts';
import { inTransaction } from '#server/store/transaction.ts';

export const exitRoutes = (deps: ServiceDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/projects/:id/exit',
    verb: 'project.read',
    scope: 'project',
    summary: 'Where the quick exit of the phone leads',
    reply: exitReplySchema,
    handler: async ({ place }) => ok(toReply(await exitUrlOf(deps.db, place.projectId))),
  }),
  route({
    method: 'PUT',
    path: '/projects/:id/exit',
    verb: 'link.write',
    scope: 'project',
    summary: 'Choose where the quick exit of the phone leads: an https address that tells nothing',
    request: exitRequestSchema,
    reply: exitReplySchema,
    handler: async ({ actor, place, body }) => {
      await choose(deps, byActor(actor), place.projectId, body.exitUrl);
      return ok(toReply(body.exitUrl ?? undefined));
    },
  }),
];

const toReply = (exitUrl: string | undefined) => (exitUrl === undefined ? {} : { exitUrl });

function choose(
  { db, clock }: ServiceDeps,
  by: By,
  projectId: string,
  exitUrl: string | null,
): Promise<void> {
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    await setExitUrl(trx, projectId, exitUrl);
    const subject = `project:${projectId}`;
    await appendAudit(trx, by.organisationId, now, [
      { actor: by.actorId, action: 'project.exit-chosen', subject },
    ]);
  });
}
