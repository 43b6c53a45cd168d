import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '#core/kernel/ports.ts';
import { minuteLimiter } from '#server/http/minute-limiter.ts';
import type { Intake } from '#server/intake/intake-service.ts';
import { guessAlarm } from '#server/links/guess-alarm.ts';
import type { Database } from '#server/store/database.ts';

/** More unknown codes than this through one link in a minute are no typing errors. */
const guessesAMinute = 20;

/**
 * The intake, watched for somebody who tries out one-time codes. Nothing is refused for it: a phone that comes home with
 * a day's answers is taken as ever, and how much one link may send in a minute is limited already.
 */
export function watchCodes(
  intake: Intake,
  deps: { readonly db: Kysely<Database>; readonly clock: Clock; readonly logger: Logger },
): Intake {
  const guesses = minuteLimiter(guessesAMinute);
  const alarm = guessAlarm(deps, 'one-time-codes-guessed', { moreThanAMinute: guessesAMinute });
  return {
    async accept(...call) {
      const taken = await intake.accept(...call);
      if (!taken.ok) return taken;
      const [{ link, organisationId }] = call;
      const now = deps.clock.now();
      const unknown = taken.value.filter(({ problem }) => problem?.code === 'code-unknown');
      const tooMany = unknown.filter(() => guesses.take(link.id, 1, now) !== undefined);
      if (tooMany.length > 0) await alarm(now, organisationId);
      return taken;
    },
  };
}
