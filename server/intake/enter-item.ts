/** One submission at its survey's desk: what it is refused for, which rows it becomes, and what its phone hears. */
import type { ItemResult } from '#core/intake/item-result.ts';
import type { Judgement } from '#core/intake/judge.ts';
import type { Flag, FlagCode } from '#core/intake/quality-flags.ts';
import { type ProblemCode, problemCodes } from '#core/kernel/problems.ts';
import { isStranger } from '#core/links/link.ts';
import { problemDocument } from '#server/http/problem-response.ts';
import { scopeKey } from '#server/intake/client-entry.ts';
import type { Entering, KnownClient } from '#server/intake/client-repo.ts';
import type { HeldContent } from '#server/intake/intake-repo.ts';
import {
  anonymousRow,
  clientScope,
  codesOf,
  conflictRow,
  quarantineRow,
  responseRow,
} from '#server/intake/intake-rows.ts';
import type { LinkState } from '#server/intake/link-state.ts';
import type { KeptItem, PreparedItem, Refusal } from '#server/intake/prepare-item.ts';
import { heldKey, type SurveyLedger } from '#server/intake/survey-ledger.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';

export interface Desk {
  readonly now: Date;
  readonly point: CollectionPoint;
  readonly ledger: SurveyLedger;
  readonly state: LinkState;
  /** People who have been entered, of all surveys of the group; grows as it is judged. */
  readonly clients: KnownClient[];
}

export interface Findings {
  readonly judgement: Judgement;
  readonly refusal: Refusal | undefined;
  readonly flags: readonly Flag[];
  /** Kept apart, while whoever sent it hears that it is stored. */
  readonly isHidden: boolean;
}

/** What speaks against it where the link takes one-time codes. A refusal to take part needs none. */
export function refusalByCode(item: KeptItem, { state, point }: Desk): Refusal | undefined {
  if (!state.link.oneTimeCodes || point.desk || !needsCode(item)) return undefined;
  const code = codeProblem(item, state);
  return code && { code, errors: [] };
}

const needsCode = ({ submission }: KeptItem): boolean =>
  submission !== undefined && submission.outcome !== 'refused';

function codeProblem({ accessCode }: KeptItem, { codes }: LinkState): ProblemCode | undefined {
  if (accessCode === 'missing') return 'code-missing';
  const state = accessCode === 'mistyped' ? undefined : codes.get(accessCode.hash);
  if (state === undefined) return 'code-unknown';
  return state === 'used' ? 'code-used' : undefined;
}

/** What has to be known of a desk to say whom an item enters. */
export interface Entrance extends Pick<Desk, 'point' | 'state'> {
  readonly ledger: Pick<SurveyLedger, 'siteIds'>;
}

const siteIdOf = (item: KeptItem, { point, ledger }: Entrance): string | null =>
  point.site?.id ?? ledger.siteIds.get(item.siteCode ?? '') ?? null;

/** The person it would enter; undefined where a person may be entered any number of times. */
export function enteringOf(item: KeptItem, desk: Entrance): Entering | undefined {
  const { client, submission } = item;
  const siteId = siteIdOf(item, desk);
  const point = { ...desk.point, link: desk.state.link };
  if (!client?.unique || client.index === null || !submission) return undefined;
  if (clientScope(item, submission, { point, siteId }) === null) return undefined;
  const { index, unique } = client;
  const { surveyId } = point.link;
  return { index, unique, scope: scopeKey(unique, { point, siteId }), surveyId, siteId };
}

/** Adds the row and the audit line of a new content, and what it uses up. */
export function enter(
  item: KeptItem,
  desk: Desk,
  { judgement: { status }, refusal, flags, isHidden }: Findings,
): void {
  const { ledger, state, now } = desk;
  // As the link stands now: whether it is a test, for one, may have changed since it was looked up.
  const point = { ...desk.point, link: state.link };
  if (status === 'conflict') ledger.conflicts.push(conflictRow(item, { point, now }));
  if (status === 'quarantined' && refusal) {
    ledger.quarantined.push(quarantineRow(item, refusal, { point, now }));
  }
  if (status === 'stored' || isHidden) burn(item, state);
  if (isHidden) state.hidden += 1;
  if (status === 'stored') store(item, { ...desk, point }, flags);
  // An anonymous survey has one line a day: a line a response would say when each of them came.
  if (!point.anonymous) {
    const actor = point.desk?.actor ?? `link:${point.link.id}`;
    const subject = `response:${item.id}`;
    ledger.audit.push({ actor, action: `response.${status}`, subject });
  }
}

function burn(item: KeptItem, { link, codes, burnt }: LinkState): void {
  const { accessCode } = item;
  if (!link.oneTimeCodes || typeof accessCode !== 'object' || !needsCode(item)) return;
  codes.set(accessCode.hash, 'used');
  burnt.push(accessCode.hash);
}

function store(item: KeptItem, desk: Desk, flags: readonly Flag[]): void {
  const { submission } = item;
  if (!submission) return;
  const { ledger, state, now, point, clients } = desk;
  const siteId = siteIdOf(item, desk);
  const stored = { point, now, siteId, flags };
  if (submission.outcome === 'completed') state.added += 1;
  if (point.anonymous) ledger.anonymous.push(anonymousRow(item, submission, stored));
  else {
    ledger.seq += 1;
    ledger.responses.push(responseRow(item, submission, { ...stored, seq: ledger.seq }));
  }
  const entering = enteringOf(item, desk);
  if (entering) clients.push(entering);
}

function kept(
  item: KeptItem,
  { ledger, point }: Desk,
  { judgement: { status }, refusal, flags, isHidden }: Findings,
): ItemResult {
  const held = heldContent(item, ledger);
  const result = {
    id: item.sentId,
    status: isHidden ? ('stored' as const) : status,
    code: item.code,
  };
  if (status === 'conflict') {
    return { ...result, problem: problemOf({ code: 'response-conflict', errors: [] }) };
  }
  if (status === 'quarantined' && !isHidden) {
    // What was said the first time still holds, whatever has become of the link.
    const first = held ? { code: knownCode(held.reason), errors: held.errors } : refusal;
    return first ? { ...result, problem: problemOf(first) } : result;
  }
  // Strangers hear what this very request says of itself: what is known of a stored one would tell it from a hidden one.
  const isKnown = held?.status === 'stored' && (point.desk || !isStranger(point.link));
  const codes = isKnown ? knownFlags(held.flags) : codesOf(flags);
  return codes.length > 0 ? { ...result, flags: codes } : result;
}

const heldContent = (
  { id, contentHash, formerHashes }: KeptItem,
  { held }: SurveyLedger,
): HeldContent | undefined =>
  [contentHash, ...formerHashes]
    .map((hash) => held.get(heldKey(id, hash)))
    .find((one) => one !== undefined);

const rejected = (item: Extract<PreparedItem, { kind: 'rejected' }>): ItemResult => ({
  id: item.sentId,
  status: 'rejected',
  problem: problemOf(item.refusal),
});

/** What the phone hears. */
export const toResult = { kept, rejected };

/** Without what was found by comparing: whoever sends would learn what others have answered. */
const knownFlags = (codes: readonly string[]): readonly FlagCode[] =>
  codesOf(codes.map((code) => ({ code: code as FlagCode }))) // as: codesOf keeps those that are
    .filter((code) => code !== 'look-alike');

const knownCode = (reason: string): ProblemCode =>
  problemCodes.find((code) => code === reason) ?? 'answers-unfit';

function problemOf({ code, errors }: Refusal): NonNullable<ItemResult['problem']> {
  const { status: _, ...document } = problemDocument({
    code,
    ...(errors.length > 0 && { errors }),
  });
  return document;
}
