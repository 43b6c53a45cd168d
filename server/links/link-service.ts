import { languagesOf, textOf } from '#core/definitions/languages.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { type Link, linkUrl, plainLink } from '#core/links/link.ts';
import type { LinkCreated, LinkReply, LinkRequest, LinkRotated } from '#core/links/link-api.ts';
import { shareTexts } from '#core/links/share-text.ts';
import { endOfDay, isDay, startOfDay } from '#core/register/project-time.ts';
import type { Site } from '#core/register/site.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { newestVersion } from '#server/definitions/survey-repo.ts';
import { insertLink, linksOfSurvey, revokeLink, rotateLink } from '#server/links/link-repo.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import { inTransaction } from '#server/store/transaction.ts';

/** Which survey the link is to open. */
export interface SurveyPlace {
  readonly surveyId: string;
  readonly projectId: string;
  readonly timeZone: string;
}

/** A new link with its address, which exists only in this reply: storage has a hash of the token. */
export function createLink(
  { db, clock, secrets, baseUrl }: ServiceDeps,
  by: By,
  place: SurveyPlace,
  request: LinkRequest,
): Promise<Result<LinkCreated>> {
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    const version = await newestVersion(trx, place.surveyId);
    if (!version) return refuse('version-unknown');
    const sites = await sitesOf(trx, [place.projectId]);
    const link = toLink(request, place, secrets.token(9), now);
    const faults = faultsOf(link, sites, languagesOf(version.definition));
    if (faults.length > 0) return refuse('request-unfit', faults);

    const token = secrets.token(16);
    await insertLink(trx, link, secrets.hash(token));
    await appendAudit(trx, by.organisationId, now, [
      {
        actor: by.actorId,
        action: 'link.created',
        subject: `link:${link.id}`,
        detail: { purpose: link.purpose },
      },
    ]);
    const url = linkUrl(baseUrl, link.id, token);
    const title = textOf(version.definition.title, version.definition) ?? {};
    return ok({ id: link.id, url, token, shareText: shareTexts(link.purpose, title, url) });
  });
}

function toLink(request: LinkRequest, place: SurveyPlace, id: string, now: Date): Link {
  const moment = (text: string | undefined, ofDay: typeof endOfDay): Date | null => {
    if (text === undefined) return null;
    return isDay(text) ? ofDay(text, place.timeZone) : new Date(text);
  };
  const { purpose } = request;
  return {
    ...plainLink({ id, surveyId: place.surveyId, purpose, createdAt: now }),
    holder: request.holder ?? null,
    siteId: request.siteId ?? null,
    language: request.language ?? null,
    opensAt: moment(request.opensAt, startOfDay),
    closesAt: moment(request.closesAt, endOfDay),
    quota: request.quota ?? null,
  };
}

function faultsOf(link: Link, sites: readonly Site[], languages: readonly string[]) {
  const faults: { pointer: string; code: string }[] = [];
  if (link.siteId && !sites.some((site) => site.id === link.siteId)) {
    faults.push({ pointer: '/siteId', code: 'unknown' });
  }
  if (link.language && !languages.includes(link.language)) {
    faults.push({ pointer: '/language', code: 'unknown' });
  }
  if (link.opensAt && link.closesAt && link.opensAt >= link.closesAt) {
    faults.push({ pointer: '/closesAt', code: 'before-opening' });
  }
  return faults;
}

/** When the newest response came in through each link, by link id; for those who may see progress. */
export type LastReceived = ReadonlyMap<string, string>;

/** The links of a survey, without those of its trials; how many answers came and when only if `received` is given. */
export async function listLinks(
  { db }: ServiceDeps,
  place: SurveyPlace,
  received: LastReceived | undefined,
): Promise<LinkReply[]> {
  const links = (await linksOfSurvey(db, place.surveyId)).filter(({ isTest }) => !isTest);
  const sites = await sitesOf(db, [place.projectId]);
  return links.map((link) => toReply(link, sites, received));
}

function toReply(
  link: Link,
  sites: readonly Site[],
  received: LastReceived | undefined,
): LinkReply {
  const site = sites.find((one) => one.id === link.siteId);
  const lastReceivedAt = received?.get(link.id);
  return {
    id: link.id,
    purpose: link.purpose,
    ...(link.holder !== null && { holder: link.holder }),
    ...(site && { site: { code: site.code, name: site.name } }),
    ...(link.language !== null && { language: link.language }),
    ...(link.opensAt && { opensAt: link.opensAt.toISOString() }),
    ...(link.closesAt && { closesAt: link.closesAt.toISOString() }),
    ...(link.quota !== null && { quota: link.quota }),
    ...(received && { completed: link.completed }),
    ...(lastReceivedAt !== undefined && { lastReceivedAt }),
    createdAt: link.createdAt.toISOString(),
    ...(link.revokedAt && { revokedAt: link.revokedAt.toISOString() }),
  };
}

/** Withdraws a link: nobody can open it, and what still arrives through it waits for a decision. */
export function withdrawLink(
  { db, clock }: ServiceDeps,
  by: By,
  linkId: string,
): Promise<Result<{ id: string }>> {
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    if (await revokeLink(trx, linkId, now)) {
      await appendAudit(trx, by.organisationId, now, [
        { actor: by.actorId, action: 'link.revoked', subject: `link:${linkId}` },
      ]);
    }
    return ok({ id: linkId });
  });
}

/** Gives the link another token: the address handed out before stops working, the counts go on. */
export function renewLink(
  { db, clock, secrets, baseUrl }: ServiceDeps,
  by: By,
  linkId: string,
): Promise<Result<LinkRotated>> {
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    const token = secrets.token(16);
    await rotateLink(trx, linkId, secrets.hash(token), now);
    await appendAudit(trx, by.organisationId, now, [
      { actor: by.actorId, action: 'link.rotated', subject: `link:${linkId}` },
    ]);
    return ok({ id: linkId, url: linkUrl(baseUrl, linkId, token), token });
  });
}
