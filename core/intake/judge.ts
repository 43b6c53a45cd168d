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
  /** Of one that is quarantined while whoever sent it was told that it is stored. */
  hidden?: string;
}

export const emptyHolding = (): Holding => ({ conflicts: new Set(), quarantined: new Set() });

export interface Judgement {
  readonly status: Exclude<ItemStatus, 'rejected'>;
  /** Whether it has to be written; else the storage has it already. */
  readonly isNew: boolean;
}

/** A submission by its content. */
export interface Content {
  readonly contentHash: string;
  /** Hashes under which the same content may have been kept before. */
  readonly formerHashes: readonly string[];
}

/**
 * @param fits whether it may enter the figures: admitted, understood and of the right shape.
 * @param isStranger whether whoever sends it may not learn that a person is known: what is hidden counts as stored.
 */
export function judge(
  holding: Holding,
  { contentHash, formerHashes }: Content,
  fits: boolean,
  isStranger = false,
): Judgement {
  const hashes = [contentHash, ...formerHashes];
  const stored = holding.stored ?? (isStranger ? holding.hidden : undefined);
  if (stored !== undefined && hashes.includes(stored)) {
    return { status: 'already-stored', isNew: false };
  }
  // What was said the first time is said again, whatever has been stored since.
  if (hashes.some((hash) => holding.quarantined.has(hash))) {
    return { status: 'quarantined', isNew: false };
  }
  if (stored !== undefined) {
    return { status: 'conflict', isNew: !hashes.some((hash) => holding.conflicts.has(hash)) };
  }
  return { status: fits ? 'stored' : 'quarantined', isNew: true };
}

/** The holding once the judgement is carried out. Changes `holding`, which the caller has made. */
export function remember(
  holding: Holding,
  contentHash: string,
  { status }: Judgement,
  isHidden = false,
): void {
  if (status === 'stored') holding.stored = contentHash;
  if (status === 'conflict') holding.conflicts.add(contentHash);
  if (status === 'quarantined') holding.quarantined.add(contentHash);
  if (status === 'quarantined' && isHidden) holding.hidden ??= contentHash;
}
