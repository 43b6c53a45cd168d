import { openKeys } from '#server/access/key-file.ts';
import type { Keys } from '#server/access/keys.ts';
import type { Config } from '#server/config.ts';
import { openDatabase, type Store } from '#server/store/database.ts';

/**
 * The storage, and the keys that it was written with.
 * @throws Error in plain words if it cannot be opened, or if the key is missing or another one; it is closed then.
 */
export async function openStorage(config: Config): Promise<{ store: Store; keys: Keys }> {
  const store = await openDatabase(config);
  try {
    return { store, keys: await openKeys(store.db, config) };
  } catch (error) {
    await store.close();
    throw error;
  }
}
