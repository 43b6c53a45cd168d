/** What screens see of the phone at one moment. */
import type { Definition } from '#core/definitions/definition.ts';
import type { DraftRow, LinkRow, OutboxRow, ReceiptRow } from './outbox/rows.ts';

/** How the link stands, as far as this phone knows. */
export type Standing = 'loading' | 'open' | 'first-open' | 'unknown' | 'over' | 'paused' | 'early';

/**
 * What the browser keeps for us: everything; everything, with little room left; not the last things, because there is
 * no room; nothing at all, because it does not let pages store anything.
 */
export type StorageState = 'kept' | 'scarce' | 'full' | 'none';

/** What the server said when it was last asked what it holds. */
export interface ReceiptCheck {
  readonly checkedAt: string;
  readonly asked: number;
  /** Ids that this phone has receipts for and the server does not know. */
  readonly missing: readonly string[];
}

export interface PhoneSnapshot {
  readonly standing: Standing;
  readonly online: boolean;
  readonly durable: boolean;
  readonly storage: StorageState;
  /** Whether the browser has promised not to clear our storage away by itself. */
  readonly isPersistent: boolean;
  /** Whether finished answers are sealed on this phone, so that nobody opens them again. */
  readonly seals: boolean;
  readonly link: LinkRow | undefined;
  readonly definition: Definition | undefined;
  /** How the field work of this link stood when the server was last asked; collectors and partners only. */
  readonly progress: LinkRow['progress'];
  readonly drafts: readonly DraftRow[];
  readonly waiting: readonly OutboxRow[];
  readonly refused: readonly OutboxRow[];
  readonly receipts: readonly ReceiptRow[];
  readonly sending: ReadonlySet<string>;
  /** When the phone tries to send again by itself, in milliseconds of its own clock. */
  readonly nextTryAt: number | undefined;
  readonly check: ReceiptCheck | 'asking' | 'failed' | undefined;
  /** A new build of these screens waits until nothing is open. */
  readonly hasNewBuild: boolean;
}

export const emptySnapshot: PhoneSnapshot = {
  standing: 'loading',
  online: true,
  durable: true,
  storage: 'kept',
  isPersistent: true,
  seals: false,
  link: undefined,
  definition: undefined,
  progress: undefined,
  drafts: [],
  waiting: [],
  refused: [],
  receipts: [],
  sending: new Set(),
  nextTryAt: undefined,
  check: undefined,
  hasNewBuild: false,
};
