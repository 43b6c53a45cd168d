/** Whether the storage can be read and written: what `/healthz` says to whoever watches over the server. */
import type { Clock } from '#core/kernel/ports.ts';
import { countHit } from '#server/access/rate-limit-repo.ts';
import type { Store } from '#server/store/database.ts';
import { withPatience } from '#server/store/patience.ts';

/** A success is believed for so long: writing costs a sync, and watchers ask often. A failure is looked into again. */
const believedMs = 5_000;
/** Always the same row. */
const window = new Date(0);

export function healthCheck({ db }: Store, clock: Clock): () => Promise<boolean> {
  let wellUntil = 0;
  return async () => {
    const now = clock.now().getTime();
    try {
      await withPatience(db.selectFrom('organisation').select('id').limit(1).execute());
      if (now < wellUntil) return true;
      // A full disk can still be read.
      await withPatience(countHit(db, 'health', window));
      wellUntil = now + believedMs;
      return true;
    } catch {
      wellUntil = 0;
      return false;
    }
  };
}
