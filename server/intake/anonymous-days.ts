/** What is left to do for anonymous surveys when a day is over. */
import type { Kysely } from 'kysely';
import type { Clock } from '#core/kernel/ports.ts';
import { dayIn } from '#core/register/project-time.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import { endDay, type PooledDay, pooledDays } from '#server/intake/anonymous-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

interface DayDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
}

/**
 * Ends the days that are over: writes into the audit how many responses were shown on them. Had each batch its own line,
 * the lines before and after it would tell when its last response came. Call it now and then; calling it again does no harm.
 * @returns how many days were ended.
 */
export async function endDays({ db, clock }: DayDeps): Promise<number> {
  const now = clock.now();
  const over = (await pooledDays(db)).filter(({ day, timeZone }) => day < dayIn(now, timeZone));
  let ended = 0;
  for (const day of over) if (await endOne(db, day, now)) ended += 1;
  return ended;
}

const endOne = (db: Kysely<Database>, day: PooledDay, now: Date): Promise<boolean> =>
  inTransaction(db, async (trx) => {
    const count = await endDay(trx, day);
    if (count === undefined) return false;
    await appendAudit(trx, day.organisationId, now, [
      {
        actor: 'system',
        action: 'responses.pooled',
        subject: `survey:${day.surveyId}`,
        detail: { count, day: day.day },
      },
    ]);
    return true;
  });
