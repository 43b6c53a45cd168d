/** One-time codes of respondent links: made in one go to be printed, and counted; nobody can list them again. */
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { CodeCountsReply, CodesReply } from '#core/links/link-api.ts';
import { codeBytes, formatCode, newCode } from '#core/links/one-time-code.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { Keys } from '#server/access/keys.ts';
import type { By } from '#server/access/people-service.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { livingLink, placedLink } from '#server/links/link-place.ts';
import { shownCount } from '#server/links/link-service.ts';
import { codeCounts, codeStates, insertCodes } from '#server/links/one-time-code-repo.ts';
import { inTransaction } from '#server/store/transaction.ts';

/** Of one link, all of which are written anew with each use; more are another link. */
const mostCodes = 2_000;

/** The hash by which the storage knows a code. @param code in canonical form */
export const codeHash = (keys: Keys, linkId: string, code: string): string =>
  keys.hmac('one-time-code', `${linkId}:${code}`);

/** New codes, as they are printed. They exist in this reply only: storage has keyed hashes. */
export function makeCodes(
  { db, clock, secrets, keys }: ServiceDeps,
  by: By,
  linkId: string,
  count: number,
): Promise<Result<CodesReply>> {
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    const living = await livingLink(trx, linkId);
    if (!living.ok) return living;
    if (!living.value.link.oneTimeCodes) {
      return refuse('request-unfit', [{ pointer: '', code: 'link-without-codes' }]);
    }
    const { made } = (await codeCounts(trx, [linkId])).get(linkId) ?? { made: 0 };
    if (made + count > mostCodes) {
      const params = { most: mostCodes - made };
      return refuse('request-unfit', [{ pointer: '/count', code: 'too_big', params }]);
    }
    const codes = new Map<string, string>();
    while (codes.size < count) {
      const code = newCode(Buffer.from(secrets.token(codeBytes), 'base64url'));
      const hash = codeHash(keys, linkId, code);
      if ((await codeStates(trx, linkId, [hash])).size === 0) codes.set(hash, code);
    }
    await insertCodes(trx, linkId, [...codes.keys()]);
    await appendAudit(trx, by.organisationId, now, [
      {
        actor: by.actorId,
        action: 'link.codes-made',
        subject: `link:${linkId}`,
        detail: { count },
      },
    ]);
    return ok({ codes: [...codes.values()].map(formatCode) });
  });
}

/** How many there are, and how many of them are used for those who may know. */
export async function countCodes(
  { db }: Pick<ServiceDeps, 'db'>,
  linkId: string,
  mayCount: boolean,
): Promise<Result<CodeCountsReply>> {
  const { link, place } = await placedLink(db, linkId);
  if (!link.oneTimeCodes) return refuse('not-found');
  const { made, used } = (await codeCounts(db, [linkId])).get(linkId) ?? { made: 0, used: 0 };
  const shown = shownCount(used, { mayCount, anonymous: place.anonymous });
  return ok({ made, ...(shown !== undefined && { used: shown }) });
}
