/** Says that somebody is trying out secrets: in the log once a minute, in the audit of each organisation once an hour. */
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { appendAudit } from '#server/access/audit-repo.ts';
import { organisationIds } from '#server/access/organisation-repo.ts';
import { minuteLimiter } from '#server/http/minute-limiter.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

export type GuessAlarm = (now: Date) => Promise<void>;

const hourMs = 3_600_000;

/** @param detail no address, no secret and no part of one: how many, and over what time. */
export function guessAlarm(
  { db, logger }: { readonly db: Kysely<Database>; readonly logger: Logger },
  event: string,
  detail: Readonly<Record<string, number>>,
): GuessAlarm {
  const lines = minuteLimiter(1);
  let noted = Number.NEGATIVE_INFINITY;
  return async (now) => {
    if (!lines.take('all', 1, now)) logger.warn({ event, ...detail });
    if (now.getTime() - noted < hourMs) return;
    noted = now.getTime();
    // Nobody knows whose links are meant, so all are told. Whoever guesses is answered as ever, noted or not.
    await note(db, event, detail, now).catch(() => logger.error({ event: 'audit-unwritten' }));
  };
}

const note = (
  db: Kysely<Database>,
  action: string,
  detail: Readonly<Record<string, number>>,
  now: Date,
): Promise<void> =>
  inTransaction(db, async (trx) => {
    for (const organisationId of await organisationIds(trx)) {
      const entry = { actor: 'system', action, subject: `organisation:${organisationId}`, detail };
      await appendAudit(trx, organisationId, now, [entry]);
    }
  });
