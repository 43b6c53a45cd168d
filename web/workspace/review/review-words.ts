/** What codes of judging are called on screen. */
import type { FlagCode } from '#core/intake/quality-flags.ts';
import type { ReviewState } from '#core/intake/review-api.ts';
import type { Outcome } from '#core/intake/submission.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

/** In a word or two, for chips and filters. */
export const flagKeys: Readonly<Record<FlagCode, WorkspaceKey>> = {
  required: 'review.flag.required',
  constraint: 'review.flag.constraint',
  irrelevant: 'review.flag.irrelevant',
  clock: 'review.flag.clock',
  late: 'review.flag.late',
  'too-fast': 'review.flag.too-fast',
  'straight-lining': 'review.flag.straight-lining',
  consent: 'review.flag.consent',
  'site-differs': 'review.flag.site-differs',
  'look-alike': 'review.flag.look-alike',
};

/** In a sentence: what was seen. */
export const flagReasons: Readonly<Record<FlagCode, WorkspaceKey>> = {
  required: 'review.why.required',
  constraint: 'review.why.constraint',
  irrelevant: 'review.why.irrelevant',
  clock: 'review.why.clock',
  late: 'review.why.late',
  'too-fast': 'review.why.too-fast',
  'straight-lining': 'review.why.straight-lining',
  consent: 'review.why.consent',
  'site-differs': 'review.why.site-differs',
  'look-alike': 'review.why.look-alike',
};

export const isFlagCode = (code: string): code is FlagCode => Object.hasOwn(flagKeys, code);

export const outcomeKeys: Readonly<Record<Outcome, WorkspaceKey>> = {
  completed: 'review.outcome.completed',
  partial: 'review.outcome.partial',
  refused: 'review.outcome.refused',
  'screened-out': 'review.outcome.screened-out',
};

export const stateKeys: Readonly<Record<ReviewState, WorkspaceKey>> = {
  'to-check': 'review.state.to-check',
  unjudged: 'review.state.unjudged',
  accepted: 'review.state.accepted',
  excluded: 'review.state.excluded',
  corrected: 'review.state.corrected',
};

const reasonKeys: Readonly<Record<string, WorkspaceKey>> = {
  'same-person': 'review.reason.same-person',
  test: 'review.reason.test',
  'not-real': 'review.reason.not-real',
  'wrong-person': 'review.reason.wrong-person',
  'no-consent': 'review.reason.no-consent',
  incomplete: 'review.reason.incomplete',
  'looked-again': 'review.reason.looked-again',
  'excluded-by-mistake': 'review.reason.excluded-by-mistake',
  'asked-again': 'review.reason.asked-again',
  'typing-mistake': 'review.reason.typing-mistake',
  'wrong-place': 'review.reason.wrong-place',
  checked: 'review.reason.checked',
  'late-phone': 'review.reason.late-phone',
  'link-mistake': 'review.reason.link-mistake',
  'not-ours': 'review.reason.not-ours',
  'first-right': 'review.reason.first-right',
  'second-right': 'review.reason.second-right',
  other: 'review.reason.other',
};

export const reasonKey = (code: string): WorkspaceKey => reasonKeys[code] ?? 'review.reason.other';

export const revisionKeys: Readonly<Record<string, WorkspaceKey>> = {
  accepted: 'review.done.accepted',
  excluded: 'review.done.excluded',
  restored: 'review.done.restored',
  corrected: 'review.done.corrected',
  'taken-in': 'review.done.taken-in',
};

const waitingKeys: Readonly<Record<string, WorkspaceKey>> = {
  'answers-unfit': 'review.waits.answers-unfit',
  'answers-sealed': 'review.waits.answers-sealed',
  'definition-unknown': 'review.waits.definition-unknown',
  'link-revoked': 'review.waits.link-revoked',
  'link-rotated': 'review.waits.link-rotated',
  'link-not-open': 'review.waits.link-not-open',
  'link-closed': 'review.waits.link-closed',
  'quota-reached': 'review.waits.quota-reached',
  'response-conflict': 'review.waits.response-conflict',
  'client-exists': 'review.waits.client-exists',
  'code-missing': 'review.waits.code-missing',
  'code-unknown': 'review.waits.code-unknown',
  'code-used': 'review.waits.code-used',
};

/** Why an answer waits, in a sentence. */
export const waitingKey = (reason: string): WorkspaceKey =>
  waitingKeys[reason] ?? 'review.waits.other';
