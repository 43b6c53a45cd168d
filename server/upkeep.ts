/** Work that nobody asks for: done when the server starts and once an hour. */
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '#core/kernel/ports.ts';
import { endDays } from '#server/intake/anonymous-days.ts';
import type { Store } from '#server/store/database.ts';

interface UpkeepDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
}

const hourMs = 3_600_000;

/** @returns ends it. */
export function startUpkeep(deps: UpkeepDeps): () => void {
  void upkeep(deps);
  const timer = setInterval(() => void upkeep(deps), hourMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** A storage in trouble has its work done an hour later. */
export async function upkeep({ store, clock, logger }: UpkeepDeps): Promise<void> {
  try {
    const ended = await endDays({ db: store.db, clock });
    // The log of what was written tells in which order: once a day is over, it begins anew.
    if (ended > 0 && store.dialect === 'sqlite') {
      await sql`pragma wal_checkpoint(truncate)`.execute(store.db);
    }
  } catch (error) {
    logger.warn({ event: 'upkeep-failed', name: error instanceof Error ? error.name : 'unknown' });
  }
}
