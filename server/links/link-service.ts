/** Making links and listing them. */
import type { Kysely } from 'kysely';
import { textOf } from '#core/definitions/languages.ts';
import type { ProblemError } from '#core/kernel/problems.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { type Link, linkUrl } from '#core/links/link.ts';
import type { LinkCreated, LinkReply, LinkRequest, LinksCreated } from '#core/links/link-api.ts';
import { inBatches, statusOf } from '#core/links/link-status.ts';
import type { ShapeOf } from '#core/links/prefill.ts';
import { shareTexts } from '#core/links/share-text.ts';
import type { Site } from '#core/register/site.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { draftLink, type LinkGround, linkGround, requestFaults } from '#server/links/link-draft.ts';
import { insertLink, linksOfSurvey, type SurveyPlace } from '#server/links/link-repo.ts';
import { type CodeCounts, codeCounts } from '#server/links/one-time-code-repo.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import { setTarget, wantedByLink } from '#server/register/target-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

export interface LinkDeps extends ServiceDeps {
  /** Asks the intake, which stands to the right of this room. */
  readonly shapeOf: ShapeOf;
}

/** A new link with its address, which exists only in this reply: storage has a hash of the token. */
export async function createLink(
  deps: LinkDeps,
  by: By,
  place: SurveyPlace,
  request: LinkRequest,
): Promise<Result<LinkCreated>> {
  const made = await makeLinks(deps, by, place, [request], '');
  if (!made.ok) return made;
  const [link] = made.value.links;
  if (!link) throw new Error('no link was made');
  return ok(link);
}

/** All of them, or none: what does not fit is said of each. */
export const createLinks = (
  deps: LinkDeps,
  by: By,
  place: SurveyPlace,
  requests: readonly LinkRequest[],
): Promise<Result<LinksCreated>> => makeLinks(deps, by, place, requests, '/links');

async function makeLinks(
  deps: LinkDeps,
  by: By,
  place: SurveyPlace,
  requests: readonly LinkRequest[],
  pointer: '' | '/links',
): Promise<Result<LinksCreated>> {
  const { db, clock, secrets, shapeOf } = deps;
  const createdAt = clock.now();
  // Hashing PINs takes a while and needs no lock.
  const drafts: Draft[] = [];
  for (const request of requests) {
    const link = await draftLink(request, place, { id: secrets.token(9), createdAt });
    drafts.push({ request, link, token: secrets.token(16) });
  }
  return inTransaction(db, async (trx) => {
    const ground = await linkGround(trx, place, shapeOf);
    if (!ground) return refuse('version-unknown');
    const faults = drafts.flatMap(({ request, link }, index) =>
      requestFaults(request, link, ground).map(below(pointer && `${pointer}/${index}`)),
    );
    if (faults.length > 0) return refuse('request-unfit', faults.slice(0, 50));
    for (const draft of drafts) await keepLink(trx, deps, draft);
    await appendAudit(
      trx,
      by.organisationId,
      createdAt,
      drafts.map(({ link }) => ({
        actor: by.actorId,
        action: 'link.created',
        subject: `link:${link.id}`,
        detail: { purpose: link.purpose },
      })),
    );
    return ok({ links: drafts.map(({ link, token }) => toCreated(deps, ground, link, token)) });
  });
}

interface Draft {
  readonly request: LinkRequest;
  readonly link: Link;
  readonly token: string;
}

const below =
  (pointer: string) =>
  (error: ProblemError): ProblemError => ({
    ...error,
    pointer: `${pointer}${error.pointer ?? ''}`,
  });

async function keepLink(trx: Kysely<Database>, { secrets }: LinkDeps, draft: Draft): Promise<void> {
  const { request, link, token } = draft;
  await insertLink(trx, link, secrets.hash(token));
  if (request.wanted === undefined) return;
  await setTarget(trx, link.surveyId, { kind: 'link', key: link.id }, request.wanted);
}

/** The address of a link, with the message that goes along; both exist in this reply only. */
export function toCreated(
  { baseUrl }: Pick<LinkDeps, 'baseUrl'>,
  { definition }: Pick<LinkGround, 'definition'>,
  { id, purpose, holder }: Pick<Link, 'id' | 'purpose' | 'holder'>,
  token: string,
): LinkCreated {
  const url = linkUrl(baseUrl, id, token);
  const title = textOf(definition.title, definition) ?? {};
  const shareText = shareTexts(purpose, title, url);
  return { id, url, token, ...(holder !== null && { holder }), shareText };
}

/** When the newest response came in through each link, by link id; for those who may see progress. */
export type LastReceived = ReadonlyMap<string, string>;

/** What a list of links is made of besides the links. */
interface Surroundings {
  readonly now: Date;
  readonly anonymous: boolean;
  readonly sites: readonly Site[];
  readonly wanted: ReadonlyMap<string, number>;
  readonly codes: ReadonlyMap<string, CodeCounts>;
  readonly received: LastReceived | undefined;
}

/** The links of a survey, without those of its trials; how many answers came and when only if `received` is given. */
export async function listLinks(
  { db, clock }: ServiceDeps,
  place: SurveyPlace,
  received: LastReceived | undefined,
): Promise<LinkReply[]> {
  const links = (await linksOfSurvey(db, place.surveyId)).filter(({ isTest }) => !isTest);
  const coded = links.filter(({ oneTimeCodes }) => oneTimeCodes);
  const around: Surroundings = {
    now: clock.now(),
    anonymous: place.anonymous,
    sites: await sitesOf(db, [place.projectId]),
    wanted: await wantedByLink(db, place.surveyId),
    codes: await codeCounts(
      db,
      coded.map(({ id }) => id),
    ),
    received,
  };
  return links.map((link) => toReply(link, around));
}

/** Only those who may see progress see counts at all; of an anonymous survey they move on in batches. */
export const shownCount = (
  count: number,
  { mayCount, anonymous }: { readonly mayCount: boolean; readonly anonymous: boolean },
): number | undefined => {
  if (!mayCount) return undefined;
  return anonymous ? inBatches(count) : count;
};

function toReply(link: Link, around: Surroundings): LinkReply {
  const { now, anonymous, sites, wanted, codes, received } = around;
  const rights = { mayCount: received !== undefined, anonymous };
  const site = sites.find((one) => one.id === link.siteId);
  const completed = shownCount(link.completed, rights);
  const { made, used } = codes.get(link.id) ?? { made: 0, used: 0 };
  const shownUsed = shownCount(used, rights);
  const lastReceivedAt = anonymous ? undefined : received?.get(link.id);
  const target = wanted.get(link.id);
  return {
    id: link.id,
    purpose: link.purpose,
    status: statusOf(link, now, completed),
    ...(link.holder !== null && { holder: link.holder }),
    ...(site && { siteId: site.id, site: { code: site.code, name: site.name } }),
    ...(link.language !== null && { language: link.language }),
    ...(link.opensAt && { opensAt: link.opensAt.toISOString() }),
    ...(link.closesAt && { closesAt: link.closesAt.toISOString() }),
    ...(link.quota !== null && { quota: link.quota }),
    ...(target !== undefined && { wanted: target }),
    ...(link.prefill && { prefill: link.prefill }),
    ...(link.oneTimeCodes && {
      oneTimeCodes: { made, ...(shownUsed !== undefined && { used: shownUsed }) },
    }),
    ...(link.purpose === 'kiosk' && { hasPin: link.pin !== null }),
    ...(completed !== undefined && { completed }),
    ...(lastReceivedAt !== undefined && { lastReceivedAt }),
    createdAt: link.createdAt.toISOString(),
    ...(link.pausedAt && { pausedAt: link.pausedAt.toISOString() }),
    ...(link.revokedAt && { revokedAt: link.revokedAt.toISOString() }),
  };
}
