import type { Context, Handler } from 'hono';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock, Secrets } from '#core/kernel/ports.ts';
import { minuteLimiter } from '#server/http/minute-limiter.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { type CollectionPoint, collectionPoints, tokenOf } from '#server/links/collection-point.ts';
import { guessAlarm } from '#server/links/guess-alarm.ts';
import type { Database } from '#server/store/database.ts';
import { withPatience } from '#server/store/patience.ts';

export interface TokenDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly points: (token: string) => Promise<CollectionPoint | undefined>;
}

/** More wrong tokens than this in a minute are no typing errors. */
const guessesAMinute = 20;

/**
 * Finds out where tokens lead. A token of 128 bits cannot be guessed, but whoever tries should be noticed: the log
 * says so once a minute and the audit once an hour, with no address. Right tokens are never held up by wrong ones.
 */
export function tokenPoints(deps: {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly logger: Logger;
}): TokenDeps['points'] {
  const find = collectionPoints(deps.db, deps.secrets);
  const guesses = minuteLimiter(guessesAMinute);
  const alarm = guessAlarm(deps, 'link-tokens-guessed', { moreThanAMinute: guessesAMinute });
  return async (token) => {
    const now = deps.clock.now();
    const point = await withPatience(find(token, now));
    if (!point && guesses.take('all', 1, now)) await alarm(now);
    return point;
  };
}

export async function holderOf(deps: TokenDeps, c: Context): Promise<CollectionPoint | undefined> {
  const token = tokenOf(c.req.header('authorization'));
  const point = token === undefined ? undefined : await deps.points(token);
  if (point?.anonymous) c.set('isUnlogged', true);
  return point;
}

export const methodNotAllowed =
  (allow: string): Handler =>
  (c) => {
    c.header('allow', allow);
    return problemResponse(c, { code: 'method-not-allowed' });
  };
