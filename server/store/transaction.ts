import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#server/store/database.ts';
import { isRetryable } from '#server/store/dialects.ts';

const attempts = 3;

/**
 * Runs `work` in one transaction: all of it is kept, or nothing. Where two processes were in each other's way it is
 * run again, so `work` must have no effect but on the database. Inside a transaction it joins that one.
 */
export async function inTransaction<Value>(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>) => Promise<Value>,
): Promise<Value> {
  if (db.isTransaction) return work(db as Transaction<Database>); // as: what isTransaction has just said
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw error;
    }
  }
}
