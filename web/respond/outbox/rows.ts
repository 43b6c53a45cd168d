/** What the phone keeps. Times are RFC 3339 by the phone's clock; only receipts carry the server's. */

import type { Definition } from '#core/definitions/definition.ts';
import type { LinkView, SubmissionItem } from './wire.ts';

/** One link opened on this phone. The token is kept here and in the address, nowhere else. */
export interface LinkRow {
  readonly id: string;
  readonly token: string;
  readonly view: LinkView;
  readonly definitionHash: string;
  /** Who collects, as the person wrote it on this phone. */
  readonly collectorName?: string;
  /** The language chosen on this phone. */
  readonly language?: string;
  /** How far the server's clock was ahead of the phone's when the link was last opened. */
  readonly clockAheadMs?: number;
}

export interface DefinitionRow {
  readonly hash: string;
  readonly definition: Definition;
}

/** An interview under way. */
export interface DraftRow {
  /** The response id, made when the interview opened. */
  readonly id: string;
  readonly linkId: string;
  readonly definitionHash: string;
  readonly language: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  /** Name of the page the person was on. */
  readonly page?: string;
  readonly pageNumber: number;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Why the server will never take a response. */
export interface Refusal {
  readonly reason: 'rejected' | 'too-large' | 'not-accepted';
  readonly status?: number;
}

/** A finished response that the server has not acknowledged. */
export interface OutboxRow {
  readonly id: string;
  readonly linkId: string;
  readonly item: SubmissionItem;
  readonly savedAt: string;
  readonly refusal?: Refusal;
}

export interface ReceiptRow {
  readonly id: string;
  readonly linkId: string;
  readonly savedAt: string;
  readonly receivedAt: string;
  readonly code?: string;
  /** The server keeps it but a person has to look first. */
  readonly needsReview: boolean;
}
