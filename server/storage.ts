import { sql } from 'kysely';
import { openKeys } from '#server/access/key-file.ts';
import type { Keys } from '#server/access/keys.ts';
import type { Config } from '#server/config.ts';
import { sealOlderCodes } from '#server/intake/seal-older.ts';
import { openDatabase, type Store } from '#server/store/database.ts';

/**
 * The storage, and the keys that it was written with.
 * @throws Error in plain words if it cannot be opened, or if the key is missing or another one; it is closed then.
 */
export async function openStorage(config: Config): Promise<{ store: Store; keys: Keys }> {
  const store = await openDatabase(config);
  try {
    const keys = await openKeys(store.db, config);
    const changed = await sealOlderCodes({ db: store.db, keys });
    if (changed > 0 && store.dialect === 'sqlite') await wipe(store);
    return { store, keys };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Writes the file anew: what was replaced would stay in it until other rows need the room. */
async function wipe({ db }: Store): Promise<void> {
  await sql`vacuum`.execute(db);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
}
