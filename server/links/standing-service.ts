import type { Kysely } from 'kysely';
import type { Clock } from '#core/kernel/ports.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { Standing } from '#core/links/link-api.ts';
import { daysOfLink } from '#core/links/link-days.ts';
import { statusOf } from '#core/links/link-status.ts';
import { paceOf, within } from '#core/register/field-pace.ts';
import { dayIn } from '#core/register/project-time.ts';
import { type CollectionPoint, presentLink } from '#server/links/collection-point.ts';
import { fieldPeriodOf, wantedByLink } from '#server/register/target-repo.ts';
import type { Database } from '#server/store/database.ts';

/**
 * How far the holder of a collector or partner link has come. Nobody else is told: on a respondent's own phone or a
 * kiosk it would say how many others were there, and anonymous surveys keep no count that one could watch.
 */
export async function standingOf(
  { db, clock }: { readonly db: Kysely<Database>; readonly clock: Clock },
  point: CollectionPoint,
): Promise<Result<Standing>> {
  const present = await presentLink(db, point);
  if (!present || present.tokenReplaced || present.link.revokedAt) return refuse('link-over');
  const { link } = present;
  const isHeld = link.purpose === 'collector' || link.purpose === 'partner';
  if (!isHeld || link.isTest || point.anonymous) return refuse('not-found');
  const now = clock.now();
  const wanted = (await wantedByLink(db, link.surveyId)).get(link.id);
  const own = daysOfLink(link, point.timeZone);
  const span = within(await fieldPeriodOf(db, link.surveyId), own);
  const pace =
    wanted === undefined
      ? undefined
      : paceOf(link.completed, wanted, span, dayIn(now, point.timeZone));
  const endsOn = span.endsOn ?? own.endsOn;
  return ok({
    received: link.completed,
    ...(wanted !== undefined && { wanted }),
    // A part of a response is expected of nobody.
    ...(pace && pace.expected !== null && { expectedByToday: Math.floor(pace.expected) }),
    ...(endsOn !== null && { endsOn }),
    state: statusOf(link, now, link.completed),
  });
}
