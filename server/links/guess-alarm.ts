/** Says that somebody is trying out secrets: in the log once a minute, in the audit of an organisation once an hour. */
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { appendAudit } from '#server/access/audit-repo.ts';
import { organisationIds } from '#server/access/organisation-repo.ts';
import { minuteLimiter } from '#server/http/minute-limiter.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

/** @param organisationId whose links are meant; all are told where nobody knows */
export type GuessAlarm = (now: Date, organisationId?: string) => Promise<void>;

const hourMs = 3_600_000;

/** @param detail no address, no secret and no part of one: how many, and over what time. */
export function guessAlarm(
  { db, logger }: { readonly db: Kysely<Database>; readonly logger: Logger },
  event: string,
  detail: Readonly<Record<string, number>>,
): GuessAlarm {
  const lines = minuteLimiter(1);
  const noted = new Map<string, number>();
  return async (now, organisationId) => {
    const key = organisationId ?? '';
    if (!lines.take(key, 1, now)) logger.warn({ event, ...detail });
    if (now.getTime() - (noted.get(key) ?? Number.NEGATIVE_INFINITY) < hourMs) return;
    noted.set(key, now.getTime());
    // Whoever asks is answered as ever, whether it could be noted or not.
    await note(db, organisationId, { event, detail, now }).catch(() =>
      logger.error({ event: 'audit-unwritten', of: event }),
    );
  };
}

interface Alarm {
  readonly event: string;
  readonly detail: Readonly<Record<string, number>>;
  readonly now: Date;
}

const note = (
  db: Kysely<Database>,
  organisationId: string | undefined,
  { event: action, detail, now }: Alarm,
): Promise<void> =>
  inTransaction(db, async (trx) => {
    const ids = organisationId === undefined ? await organisationIds(trx) : [organisationId];
    for (const id of ids) {
      const entry = { actor: 'system', action, subject: `organisation:${id}`, detail };
      await appendAudit(trx, id, now, [entry]);
    }
  });
