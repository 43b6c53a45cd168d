import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import {
  type AuditEntry,
  auditMinute,
  auditText,
  firstPreviousHash,
} from '#core/access/audit-entry.ts';
import type { AuditTable } from '#server/access/access-tables.ts';
import { nodeSecrets } from '#server/node-ports.ts';
import type { Database } from '#server/store/database.ts';
import { insertRows } from '#server/store/remembered.ts';

/**
 * Adds lines to an organisation's chain. Call it last, inside the transaction that it describes: the chain's head is
 * locked from here to the commit, so the chain has no forks and no line without its deed.
 */
export async function appendAudit(
  db: Kysely<Database>,
  organisationId: string,
  at: Date,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const head = await advanceHead(db, organisationId, entries.length);
  const minute = auditMinute(at);
  let { seq, hash } = head;
  const rows = entries.map((entry) => {
    const previous = hash;
    hash = nodeSecrets.hash(auditText(previous, minute, entry));
    seq += 1;
    return {
      organisation_id: organisationId,
      seq,
      at: minute,
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      detail: JSON.stringify(entry.detail ?? {}),
      previous_hash: previous,
      hash,
    };
  });
  await insertRows(db, 'audit', rows);
  await db
    .updateTable('audit_head')
    .set({ hash })
    .where('organisation_id', '=', organisationId)
    .execute();
}

/** Moves the head on, which locks it, and tells where it stood before. */
async function advanceHead(
  db: Kysely<Database>,
  organisationId: string,
  by: number,
): Promise<{ seq: number; hash: string }> {
  const advance = () =>
    db
      .updateTable('audit_head')
      .set((eb) => ({ seq: eb('seq', '+', by) }))
      .where('organisation_id', '=', organisationId)
      .returning(['seq', 'hash'])
      .executeTakeFirst();
  let head = await advance();
  if (!head) {
    // Two first appends may meet here: one of them makes the head, both then advance it.
    await db
      .insertInto('audit_head')
      .values({ organisation_id: organisationId, seq: 0, hash: firstPreviousHash })
      .onConflict((conflict) => conflict.column('organisation_id').doNothing())
      .execute();
    head = await advance();
  }
  if (!head) throw new Error('the head of the audit chain cannot be made');
  return { seq: head.seq - by, hash: head.hash };
}

export interface AuditLine extends AuditEntry {
  readonly seq: number;
  readonly at: string;
}

/** Newest first, going back from `beforeSeq` if given. */
export async function auditLines(
  db: Kysely<Database>,
  organisationId: string,
  { limit, beforeSeq }: { readonly limit: number; readonly beforeSeq?: number },
): Promise<readonly AuditLine[]> {
  let query = db.selectFrom('audit').selectAll().where('organisation_id', '=', organisationId);
  if (beforeSeq !== undefined) query = query.where('seq', '<', beforeSeq);
  return (await query.orderBy('seq', 'desc').limit(limit).execute()).map(toLine);
}

export type ChainVerdict =
  | { readonly ok: true; readonly lines: number }
  | { readonly ok: false; readonly lines: number; readonly brokenAt: number };

/** Works out every hash again. A changed, missing or added line shows at its seq; so does a tail that was cut off. */
export async function verifyChain(
  db: Kysely<Database>,
  organisationId: string,
): Promise<ChainVerdict> {
  let previous = firstPreviousHash;
  let lines = 0;
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where('seq', '>', lines)
      .orderBy('seq')
      .limit(1_000)
      .execute();
    for (const row of rows) {
      const holds =
        row.seq === lines + 1 &&
        row.previous_hash === previous &&
        row.hash === nodeSecrets.hash(auditText(previous, row.at, toLine(row)));
      if (!holds) return { ok: false, lines, brokenAt: lines + 1 };
      previous = row.hash;
      lines += 1;
    }
    if (rows.length === 0) break;
  }
  const head = await db
    .selectFrom('audit_head')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  const whole = head ? head.seq === lines && head.hash === previous : lines === 0;
  return whole ? { ok: true, lines } : { ok: false, lines, brokenAt: lines + 1 };
}

const detailSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const toLine = (row: Selectable<AuditTable>): AuditLine => ({
  seq: row.seq,
  at: row.at,
  actor: row.actor,
  action: row.action,
  subject: row.subject,
  detail: detailSchema.parse(JSON.parse(row.detail)),
});
