/** Which codes of a link there are and which are used. No row knows of an answer. */
import type { Kysely } from 'kysely';
import type { Database } from '#server/store/database.ts';
import { insertRows } from '#server/store/remembered.ts';

/**
 * Adds codes, by their hashes: `keys.hmac('one-time-code', linkId + ':' + canonical code)`.
 * @throws if one of them is there already
 */
export async function insertCodes(
  db: Kysely<Database>,
  linkId: string,
  hashes: readonly string[],
): Promise<void> {
  // By hash, so that no database keeps the order in which they are handed out.
  const rows = [...hashes]
    .sort()
    .map((hash) => ({ link_id: linkId, code_hash: hash, used_on: null }));
  await insertRows(db, 'one_time_code', rows);
}

export type CodeState = 'unused' | 'used';

/** By hash; those that the link does not have are absent. */
export async function codeStates(
  db: Kysely<Database>,
  linkId: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, CodeState>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .selectFrom('one_time_code')
    .select(['code_hash', 'used_on'])
    .where('link_id', '=', linkId)
    .where('code_hash', 'in', [...hashes])
    .execute();
  return new Map(rows.map((row) => [row.code_hash, row.used_on === null ? 'unused' : 'used']));
}

/**
 * Marks codes as used. Call it in the transaction that stores what they were used for, which holds the survey's lock.
 *
 * All rows of the link are written anew each time. PostgreSQL notes with each row the transaction that wrote it, and
 * puts what is written last behind the rest: written alone, a code could be laid beside the answer of its transaction.
 * @param day in the project's time zone
 * @returns the hashes that were unused until now
 */
export async function burnCodes(
  db: Kysely<Database>,
  linkId: string,
  hashes: readonly string[],
  day: string,
): Promise<readonly string[]> {
  const states = await codeStates(db, linkId, hashes);
  const unused = [...new Set(hashes)].filter((hash) => states.get(hash) === 'unused');
  if (unused.length === 0) return [];
  await db
    .updateTable('one_time_code')
    .set((eb) => ({
      used_on: eb.case().when('code_hash', 'in', unused).then(day).else(eb.ref('used_on')).end(),
    }))
    .where('link_id', '=', linkId)
    .execute();
  return unused;
}

export interface CodeCounts {
  readonly made: number;
  readonly used: number;
}

/** By link; links without codes are absent. */
export async function codeCounts(
  db: Kysely<Database>,
  linkIds: readonly string[],
): Promise<ReadonlyMap<string, CodeCounts>> {
  if (linkIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('one_time_code')
    .select((eb) => [
      'link_id',
      eb.fn.countAll<number>().as('made'),
      eb.fn.count<number>('used_on').as('used'),
    ])
    .where('link_id', 'in', [...linkIds])
    .groupBy('link_id')
    .execute();
  return new Map(
    rows.map((row) => [row.link_id, { made: Number(row.made), used: Number(row.used) }]),
  );
}
