/** The waiting list: why each came to wait, what it says, and what can be done with it. */
import type { PublishedVersion } from '#core/definitions/survey.ts';
import type { WaitingDetail, WaitingRow } from '#core/intake/review-api.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { versionsOf } from '#server/definitions/survey-repo.ts';
import { readEnvelope } from '#server/intake/envelope.ts';
import type { KeptItem } from '#server/intake/prepare-item.ts';
import { toAnswers } from '#server/intake/response-repo.ts';
import { linkReply, numberOf } from '#server/intake/review-list.ts';
import { shownAnswers } from '#server/intake/review-mask.ts';
import { fitting, pointOf, preparedAt } from '#server/intake/review-point.ts';
import { storedRow } from '#server/intake/review-row-repo.ts';
import { type ReviewPlace, toldReason } from '#server/intake/review-service.ts';
import {
  countWaiting,
  errorsOf,
  keyOf,
  readKey,
  type WaitingItem,
  waitingItem,
  waitingPage,
} from '#server/intake/review-waiting-repo.ts';
import { linksByIds } from '#server/links/link-repo.ts';

export async function waitingList(
  { db }: ServiceDeps,
  { surveyId }: ReviewPlace,
  {
    state = 'waiting',
    before,
  }: {
    readonly state?: 'waiting' | 'kept-out' | undefined;
    readonly before?: string | undefined;
  },
) {
  const page = await waitingPage(db, surveyId, { state, before });
  const links = await linksByIds(db, [...new Set(page.rows.flatMap((row) => row.link_id ?? []))]);
  return ok({
    rows: page.rows.map((row) => rowOf(row, links.get(row.link_id ?? '')?.link)),
    total: await countWaiting(db, surveyId, state),
    ...(page.older !== undefined && { older: page.older }),
  });
}

const rowOf = (
  item: WaitingItem,
  link: Parameters<typeof linkReply>[0] | undefined,
): WaitingRow => ({
  key: keyOf(item),
  kind: item.kind,
  id: item.response_id,
  code: item.receipt_code,
  receivedAt: item.received_at,
  ...(link && { link: linkReply(link) }),
  reason: item.reason,
  ...(item.by !== null && { decidedBy: item.by }),
  ...(item.decision_reason !== null && { decided: toldReason(item.decision_reason) }),
});

/** Reading it is written into the audit, as with a stored response. */
export async function waitingDetail(
  deps: ServiceDeps,
  place: ReviewPlace,
  key: string,
  identifiers: boolean,
): Promise<Result<WaitingDetail>> {
  const { db, clock } = deps;
  const read = readKey(key);
  const item = read && (await waitingItem(db, place.surveyId, read));
  if (!item) return refuse('not-found');
  const versions = await versionsOf(db, place.surveyId);
  const opened = await openWaiting(deps, place, item);
  const links = item.link_id === null ? undefined : await linksByIds(db, [item.link_id]);
  const subject = place.anonymous ? `survey:${place.surveyId}` : `response:${item.response_id}`;
  await appendAudit(db, place.by.organisationId, clock.now(), [
    { actor: place.by.actorId, action: 'response.read', subject, detail: { identifiers } },
  ]);
  const { submission } = opened;
  const version = versions.find(({ hash }) => hash === submission?.definitionHash);
  return ok({
    ...rowOf(item, links?.get(item.link_id ?? '')?.link),
    ...(version && { version: version.number }),
    ...(submission && { outcome: submission.outcome }),
    ...(submission?.language && { language: submission.language }),
    ...(!place.anonymous && submission?.startedAt && { startedAt: submission.startedAt }),
    ...(!place.anonymous && submission?.finishedAt && { finishedAt: submission.finishedAt }),
    // One answer by itself is one person: whoever closes a link before somebody answers would read what they say.
    ...(version &&
      !place.anonymous &&
      submission?.answers && {
        answers: shownAnswers(version.definition, submission.answers, identifiers),
      }),
    errors: errorsOf(item).map((error) => ({ ...error })),
    mayTakeIn: opened.item !== undefined,
    leaveOut: [...opened.leaveOut],
    ...(await firstOf(deps, place, item, { versions, identifiers })),
  });
}

/** What a conflict stands beside. */
async function firstOf(
  { db }: ServiceDeps,
  place: ReviewPlace,
  item: WaitingItem,
  {
    versions,
    identifiers,
  }: { readonly versions: readonly PublishedVersion[]; readonly identifiers: boolean },
): Promise<Pick<WaitingDetail, 'first'>> {
  if (item.kind !== 'conflict' || place.anonymous) return {};
  const row = await storedRow(db, place.surveyId, item.response_id);
  const version = versions.find(({ hash }) => hash === row?.version_hash);
  if (!row || !version) return {};
  const answers = shownAnswers(version.definition, toAnswers(row.answers), identifiers);
  const number = numberOf(versions, row.version_hash);
  return { first: { version: number, outcome: row.outcome, answers } };
}

export interface Opened {
  /** What the envelope holds, as far as it is understood. */
  readonly submission: KeptItem['submission'];
  /** As it can be taken in; undefined where it cannot. */
  readonly item: (KeptItem & { readonly answers: string }) | undefined;
  /** Items whose answers had to be left out for that. */
  readonly leaveOut: readonly string[];
}

/** Each time fewer items are left, so it ends. */
const mostRounds = 20;

/** Judges a waiting answer as if it came in now: what made it wait may be past, and what does not fit is named. */
export async function openWaiting(
  deps: ServiceDeps,
  place: ReviewPlace,
  item: WaitingItem,
): Promise<Opened> {
  const point = await pointOf(deps.db, place, { link_id: item.link_id });
  const receivedAt = receivedOf(item);
  const sent = readEnvelope(deps.keys, place.surveyId, item.envelope);
  const first = await preparedAt(deps, point, sent, receivedAt);
  const submission = first?.submission;
  const leaveOut: string[] = [];
  let prepared = first;
  for (let round = 0; round < mostRounds; round += 1) {
    const fit = fitting(prepared);
    if (fit.ok) return { submission, item: fit.value, leaveOut };
    const { problem } = fit;
    if (problem.code !== 'answers-unfit' || !submission?.answers) break;
    const unfit = (problem.errors ?? []).map(({ pointer = '' }) => itemOf(pointer));
    const next = unfit.filter((name) => name !== '' && !leaveOut.includes(name));
    if (next.length === 0) break;
    leaveOut.push(...new Set(next));
    const answers = Object.fromEntries(
      Object.entries(submission.answers).filter(([name]) => !leaveOut.includes(name)),
    );
    prepared = await preparedAt(deps, point, { ...submission, answers }, receivedAt);
  }
  return { submission, item: undefined, leaveOut: [] };
}

/** The item of the first step of a pointer. */
const itemOf = (pointer: string): string =>
  (pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');

/** Of an anonymous survey only the day is known: noon stands for it. */
export const receivedOf = ({ received_at: at }: WaitingItem): Date =>
  new Date(at.length === 10 ? `${at}T12:00:00Z` : at);
