/** What the phone keeps. Times are RFC 3339 by the phone's clock; only receipts carry the server's. */

import type { Definition } from '#core/definitions/definition.ts';
import type { LinkProgress, LinkView, SealTo, SubmissionItem } from './wire.ts';

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
  /** Whom finished answers are sealed to; absent in rows of older builds and where the server offers none. */
  readonly sealTo?: SealTo;
  /** How far this link's field work had come when the server was last asked, and when that was. */
  readonly progress?: LinkProgress & { readonly askedAt: string };
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
  /** The one-time code that the person came with. */
  readonly accessCode?: string;
  /** The person has said that this interview waits for them. */
  readonly isKept?: boolean;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** An interview that begins now. */
export const newDraft = (
  { id, now }: { readonly id: string; readonly now: Date },
  link: LinkRow,
  language: string,
  answers: DraftRow['answers'],
): DraftRow => ({
  id,
  linkId: link.id,
  definitionHash: link.definitionHash,
  language,
  startedAt: now.toISOString(),
  updatedAt: now.toISOString(),
  pageNumber: 1,
  answers,
});

/** Why the server will never take a response. */
export interface Refusal {
  readonly reason: 'rejected' | 'too-large' | 'not-accepted';
  readonly status?: number;
}

/**
 * A finished response that the server has not acknowledged. Its answers are sealed, so that nobody opens them again on
 * the phone; rows of older builds, and of browsers without WebCrypto, hold them in clear.
 */
export interface OutboxRow {
  readonly id: string;
  readonly linkId: string;
  readonly item: SubmissionItem;
  readonly savedAt: string;
  readonly refusal?: Refusal;
}

/** What is left of a response that the server has acknowledged: ids and states, nothing of its content. */
export interface ReceiptRow {
  readonly id: string;
  readonly linkId: string;
  readonly savedAt: string;
  readonly receivedAt: string;
  readonly code?: string;
  /** The server keeps it but a person has to look first. */
  readonly needsReview: boolean;
  /** Why, where the person can be told: their one-time code is used or unknown. */
  readonly problem?: string;
  /**
   * For this page only, never for the disk: on the phone of a client, or on a shared device, an id would say later that
   * somebody has answered here, and which answers they are.
   */
  readonly isPassing?: boolean;
}

/** @returns which of the kept definitions no link, draft or waiting response needs any more. */
export function unneededDefinitions(
  kept: readonly string[],
  links: readonly LinkRow[],
  drafts: readonly DraftRow[],
  outbox: readonly OutboxRow[],
): readonly string[] {
  const needed = new Set([
    ...links.map((row) => row.definitionHash),
    ...drafts.map((row) => row.definitionHash),
    ...outbox.map((row) => row.item.definitionHash),
  ]);
  return kept.filter((hash) => !needed.has(hash));
}
