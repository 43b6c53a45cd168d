/** Answers that wait for a person: quarantined ones, and second contents under an id. */
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '#server/store/database.ts';

export type WaitingKind = 'quarantine' | 'conflict';

export interface WaitingItem {
  readonly kind: WaitingKind;
  readonly response_id: string;
  readonly content_hash: string;
  readonly link_id: string | null;
  /** Of a conflict: that it is one. */
  readonly reason: string;
  /** JSON array of `{code, pointer}`. */
  readonly errors: string;
  readonly envelope: string;
  readonly receipt_code: string;
  readonly received_at: string;
  readonly decided_at: string | null;
  readonly decision: string | null;
  readonly decision_reason: string | null;
  /** Name of whoever decided. */
  readonly by: string | null;
}

/** How addresses call one of them. */
export const keyOf = ({ kind, response_id, content_hash }: WaitingItem): string =>
  `${kind === 'conflict' ? 'c' : 'q'}.${response_id}.${content_hash}`;

const keyPattern = /^([cq])\.([0-9a-f-]{36})\.([0-9a-z_-]{1,128})$/i;

export function readKey(
  key: string,
): { readonly kind: WaitingKind; readonly id: string; readonly hash: string } | undefined {
  const [, letter, id, hash] = keyPattern.exec(key) ?? [];
  if (id === undefined || hash === undefined) return undefined;
  return { kind: letter === 'c' ? 'conflict' : 'quarantine', id, hash };
}

const common = [
  'response_id',
  'content_hash',
  'link_id',
  'envelope',
  'receipt_code',
  'received_at',
  'decided_at',
  'decision',
  'decision_reason',
] as const;

const rowsOf = (db: Kysely<Database>, surveyId: string, kind: WaitingKind) =>
  db
    .selectFrom(kind)
    .leftJoin('person', 'person.id', 'decided_by')
    .select(common)
    .select('person.name as by')
    // A conflict has no more to say of why it waits.
    .select(kind === 'quarantine' ? sql<string>`reason`.as('reason') : conflicting.as('reason'))
    .select(
      kind === 'quarantine' ? sql<string>`errors`.as('errors') : sql<string>`'[]'`.as('errors'),
    )
    .where('survey_id', '=', surveyId);

const conflicting = sql<string>`'response-conflict'`;

export async function waitingItem(
  db: Kysely<Database>,
  surveyId: string,
  { kind, id, hash }: { readonly kind: WaitingKind; readonly id: string; readonly hash: string },
): Promise<WaitingItem | undefined> {
  const row = await rowsOf(db, surveyId, kind)
    .where('response_id', '=', id.toLowerCase())
    .where('content_hash', '=', hash)
    .executeTakeFirst();
  return row && { ...row, kind };
}

export interface WaitingPage {
  readonly rows: readonly WaitingItem[];
  readonly older: string | undefined;
}

const pageSize = 50;

/** Newest first. @param state those that wait, or those that were kept out. */
export async function waitingPage(
  db: Kysely<Database>,
  surveyId: string,
  {
    state,
    before,
  }: { readonly state: 'waiting' | 'kept-out'; readonly before?: string | undefined },
): Promise<WaitingPage> {
  const [at, key] = before?.split('|') ?? [];
  const of = async (kind: WaitingKind): Promise<readonly WaitingItem[]> => {
    let query = rowsOf(db, surveyId, kind);
    if (at !== undefined) query = query.where('received_at', '<=', at);
    query =
      state === 'waiting'
        ? query.where('decided_at', 'is', null)
        : query.where('decision', 'in', ['keep-out', 'keep-first']);
    // Several may have come in one moment: those that stood on the page before are left out below.
    const rows = await query
      .orderBy('received_at', 'desc')
      .orderBy('response_id')
      .orderBy('content_hash')
      .limit(pageSize * 4)
      .execute();
    return rows.map((row) => ({ ...row, kind }));
  };
  const all = [...(await of('quarantine')), ...(await of('conflict'))]
    .filter((item) => at === undefined || item.received_at < at || keyOf(item) > (key ?? ''))
    .sort(newestFirst);
  const rows = all.slice(0, pageSize);
  const last = rows.at(-1);
  return {
    rows,
    older: all.length > pageSize && last ? `${last.received_at}|${keyOf(last)}` : undefined,
  };
}

const newestFirst = (one: WaitingItem, other: WaitingItem): number => {
  if (one.received_at !== other.received_at) return one.received_at < other.received_at ? 1 : -1;
  return keyOf(one) < keyOf(other) ? -1 : 1;
};

export async function countWaiting(
  db: Kysely<Database>,
  surveyId: string,
  state: 'waiting' | 'kept-out',
): Promise<number> {
  const countIn = async (table: WaitingKind): Promise<number> => {
    const query = db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('survey_id', '=', surveyId);
    const { count } = await (state === 'waiting'
      ? query.where('decided_at', 'is', null)
      : query.where('decision', 'in', ['keep-out', 'keep-first'])
    ).executeTakeFirstOrThrow();
    return count;
  };
  return (await countIn('quarantine')) + (await countIn('conflict'));
}

/** Writes down what a person has decided. Locks the row until commit. */
export async function setDecision(
  db: Kysely<Database>,
  surveyId: string,
  item: WaitingItem,
  decided: {
    readonly decision: string;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  await db
    .updateTable(item.kind)
    .set({
      decided_at: decided.at,
      decision: decided.decision,
      decided_by: decided.by,
      decision_reason: decided.reason,
    })
    .where('survey_id', '=', surveyId)
    .where('response_id', '=', item.response_id)
    .where('content_hash', '=', item.content_hash)
    .execute();
}

const errorsSchema = z.array(z.object({ pointer: z.string().optional(), code: z.string() }));

export const errorsOf = (item: WaitingItem) => errorsSchema.parse(JSON.parse(item.errors));
