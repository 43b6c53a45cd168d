import { countHit, deleteWindowsBefore, forgetHits } from '#server/access/rate-limit-repo.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';

const windowMs = 60_000;
const triesAWindow = 5;

/**
 * Lets five tries a minute through for one account and knows no addresses: whoever guesses one password locks out
 * nobody else. The name itself is not kept, only a hash of it.
 * @returns seconds until the next try, or 0 if this one may go on.
 */
export async function secondsUntilNextTry(
  { db, clock, secrets }: ServiceDeps,
  login: string,
): Promise<number> {
  const now = clock.now().getTime();
  const windowStart = new Date(Math.floor(now / windowMs) * windowMs);
  await deleteWindowsBefore(db, new Date(now - 60 * windowMs));
  const hits = await countHit(db, bucketOf(secrets, login), windowStart);
  return hits <= triesAWindow ? 0 : Math.ceil((windowStart.getTime() + windowMs - now) / 1_000);
}

/** Whoever got in begins again with all tries. */
export const forgiveTries = ({ db, secrets }: ServiceDeps, login: string): Promise<void> =>
  forgetHits(db, bucketOf(secrets, login));

const bucketOf = (secrets: ServiceDeps['secrets'], login: string): string =>
  `sign-in:${secrets.hash(login)}`;
