/**
 * What a person should look at in a response that has been stored. A flag never keeps a response out of the figures:
 * a coordinator decides.
 */
import type { Answers, LogicOutcome } from '#core/definitions/logic/compiled-logic.ts';
import type { Submission } from '#core/intake/submission.ts';
import { pointerTo } from '#core/kernel/plain-data.ts';

export const flagCodes = [
  /** A required item was seen and has no answer. */
  'required',
  /** An answer contradicts a rule of its item. */
  'constraint',
  /** An item is answered that the form did not ask. */
  'irrelevant',
  /** The phone's clock cannot be right, or it did not say the time. */
  'clock',
  /** Begun before the link closed, received after. */
  'late',
  /** Less than two seconds an answer. */
  'too-fast',
  /** The same step all the way down the scales. */
  'straight-lining',
  /** Completed, although consent was refused or is missing. */
  'consent',
  /** The site item names another site than the link. */
  'site-differs',
  /** Its closed answers are those of another response, or nearly so: found afterwards, by comparing. */
  'look-alike',
] as const;
export type FlagCode = (typeof flagCodes)[number];

export interface Flag {
  readonly code: FlagCode;
  /** RFC 6901, from the answers. */
  readonly pointer?: string;
  /** The rule that failed, in the words of the compiled logic. */
  readonly kind?: string;
}

const dayMs = 86_400_000;
const secondsAnAnswer = 2;
/** Fewer answers than this say nothing about speed: a refusal takes a second. */
const answersForSpeed = 5;

/** Flags of the survey's own logic. Whoever stopped half-way or refused owes no answer. */
export function logicFlags(
  submission: Submission,
  answers: Answers,
  checked: LogicOutcome,
): readonly Flag[] {
  const failed = checked.errors.flatMap<Flag>(({ path, kind }) => {
    const pointer = pointerTo(path.replaceAll('[', '.').replaceAll(']', '').split('.'));
    if (kind !== 'required') return [{ code: 'constraint', pointer, kind }];
    return submission.outcome === 'completed' ? [{ code: 'required', pointer }] : [];
  });
  const unasked = Object.keys(answers)
    .filter((name) => !isEmpty(answers[name]) && !(name in checked.data))
    .map<Flag>((name) => ({ code: 'irrelevant', pointer: pointerTo([name]) }));
  return [...failed, ...unasked];
}

/** Flags of the times that the phone claims. */
export function timeFlags(
  submission: Submission,
  known: { readonly receivedAt: Date; readonly publishedAt: Date },
): readonly Flag[] {
  const { startedAt, finishedAt } = submission;
  if (startedAt === null || finishedAt === null) return [{ code: 'clock' }];
  const started = Date.parse(startedAt);
  const finished = Date.parse(finishedAt);
  const impossible =
    started > finished ||
    finished > known.receivedAt.getTime() + dayMs ||
    started < known.publishedAt.getTime() - dayMs;
  if (impossible) return [{ code: 'clock' }];
  const answered = Object.keys(submission.answers ?? {}).length;
  const tooFast =
    submission.outcome === 'completed' &&
    answered >= answersForSpeed &&
    finished - started < answered * secondsAnAnswer * 1_000;
  return tooFast ? [{ code: 'too-fast' }] : [];
}

const isEmpty = (answer: unknown): boolean =>
  answer === undefined ||
  answer === null ||
  answer === '' ||
  (Array.isArray(answer) && answer.length === 0);
