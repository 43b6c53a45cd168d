import type { Kysely } from 'kysely';
import type { ItemResult } from '#core/intake/item-result.ts';
import { skewOf } from '#core/intake/phone-clock.ts';
import type { Clock, Secrets } from '#core/kernel/ports.ts';
import { ok, type Result } from '#core/kernel/result.ts';
import type { Keys } from '#server/access/keys.ts';
import { minuteLimiter } from '#server/http/minute-limiter.ts';
import { problemDocument } from '#server/http/problem-response.ts';
import { commitGroup } from '#server/intake/commit-group.ts';
import { prepareDeps } from '#server/intake/prepare-deps.ts';
import { type IntakeWork, prepareItem } from '#server/intake/prepare-item.ts';
import { writeGroup } from '#server/intake/write-group.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';
import type { Database } from '#server/store/database.ts';
import { isStorageTrouble } from '#server/store/dialects.ts';

export interface IntakeDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly keys: Keys;
}

export type Submit = (work: IntakeWork) => Promise<readonly ItemResult[]>;

export interface IntakeOptions {
  /** Items a link may send in a minute. */
  readonly itemsPerMinute?: number;
  /** How prepared work is stored; group commit unless a comparison asks for something else. */
  readonly submit?: Submit;
}

export interface AcceptedRequest {
  /** Whether the whole request is no longer than one item may be. */
  readonly isSmall: boolean;
  /** The phone's clock as it sent. */
  readonly sentAt?: string | undefined;
  /** Responses that stay on the phone. */
  readonly waiting?: number | undefined;
}

export interface Intake {
  /**
   * Stores what can be stored and says what became of each item, in order. When it returns, it is on disk.
   */
  accept(
    point: CollectionPoint,
    items: readonly unknown[],
    request: AcceptedRequest,
  ): Promise<Result<readonly ItemResult[]>>;
}

export function createIntake(deps: IntakeDeps, options: IntakeOptions = {}): Intake {
  const limiter = minuteLimiter(options.itemsPerMinute ?? 600);
  const preparing = prepareDeps(deps);
  const submit = options.submit ?? groupedSubmit(deps);
  return {
    async accept(point, items, { isSmall, sentAt, waiting }) {
      const receivedAt = deps.clock.now();
      const refused = limiter.take(point.link.id, items.length, receivedAt);
      if (refused) return { ok: false, problem: { code: 'too-many-requests', ...refused } };
      const skewMs = skewOf(sentAt, receivedAt);
      const prepared = [];
      for (const item of items) {
        const arrived = { point, receivedAt, isSmall, skewMs };
        prepared.push(await prepareItem(preparing, item, arrived));
      }
      const isReport = skewMs !== undefined || waiting !== undefined;
      const report = isReport ? { skewMs, waiting } : undefined;
      return ok(await submit({ point, items: prepared, report }));
    },
  };
}

/** Requests of one turn in one transaction. */
export function groupedSubmit(deps: IntakeDeps): Submit {
  const group = commitGroup<IntakeWork, readonly ItemResult[]>({
    write: (works) => writeGroup(deps, works),
    writeAlone: (work) => writeSingly(deps, work),
  });
  return group.submit;
}

/** Each item in a transaction of its own, so that one that breaks the storage's rules does not hold back the others. */
async function writeSingly(deps: IntakeDeps, work: IntakeWork): Promise<readonly ItemResult[]> {
  const results: ItemResult[] = [];
  let broken: unknown;
  for (const item of work.items) {
    try {
      const [one] = await writeGroup(deps, [{ ...work, items: [item] }]);
      results.push(...(one ?? []));
    } catch (error) {
      if (isStorageTrouble(error)) throw error;
      broken = error;
      const { status: _, ...problem } = problemDocument({ code: 'internal-error' });
      results.push({ id: item.sentId, status: 'rejected', problem });
    }
  }
  // Where nothing could be stored, the fault is ours: the phone keeps what it has and tries again.
  if (broken !== undefined && results.every(({ status }) => status === 'rejected')) throw broken;
  return results;
}
