/**
 * What a phone's clock is worth. The phone says what time it has when it sends; the difference to the server's clock puts
 * right what it says of the interview. What is stored stays as the phone claims it; what is judged is put right.
 */
import type { Flag } from '#core/intake/quality-flags.ts';
import type { Submission } from '#core/intake/submission.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A slow connection explains this much. */
const toleratedMs = 5 * minuteMs;

/** How far the phone's clock is behind the server's, in milliseconds (negative: ahead); undefined if it does not say. */
export function skewOf(sentAt: string | undefined, receivedAt: Date): number | undefined {
  const sent = sentAt === undefined ? Number.NaN : Date.parse(sentAt);
  return Number.isNaN(sent) ? undefined : receivedAt.getTime() - sent;
}

/** The submission with its times put right, where the phone's clock is wrong by more than five minutes. */
export function withRightTimes(submission: Submission, skewMs: number | undefined): Submission {
  if (skewMs === undefined || Math.abs(skewMs) <= toleratedMs) return submission;
  const right = (moment: string | null): string | null =>
    moment === null ? null : shifted(moment, skewMs);
  return {
    ...submission,
    startedAt: right(submission.startedAt),
    finishedAt: right(submission.finishedAt),
  };
}

/** Null where no calendar reaches. */
function shifted(moment: string, byMs: number): string | null {
  const time = new Date(Date.parse(moment) + byMs);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** A clock that is more than a day off is worth a look. */
export const skewFlags = (skewMs: number | undefined): readonly Flag[] =>
  skewMs !== undefined && Math.abs(skewMs) > dayMs ? [{ code: 'clock', kind: 'skew' }] : [];

/**
 * When the interview began, as far as that can be believed: nobody is asked by a version or a link that does not exist
 * yet. Null if it is not said, or cannot be.
 * @param submission with right times
 */
export function begunAt(submission: Submission, notBefore: readonly Date[]): Date | null {
  if (submission.startedAt === null) return null;
  const begun = new Date(submission.startedAt);
  const earliest = Math.max(...notBefore.map((moment) => moment.getTime())) - dayMs;
  return begun.getTime() < earliest ? null : begun;
}
