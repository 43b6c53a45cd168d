/**
 * Answers that a phone could not send and gave away as a file. They go the way of every answer, as if their link had
 * sent them: what the link may no longer take waits for a person. Sending the same file again changes nothing.
 */
import type { UnsentFile, UnsentReply } from '#core/intake/review-api.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { groupedSubmit } from '#server/intake/intake-service.ts';
import { prepareDeps } from '#server/intake/prepare-deps.ts';
import { prepareItem } from '#server/intake/prepare-item.ts';
import { linkPoint } from '#server/intake/review-point.ts';
import type { ReviewPlace } from '#server/intake/review-service.ts';

/** @returns `not-found` for a link that is not of this survey. */
export async function takeUnsent(
  deps: ServiceDeps,
  place: ReviewPlace,
  file: UnsentFile,
): Promise<Result<UnsentReply>> {
  const point = await linkPoint(deps.db, place, file.linkId);
  if (!point) return refuse('not-found', [{ pointer: '/linkId', code: 'unknown' }]);
  const now = deps.clock.now();
  const prepare = prepareDeps(deps);
  const items = [];
  for (const item of file.responses) {
    const arrived = { point, receivedAt: now, isSmall: false };
    items.push(await prepareItem(prepare, item, arrived));
  }
  const results = await groupedSubmit(deps)({ point, items });
  const countOf = (status: string): number =>
    results.filter((result) => result.status === status).length;
  await appendAudit(deps.db, place.by.organisationId, now, [
    {
      actor: place.by.actorId,
      action: 'responses.brought',
      subject: place.anonymous ? `survey:${place.surveyId}` : `link:${file.linkId}`,
      detail: {
        stored: countOf('stored'),
        known: countOf('already-stored'),
        waiting: countOf('quarantined') + countOf('conflict'),
      },
    },
  ]);
  return ok({
    results: results.map(({ id, status, code, problem }) => ({
      id,
      status,
      ...(code !== undefined && { code }),
      ...(problem && { reason: problem.code }),
    })),
  });
}
