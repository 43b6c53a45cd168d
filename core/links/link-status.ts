import type { Link } from '#core/links/link.ts';

export const linkStatuses = ['open', 'not-yet', 'paused', 'closed', 'revoked', 'full'] as const;
export type LinkStatus = (typeof linkStatuses)[number];

/**
 * What the link is at that moment, in one word: the one that lasts longest, where several hold.
 * @param completed as far as the reader may know; a full link counts as open for those who may not know at all
 */
export function statusOf(link: Link, now: Date, completed: number | undefined): LinkStatus {
  if (link.revokedAt) return 'revoked';
  if (link.closesAt && now > link.closesAt) return 'closed';
  if (completed !== undefined && link.quota !== null && completed >= link.quota) return 'full';
  if (link.pausedAt) return 'paused';
  return link.opensAt && now < link.opensAt ? 'not-yet' : 'open';
}

/** A batch of an anonymous survey, and how many answers there are before anything is shown. */
const batch = { size: 5, first: 10 } as const;

/**
 * A count as anonymous surveys show it: what comes in moves it on five at a time, so that nobody can watch a single
 * answer arrive.
 */
export const inBatches = (count: number): number =>
  count < batch.first ? 0 : count - (count % batch.size);
