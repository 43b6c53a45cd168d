/** Where a link stands: its survey and project, as services need to know them. */
import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { Link } from '#core/links/link.ts';
import { linkById, type SurveyPlace, surveyPlaceOf } from '#server/links/link-repo.ts';
import type { Database } from '#server/store/database.ts';

export interface PlacedLink {
  readonly link: Link;
  readonly place: SurveyPlace;
}

/** @throws if there is no such link: whoever asks has found it already. */
export async function placedLink(db: Kysely<Database>, linkId: string): Promise<PlacedLink> {
  const link = await linkById(db, linkId);
  if (!link) throw new Error(`link ${linkId} has gone`);
  return { link, place: await surveyPlaceOf(db, link.surveyId) };
}

/** The link if it can still be changed: withdrawn ones stay as they are, and those of trials end by themselves. */
export async function livingLink(
  db: Kysely<Database>,
  linkId: string,
): Promise<Result<PlacedLink>> {
  const placed = await placedLink(db, linkId);
  if (placed.link.isTest) return refuse('not-found');
  return placed.link.revokedAt ? refuse('link-revoked') : ok(placed);
}
