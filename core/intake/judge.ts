/**
 * Decides what becomes of a submission, from what the survey already holds under its id. Judging the same submission
 * again never changes anything: that is what lets a phone send until it has heard.
 */
import type { ItemStatus } from '#core/intake/item-result.ts';

/** What the storage holds under one response id. */
export interface Holding {
  /** Content hash of the stored response, if there is one. */
  stored?: string;
  /** Content hashes that wait for a person to decide. */
  readonly conflicts: Set<string>;
  readonly quarantined: Set<string>;
}

export const emptyHolding = (): Holding => ({ conflicts: new Set(), quarantined: new Set() });

export interface Judgement {
  readonly status: Exclude<ItemStatus, 'rejected'>;
  /** Whether it has to be written; else the storage has it already. */
  readonly isNew: boolean;
}

/** @param fits whether it may enter the figures: admitted, understood and of the right shape. */
export function judge(holding: Holding, contentHash: string, fits: boolean): Judgement {
  if (holding.stored === contentHash) return { status: 'already-stored', isNew: false };
  // What was said the first time is said again, whatever has been stored since.
  if (holding.quarantined.has(contentHash)) return { status: 'quarantined', isNew: false };
  if (holding.stored !== undefined) {
    return { status: 'conflict', isNew: !holding.conflicts.has(contentHash) };
  }
  return { status: fits ? 'stored' : 'quarantined', isNew: true };
}

/** The holding once the judgement is carried out. Changes `holding`, which the caller has made. */
export function remember(holding: Holding, contentHash: string, { status }: Judgement): void {
  if (status === 'stored') holding.stored = contentHash;
  if (status === 'conflict') holding.conflicts.add(contentHash);
  if (status === 'quarantined') holding.quarantined.add(contentHash);
}
