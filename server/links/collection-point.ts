/**
 * Where a token leads: a link, its survey and its place in the project. Remembered for a minute, because a phone
 * asks again with each response; what may change meanwhile (revoked, quota) is read again where it is decided.
 */
import type { Kysely } from 'kysely';
import type { Secrets } from '#core/kernel/ports.ts';
import { type Link, plainLink } from '#core/links/link.ts';
import { linkByTokenHash, linksByIds } from '#server/links/link-repo.ts';
import type { Database } from '#server/store/database.ts';

export interface CollectionPoint {
  /** As it stood when it was read. */
  readonly link: Link;
  readonly tokenHash: string;
  readonly surveyName: string;
  readonly organisationId: string;
  readonly projectId: string;
  readonly timeZone: string;
  readonly anonymous: boolean;
  /** Set where a person of the workspace brings answers in; `link` then only stands in for one. */
  readonly desk?: Desk;
  /** The site that the link fixes. */
  readonly site: { readonly id: string; readonly code: string; readonly name: string } | null;
}

/** Answers that come in without a link: read from a file, or typed in from paper. */
export interface Desk {
  /** As the audit calls whoever does it. */
  readonly actor: string;
  readonly source: 'imported' | 'typed';
  /** Of the paper form. */
  readonly paperNumber?: string;
}

export interface DeskPlace {
  readonly surveyId: string;
  readonly surveyName: string;
  readonly organisationId: string;
  readonly projectId: string;
  readonly timeZone: string;
  readonly anonymous: boolean;
}

/** A collection point without a link: open, without quota, and nothing is counted for it. */
export const deskPoint = (
  place: DeskPlace,
  desk: Desk,
  site: CollectionPoint['site'] = null,
): CollectionPoint => {
  const { surveyId, ...where } = place;
  const made = { id: '', surveyId, purpose: 'collector', createdAt: new Date(0) } as const;
  const link: Link = { ...plainLink(made), siteId: site?.id ?? null };
  return { ...where, link, tokenHash: '', desk, site };
};

/** 16 bytes as base64url. */
const tokenPattern = /^Bearer ([\w-]{22})$/;

export const tokenOf = (authorization: string | undefined): string | undefined =>
  authorization?.match(tokenPattern)?.[1];

export async function collectionPointOf(
  db: Kysely<Database>,
  secrets: Secrets,
  token: string,
): Promise<(CollectionPoint & { readonly tokenReplaced: boolean }) | undefined> {
  const tokenHash = secrets.hash(token);
  const held = await linkByTokenHash(db, tokenHash);
  if (!held) return undefined;
  const place = await db
    .selectFrom('survey')
    .innerJoin('project', 'project.id', 'survey.project_id')
    .leftJoin('site', (join) => join.on('site.id', '=', held.link.siteId))
    .select([
      'survey.name as survey_name',
      'survey.organisation_id',
      'survey.project_id',
      'survey.anonymous',
      'project.time_zone',
      'site.id as site_id',
      'site.code as site_code',
      'site.name as site_name',
    ])
    .where('survey.id', '=', held.link.surveyId)
    .executeTakeFirstOrThrow();
  const { site_id: id, site_code: code, site_name: name } = place;
  return {
    link: held.link,
    tokenReplaced: held.former,
    tokenHash,
    surveyName: place.survey_name,
    organisationId: place.organisation_id,
    projectId: place.project_id,
    timeZone: place.time_zone,
    anonymous: place.anonymous === 1,
    site: id !== null && code !== null && name !== null ? { id, code, name } : null,
  };
}

/** The link as it is at this moment: what a token led to may be a minute old. */
export async function presentLink(
  db: Kysely<Database>,
  point: CollectionPoint,
): Promise<{ readonly link: Link; readonly tokenReplaced: boolean } | undefined> {
  const fresh = (await linksByIds(db, [point.link.id])).get(point.link.id);
  return fresh && { link: fresh.link, tokenReplaced: fresh.tokenHash !== point.tokenHash };
}

const rememberedMs = 60_000;
const rememberedMost = 5_000;

/** `collectionPointOf`, remembering what it found. Unknown tokens are asked for again. */
export function collectionPoints(db: Kysely<Database>, secrets: Secrets) {
  let known = new Map<string, { readonly point: CollectionPoint; readonly until: number }>();
  return async (token: string, now: Date): Promise<CollectionPoint | undefined> => {
    const remembered = known.get(token);
    if (remembered && remembered.until > now.getTime()) return remembered.point;
    const point = await collectionPointOf(db, secrets, token);
    if (!point) return undefined;
    if (known.size >= rememberedMost) known = new Map();
    known.set(token, { point, until: now.getTime() + rememberedMs });
    return point;
  };
}
