/**
 * One line of the audit: who did what to which thing, to the minute. Lines are chained by hash, so that a changed or
 * missing line shows. No line holds an answer, a person's name or a token.
 */
import { canonicalJson } from '#core/kernel/canonical-json.ts';

export interface AuditEntry {
  /** A person's id, `link:<id>`, or `system`. */
  readonly actor: string;
  /** Noun and verb: `response.stored`, `link.created`. */
  readonly action: string;
  /** What it was done to: `response:<id>`, `survey:<id>`. */
  readonly subject: string;
  /** Counts and codes that explain it. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** Where a chain begins. */
export const firstPreviousHash = '0'.repeat(64);

/** Day and minute: `2026-04-14T03:25Z`. */
export const auditMinute = (at: Date): string => `${at.toISOString().slice(0, 16)}Z`;

/**
 * What the hash of a line is taken of: the line itself and the hash of the one before it.
 * @param at as `auditMinute` writes it.
 */
export const auditText = (previous: string, at: string, entry: AuditEntry): string =>
  canonicalJson({
    previous,
    at,
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    detail: entry.detail ?? {},
  });
