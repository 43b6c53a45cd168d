import { type Kysely, sql } from 'kysely';
import { isResponseId } from '#core/intake/submission.ts';
import { isStranger } from '#core/links/link.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';
import type { Database } from '#server/store/database.ts';

/** That the server holds a response: what settles "we sent 40, you show 38". */
export interface Receipt {
  /** As it was asked for. */
  readonly id: string;
  readonly status: 'stored' | 'conflict' | 'quarantined';
  /** A moment; for anonymous surveys a day. */
  readonly receivedAt: string;
  readonly code: string;
}

/** Receipts of the ids that this link has sent, in the order asked. An anonymous survey does not know which link. */
export async function receiptsOf(
  db: Kysely<Database>,
  point: CollectionPoint,
  ids: readonly string[],
): Promise<readonly Receipt[]> {
  // What is no id is held nowhere, and may hold characters that not every database takes.
  const wanted = [...new Set(ids.filter(isResponseId).map((id) => id.toLowerCase()))];
  if (wanted.length === 0) return [];
  // Last comes what says most about an id.
  const found = point.anonymous
    ? [...(await waiting(db, point, wanted)), ...(await anonymous(db, point, wanted))]
    : [...(await waiting(db, point, wanted)), ...(await stored(db, point, wanted))];
  const byId = new Map(found.toSorted(bySaying).map((receipt) => [receipt.id, receipt]));
  return ids.flatMap((id) => {
    const receipt = byId.get(id.toLowerCase());
    return receipt ? [{ ...receipt, id }] : [];
  });
}

const saying = ['quarantined', 'conflict', 'stored'];
const bySaying = (a: Receipt, b: Receipt): number =>
  saying.indexOf(a.status) - saying.indexOf(b.status);

async function stored(
  db: Kysely<Database>,
  { link }: CollectionPoint,
  ids: readonly string[],
): Promise<readonly Receipt[]> {
  const rows = await db
    .selectFrom('response')
    .select(['id', 'received_at', 'receipt_code'])
    .where('survey_id', '=', link.surveyId)
    .where('id', 'in', ids)
    .where('link_id', '=', link.id)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    status: 'stored',
    receivedAt: row.received_at,
    code: row.receipt_code,
  }));
}

async function anonymous(
  db: Kysely<Database>,
  { link }: CollectionPoint,
  ids: readonly string[],
): Promise<readonly Receipt[]> {
  const rows = await db
    .selectFrom('anonymous_response')
    .select(['id', 'received_on', 'receipt_code'])
    .where('survey_id', '=', link.surveyId)
    .where('id', 'in', ids)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    status: 'stored',
    receivedAt: row.received_on,
    code: row.receipt_code,
  }));
}

async function waiting(
  db: Kysely<Database>,
  { link, anonymous: isAnonymous }: CollectionPoint,
  ids: readonly string[],
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = [];
  for (const [table, status] of [
    ['quarantine', 'quarantined'],
    ['conflict', 'conflict'],
  ] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['response_id', 'received_at', 'receipt_code', 'link_id'])
      .select(table === 'quarantine' ? 'reason' : sql.lit('').as('reason'))
      .where('survey_id', '=', link.surveyId)
      .where('response_id', 'in', ids)
      .execute();
    const own = rows.filter((row) => row.link_id === (isAnonymous ? null : link.id));
    for (const row of own) {
      receipts.push({
        id: row.response_id,
        // As it was said: whoever answers for themselves does not learn that a person is known.
        status: row.reason === 'client-exists' && isStranger(link) ? 'stored' : status,
        receivedAt: row.received_at,
        code: row.receipt_code,
      });
    }
  }
  return receipts;
}
