/** What a person decides about answers that wait: they are taken in, kept out, or put in the place of the first. */
import type { Kysely } from 'kysely';
import type { Decision } from '#core/intake/review-api.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { dayIn } from '#core/register/project-time.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { countPooled, storeAnonymous, unorderWaiting } from '#server/intake/anonymous-repo.ts';
import { knownClients } from '#server/intake/client-repo.ts';
import {
  heldContents,
  insertIntake,
  lockSurveyIntake,
  setLastSeq,
} from '#server/intake/intake-repo.ts';
import { anonymousRow, responseRow } from '#server/intake/intake-rows.ts';
import type { KeptItem } from '#server/intake/prepare-item.ts';
import { addRevisions } from '#server/intake/review-history-repo.ts';
import { pointOf, siteIdOf } from '#server/intake/review-point.ts';
import { setRows, storedRow } from '#server/intake/review-row-repo.ts';
import { keptReason, type ReviewPlace, rewrite } from '#server/intake/review-service.ts';
import { openWaiting, receivedOf } from '#server/intake/review-waiting.ts';
import {
  readKey,
  setDecision,
  type WaitingItem,
  waitingItem,
} from '#server/intake/review-waiting-repo.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';
import { addCompleted } from '#server/links/link-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

/** @returns `answers-unfit` where more would have to be left out than the person has agreed to. */
export async function decideWaiting(
  deps: ServiceDeps,
  place: ReviewPlace,
  key: string,
  decision: Decision,
): Promise<Result<undefined>> {
  const read = readKey(key);
  const item = read && (await waitingItem(deps.db, place.surveyId, read));
  if (!item) return refuse('not-found');
  if (!isOffered(item, place, decision.decision)) {
    return refuse('request-unfit', [{ pointer: '/decision', code: 'not-offered' }]);
  }
  if (decision.decision === 'take-in') return takeIn(deps, place, item, decision);
  if (decision.decision === 'take-second') return takeSecond(deps, place, item, decision);
  return inTransaction(deps.db, async (trx) => {
    await lockSurveyIntake(trx, place.surveyId);
    const now = await waitingItem(trx, place.surveyId, read);
    if (!now || !isOpen(now)) return refuse('not-found');
    await settled(deps, trx, place, { item, decision });
    return ok(undefined);
  });
}

const isOffered = (
  { kind }: WaitingItem,
  { anonymous }: ReviewPlace,
  decision: Decision['decision'],
): boolean => {
  if (kind === 'quarantine') return decision === 'take-in' || decision === 'keep-out';
  // Of an anonymous survey no stored response can be found again to be corrected.
  return decision === 'keep-first' || (decision === 'take-second' && !anonymous);
};

/** What was kept out may still be taken in; what was taken in is a response. */
const isOpen = ({ decision }: WaitingItem): boolean =>
  decision === null || decision === 'keep-out' || decision === 'keep-first';

/** Writes the decision and its line of the audit, which come last. */
async function settled(
  { clock }: ServiceDeps,
  trx: Kysely<Database>,
  { surveyId, anonymous, timeZone, by }: ReviewPlace,
  { item, decision }: { readonly item: WaitingItem; readonly decision: Decision },
): Promise<void> {
  const now = clock.now();
  await setDecision(trx, surveyId, item, {
    decision: decision.decision,
    reason: keptReason(decision),
    by: by.actorId,
    at: anonymous ? dayIn(now, timeZone) : now.toISOString(),
  });
  // Of an anonymous survey, where a row lies must not tell when it came.
  if (anonymous) await unorderWaiting(trx, item.kind, surveyId, dayIn(receivedOf(item), timeZone));
  const leftOut = decision.leaveOut?.length ?? 0;
  await appendAudit(trx, by.organisationId, now, [
    {
      actor: by.actorId,
      action: `waiting.${decision.decision}`,
      subject: anonymous ? `survey:${surveyId}` : `response:${item.response_id}`,
      detail: { why: item.reason, reason: decision.reason, ...(leftOut > 0 && { leftOut }) },
    },
  ]);
}

/** Stored as intake stores: same locks, same rows, same counts; the quota is the person's to pass over. */
async function takeIn(
  deps: ServiceDeps,
  place: ReviewPlace,
  item: WaitingItem,
  decision: Decision,
): Promise<Result<undefined>> {
  const opened = await openWaiting(deps, place, item);
  if (!opened.item) return refuse('answers-unfit');
  const agreed = new Set(decision.leaveOut);
  const more = opened.leaveOut.filter((name) => !agreed.has(name));
  if (more.length > 0 || agreed.size !== opened.leaveOut.length) {
    return refuse(
      'answers-unfit',
      opened.leaveOut.map((name) => ({ pointer: `/${name}`, code: 'left-out' })),
    );
  }
  const { item: kept } = opened;
  const point = await pointOf(deps.db, place, { link_id: item.link_id });
  const siteId = await siteIdOf(deps.db, place, point, kept.siteCode);
  const taken = { ...kept, contentHash: item.content_hash, code: item.receipt_code };
  return inTransaction(deps.db, async (trx) => {
    const seq = (await lockSurveyIntake(trx, place.surveyId)) + 1;
    const now = await waitingItem(trx, place.surveyId, {
      kind: item.kind,
      id: item.response_id,
      hash: item.content_hash,
    });
    if (!now || !isOpen(now)) return refuse('not-found');
    const held = await heldContents(trx, place.surveyId, [item.response_id]);
    // Another content was stored under its id meanwhile: a person corrects that one, or leaves it.
    if (held.some(({ status }) => status === 'stored')) return refuse('response-conflict');
    await store(deps, trx, place, { item, taken, point, siteId, seq, decision });
    return ok(undefined);
  });
}

interface Taking {
  readonly item: WaitingItem;
  readonly taken: KeptItem;
  readonly point: CollectionPoint;
  readonly siteId: string | null;
  readonly seq: number;
  readonly decision: Decision;
}

async function store(
  deps: ServiceDeps,
  trx: Kysely<Database>,
  place: ReviewPlace,
  { item, taken, point, siteId, seq, decision }: Taking,
): Promise<void> {
  const { submission } = taken;
  if (!submission) throw new Error('what fits has been understood');
  const isLate = item.reason === 'link-closed';
  const flags = isLate ? [...taken.flags, { code: 'late' } as const] : taken.flags;
  const stored = { point, now: receivedOf(item), siteId, flags };
  const none = { responses: [], anonymous: [], quarantined: [], conflicts: [] };
  if (place.anonymous) {
    const pooled = await storeAnonymous(trx, place.surveyId, [
      anonymousRow(taken, submission, stored),
    ]);
    const today = dayIn(deps.clock.now(), place.timeZone);
    if (pooled > 0) await countPooled(trx, place.surveyId, today, pooled);
  } else {
    const isSecondEntry = await isKnown(trx, taken);
    const row = responseRow(taken, submission, { ...stored, seq, isSecondEntry });
    await insertIntake(trx, { ...none, responses: [row] });
    await setLastSeq(trx, place.surveyId, seq);
    const at = deps.clock.now().toISOString();
    const personId = place.by.actorId;
    await setRows(trx, place.surveyId, [taken.id], { reviewed_at: at, reviewed_by: personId });
    const revision = {
      responseId: taken.id,
      kind: 'taken-in',
      reason: keptReason(decision),
      before: { waited: item.reason },
    } as const;
    await addRevisions(trx, place.surveyId, [revision], { personId, at, change: null });
  }
  if (item.link_id !== null && submission.outcome === 'completed') {
    await addCompleted(trx, item.link_id, 1);
  }
  await settled(deps, trx, place, { item, decision });
}

/** Whether the person has been entered already: then this one stands beside the first, in nobody's way. */
async function isKnown(trx: Kysely<Database>, { client }: KeptItem): Promise<boolean> {
  if (!client?.unique || client.index === null) return false;
  return (await knownClients(trx, [client.index])).length > 0;
}

/** The second content becomes a correction of the first, which is kept as what stood before. */
async function takeSecond(
  deps: ServiceDeps,
  place: ReviewPlace,
  item: WaitingItem,
  decision: Decision,
): Promise<Result<undefined>> {
  const opened = await openWaiting(deps, place, item);
  const { item: kept } = opened;
  if (!kept?.submission || opened.leaveOut.length > 0) return refuse('answers-unfit');
  const { definitionHash, outcome, language } = kept.submission;
  const point = await pointOf(deps.db, place, { link_id: item.link_id });
  const judged = {
    versionHash: definitionHash,
    outcome,
    language,
    siteId: await siteIdOf(deps.db, place, point, kept.siteCode),
    answers: kept.answers,
    flags: kept.flags.filter(({ code }) => code !== 'clock' && code !== 'late'),
    client: { sealed: kept.client?.sealed ?? null, index: kept.client?.index ?? null },
  };
  return inTransaction(deps.db, async (trx) => {
    await lockSurveyIntake(trx, place.surveyId);
    const now = await waitingItem(trx, place.surveyId, {
      kind: item.kind,
      id: item.response_id,
      hash: item.content_hash,
    });
    const row = await storedRow(trx, place.surveyId, item.response_id);
    if (!now || !isOpen(now) || !row) return refuse('not-found');
    await rewrite(deps, trx, place, { row, judged, reason: decision });
    await settled(deps, trx, place, { item, decision });
    return ok(undefined);
  });
}
