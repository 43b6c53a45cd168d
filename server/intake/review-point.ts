/** Answers that a person handles, judged as if they came in at the place where they came from. */
import type { Kysely } from 'kysely';
import type { ProblemError } from '#core/kernel/problems.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { withCodes } from '#server/intake/client-entry.ts';
import { prepareDeps } from '#server/intake/prepare-deps.ts';
import { type KeptItem, prepareItem } from '#server/intake/prepare-item.ts';
import { toAnswers } from '#server/intake/response-repo.ts';
import type { StoredRow } from '#server/intake/review-row-repo.ts';
import type { ReviewPlace, Rewritten } from '#server/intake/review-service.ts';
import { type CollectionPoint, deskPoint } from '#server/links/collection-point.ts';
import { linksByIds } from '#server/links/link-repo.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import type { Database } from '#server/store/database.ts';

/** The collection point of a link by its id; undefined unless it is a link of this survey. */
export async function linkPoint(
  db: Kysely<Database>,
  place: ReviewPlace,
  linkId: string,
): Promise<CollectionPoint | undefined> {
  const held = (await linksByIds(db, [linkId])).get(linkId);
  if (held?.link.surveyId !== place.surveyId) return undefined;
  const site = (await sitesOf(db, [place.projectId])).find(({ id }) => id === held.link.siteId);
  return {
    ...held,
    surveyName: place.name,
    organisationId: place.by.organisationId,
    projectId: place.projectId,
    timeZone: place.timeZone,
    anonymous: place.anonymous,
    site: site ? { id: site.id, code: site.code, name: site.name } : null,
  };
}

/** Where a row came from: its link, or the desk that brought it in. */
export async function pointOf(
  db: Kysely<Database>,
  place: ReviewPlace,
  row: {
    readonly link_id: string | null;
    readonly source?: string | null;
    readonly site_id?: string | null;
  },
): Promise<CollectionPoint> {
  const point = row.link_id === null ? undefined : await linkPoint(db, place, row.link_id);
  if (point) return point;
  const source = row.source === 'typed' ? 'typed' : 'imported';
  const { name: surveyName, by, ...where } = place;
  const at = { ...where, surveyName, organisationId: by.organisationId };
  const site = row.site_id
    ? (await sitesOf(db, [place.projectId])).find(({ id }) => id === row.site_id)
    : undefined;
  return deskPoint(at, { actor: by.actorId, source }, site ?? null);
}

/** Prepares an item for the point, as intake does. */
export async function preparedAt(
  deps: ServiceDeps,
  point: CollectionPoint,
  item: unknown,
  receivedAt: Date,
): Promise<KeptItem | undefined> {
  const arrived = { point, receivedAt, isSmall: false };
  const prepared = await prepareItem(prepareDeps(deps), item, arrived);
  return prepared.kind === 'kept' ? prepared : undefined;
}

/** @returns `answers-unfit` with pointers into the answers. */
export function fitting(
  item: KeptItem | undefined,
): Result<KeptItem & { readonly answers: string }> {
  if (!item) return refuse('response-unkeepable');
  if (item.refusal) return refuse(item.refusal.code, item.refusal.errors.map(ofAnswers));
  if (item.answers === undefined) return refuse('answers-unfit');
  return ok({ ...item, answers: item.answers });
}

const ofAnswers = (error: ProblemError): ProblemError =>
  error.pointer === undefined
    ? error
    : { ...error, pointer: error.pointer.replace(/^\/answers(?=\/|$)/, '') };

/** The site that counts for an item at this point. */
export async function siteIdOf(
  db: Kysely<Database>,
  place: ReviewPlace,
  point: CollectionPoint,
  siteCode: string | undefined,
): Promise<string | null> {
  if (point.site) return point.site.id;
  if (siteCode === undefined) return null;
  return (await sitesOf(db, [place.projectId])).find(({ code }) => code === siteCode)?.id ?? null;
}

/** A stored response with other answers, judged as a whole once more. */
export async function judgedAgain(
  deps: ServiceDeps,
  place: ReviewPlace,
  row: StoredRow,
): Promise<Result<Rewritten>> {
  const point = await pointOf(deps.db, place, row);
  const item = {
    id: row.id,
    definitionHash: row.version_hash,
    outcome: row.outcome,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    language: row.language,
    // With its client code, which the survey's rules are about.
    answers: withCodes(deps.keys, place.surveyId, {
      id: row.id,
      answers: toAnswers(row.answers),
      sealed: row.client_code,
    }),
  };
  const prepared = fitting(await preparedAt(deps, point, item, new Date(row.received_at)));
  if (!prepared.ok) return prepared;
  return ok({
    versionHash: row.version_hash,
    outcome: row.outcome,
    language: row.language,
    siteId: await siteIdOf(deps.db, place, point, prepared.value.siteCode),
    answers: prepared.value.answers,
    flags: prepared.value.flags.filter(({ code }) => code !== 'clock' && code !== 'late'),
  });
}
