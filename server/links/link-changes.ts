/** What may happen to a link after it was made. Each change is one transaction with its line in the audit. */
import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { LinkChange, LinkRotated } from '#core/links/link-api.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { changeFaults, linkGround, toEdit } from '#server/links/link-draft.ts';
import { livingLink, type PlacedLink, placedLink } from '#server/links/link-place.ts';
import { changeLink, revokeLink, rotateLink } from '#server/links/link-repo.ts';
import { type LinkDeps, toCreated } from '#server/links/link-service.ts';
import { setTarget } from '#server/register/target-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

type Changed = Result<{ id: string }>;

/** Sets what is given; null takes it away. */
export async function editLink(
  { db, clock, shapeOf }: LinkDeps,
  by: By,
  linkId: string,
  change: LinkChange,
): Promise<Changed> {
  const now = clock.now();
  const { place } = await placedLink(db, linkId);
  // Hashing a PIN takes a while and needs no lock.
  const edit = await toEdit(change, place.timeZone);
  return inTransaction(db, async (trx) => {
    const living = await livingLink(trx, linkId);
    if (!living.ok) return living;
    const ground = await linkGround(trx, place, shapeOf);
    if (!ground) return refuse('version-unknown');
    const { link } = living.value;
    if (Object.keys(change).length === 0) return ok({ id: linkId });
    const faults = changeFaults(change, edit, link, ground);
    if (faults.length > 0) return refuse('request-unfit', faults);
    await changeLink(trx, linkId, edit);
    if (change.wanted !== undefined) {
      await setTarget(trx, place.surveyId, { kind: 'link', key: linkId }, change.wanted);
    }
    const fields = Object.keys(change).sort().join(' ');
    await note(trx, by, now, { action: 'link.changed', linkId, detail: { fields } });
    return ok({ id: linkId });
  });
}

/** Nothing new is asked through it; who was being asked is heard to the end. */
export const pauseLink = (deps: ServiceDeps, by: By, linkId: string): Promise<Changed> =>
  step(deps, by, linkId, 'link.paused', async (trx, { link }, now) => {
    if (link.pausedAt) return false;
    await changeLink(trx, linkId, { pausedAt: now });
    return true;
  });

export const resumeLink = (deps: ServiceDeps, by: By, linkId: string): Promise<Changed> =>
  step(deps, by, linkId, 'link.resumed', async (trx, { link }) => {
    if (!link.pausedAt) return false;
    await changeLink(trx, linkId, { pausedAt: null });
    return true;
  });

/** Ends it now, as if this had been its last day: answers begun before are welcome for 30 days. */
export const closeLink = (deps: ServiceDeps, by: By, linkId: string): Promise<Changed> =>
  step(deps, by, linkId, 'link.closed', async (trx, { link }, now) => {
    if (link.closesAt && link.closesAt < now) return false;
    // The last moment that has passed: from now on it is closed.
    await changeLink(trx, linkId, { closesAt: new Date(now.getTime() - 1) });
    return true;
  });

/** @param work says whether there was anything to do; what is as it was wished leaves no line */
function step(
  { db, clock }: ServiceDeps,
  by: By,
  linkId: string,
  action: string,
  work: (trx: Kysely<Database>, placed: PlacedLink, now: Date) => Promise<boolean>,
): Promise<Changed> {
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    const living = await livingLink(trx, linkId);
    if (!living.ok) return living;
    if (await work(trx, living.value, now)) await note(trx, by, now, { action, linkId });
    return ok({ id: linkId });
  });
}

/** Withdraws a link: nobody can open it, and what still arrives through it waits for a decision. */
export function withdrawLink({ db, clock }: ServiceDeps, by: By, linkId: string): Promise<Changed> {
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    if (await revokeLink(trx, linkId, now)) {
      await note(trx, by, now, { action: 'link.revoked', linkId });
    }
    return ok({ id: linkId });
  });
}

/** Gives the link another token: the address handed out before stops working, the counts go on. */
export const renewLink = (deps: LinkDeps, by: By, linkId: string): Promise<Result<LinkRotated>> =>
  giveToken(deps, by, linkId, undefined);

/** Gives the link to somebody else, with another token: target and counts stay with it. */
export const handOverLink = (
  deps: LinkDeps,
  by: By,
  linkId: string,
  holder: string,
): Promise<Result<LinkRotated>> => giveToken(deps, by, linkId, holder.normalize('NFC'));

function giveToken(
  deps: LinkDeps,
  by: By,
  linkId: string,
  holder: string | undefined,
): Promise<Result<LinkRotated>> {
  const { db, clock, secrets, shapeOf } = deps;
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    const living = await livingLink(trx, linkId);
    if (!living.ok) return living;
    const { link, place } = living.value;
    const ground = await linkGround(trx, place, shapeOf);
    if (!ground) return refuse('version-unknown');
    const token = secrets.token(16);
    await rotateLink(trx, linkId, secrets.hash(token), now);
    if (holder !== undefined) await changeLink(trx, linkId, { holder });
    const action = holder === undefined ? 'link.rotated' : 'link.handed-over';
    await note(trx, by, now, { action, linkId });
    return ok(toCreated(deps, ground, { ...link, holder: holder ?? link.holder }, token));
  });
}

/** Names and addresses stay out of the audit. */
const note = (
  trx: Kysely<Database>,
  { organisationId, actorId }: By,
  at: Date,
  {
    linkId,
    ...what
  }: { readonly action: string; readonly linkId: string; readonly detail?: { fields: string } },
): Promise<void> =>
  appendAudit(trx, organisationId, at, [{ actor: actorId, subject: `link:${linkId}`, ...what }]);
