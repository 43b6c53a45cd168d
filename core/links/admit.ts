import type { Link } from '#core/links/link.ts';

/** What intake knows about a response that has arrived through a link. */
export interface Arrival {
  /** When the interview began, as the phone claims; null if it does not say. */
  readonly startedAt: Date | null;
  readonly isCompleted: boolean;
  /** Completed responses that the link already holds. */
  readonly completedSoFar: number;
  /** It came with a token that has been replaced since. */
  readonly tokenReplaced: boolean;
}

export type AdmissionReason =
  | 'link-revoked'
  | 'link-rotated'
  | 'link-not-open'
  | 'link-paused'
  | 'link-closed'
  | 'quota-reached';

export type Admission =
  | { readonly verdict: 'accept'; readonly late: boolean }
  | { readonly verdict: 'quarantine'; readonly reason: AdmissionReason };

/** Phones may have been without a signal: answers begun in time are welcome this long after closing. */
const graceDays = 30;
const dayMs = 86_400_000;

/**
 * Decides whether a response may enter the figures. Nothing is thrown away: what is not accepted is quarantined, for
 * a person to decide. A quota counts completed responses, so a refusal is welcome when it is reached.
 */
export function admit(link: Link, arrival: Arrival, now: Date): Admission {
  if (link.revokedAt) return quarantine('link-revoked');
  if (arrival.tokenReplaced) return quarantine('link-rotated');
  if (link.opensAt && now < link.opensAt) return quarantine('link-not-open');
  if (link.pausedAt && !begunBy(link.pausedAt, arrival)) return quarantine('link-paused');
  if (arrival.isCompleted && link.quota !== null && arrival.completedSoFar >= link.quota) {
    return quarantine('quota-reached');
  }
  if (!link.closesAt || now <= link.closesAt) return { verdict: 'accept', late: false };

  const withinGrace = now.getTime() <= link.closesAt.getTime() + graceDays * dayMs;
  return begunBy(link.closesAt, arrival) && withinGrace
    ? { verdict: 'accept', late: true }
    : quarantine('link-closed');
}

/** Who was being asked when the link was stopped is heard to the end. */
const begunBy = (moment: Date, { startedAt }: Arrival): boolean =>
  startedAt !== null && startedAt <= moment;

/** Whether the link still shows its survey. Answers are taken for longer: see `admit`. */
export const isOver = (link: Link, now: Date): boolean =>
  link.revokedAt !== null || (link.closesAt !== null && now > link.closesAt);

const quarantine = (reason: AdmissionReason): Admission => ({ verdict: 'quarantine', reason });
