/**
 * Writes that arrive in the same turn of the event loop share one transaction, and each is answered when it is on
 * disk. There is no timer: alone, a write waits for nobody; under load, those that come while a group is being
 * written make up the next one.
 */
import { isStorageTrouble } from '#server/store/dialects.ts';
import { StorageTooSlow, storagePatienceMs } from '#server/store/patience.ts';

export interface CommitGroupOptions<Work, Outcome> {
  /** All of the group in one transaction, outcomes in order; throws if nothing was written. */
  readonly write: (group: readonly Work[]) => Promise<readonly Outcome[]>;
  /** One work by itself, after its group has failed for a reason of its own. */
  readonly writeAlone: (work: Work) => Promise<Outcome>;
  /** Works a transaction. */
  readonly largest?: number;
  /** Whoever has waited this long is told to come back; what is sent again does no harm. */
  readonly patienceMs?: number;
}

export interface CommitGroup<Work, Outcome> {
  submit(work: Work): Promise<Outcome>;
}

interface Waiting<Work, Outcome> {
  readonly work: Work;
  readonly outcome: Promise<Outcome>;
  readonly done: (outcome: Outcome) => void;
  readonly failed: (error: unknown) => void;
  /** Nobody waits for it any more. */
  isGone: boolean;
}

export function commitGroup<Work, Outcome>({
  write,
  writeAlone,
  largest = 256,
  patienceMs = storagePatienceMs,
}: CommitGroupOptions<Work, Outcome>): CommitGroup<Work, Outcome> {
  let queue: Waiting<Work, Outcome>[] = [];
  let isBusy = false;

  async function flush(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    while (queue.length > 0) {
      const group = queue.slice(0, largest).filter((one) => !one.isGone);
      queue = queue.slice(largest);
      if (group.length > 0) await settle(group);
    }
    isBusy = false;
  }

  async function settle(group: readonly Waiting<Work, Outcome>[]): Promise<void> {
    try {
      const outcomes = await write(group.map((one) => one.work));
      group.forEach((one, index) => {
        // as: `write` gives one outcome a work.
        one.done(outcomes[index] as Outcome);
      });
    } catch (error) {
      // A storage in trouble would refuse each of them again; anything else is one work's own fault.
      if (isStorageTrouble(error)) for (const one of group) one.failed(error);
      else for (const one of group) await writeAlone(one.work).then(one.done, one.failed);
    }
  }

  return {
    async submit(work) {
      const one: Waiting<Work, Outcome> = { work, ...settled<Outcome>(), isGone: false };
      const patience = setTimeout(() => one.failed(new StorageTooSlow()), patienceMs);
      queue.push(one);
      if (queue.length === 1 && !isBusy) afterThisTurn(() => void flush());
      try {
        return await one.outcome;
      } finally {
        clearTimeout(patience);
        one.isGone = true;
      }
    },
  };
}

/** A promise, and the two ways in which it ends. */
function settled<Outcome>() {
  let done: (outcome: Outcome) => void = () => undefined;
  let failed: (error: unknown) => void = () => undefined;
  const outcome = new Promise<Outcome>((resolve, reject) => {
    done = resolve;
    failed = reject;
  });
  return { outcome, done, failed };
}

/**
 * A request that came in the same turn as another may be read one turn later. Waiting for it costs a lone request
 * next to nothing, and groups at 64 connections grow from 33 to 50.
 */
const afterThisTurn = (work: () => void): void => {
  setImmediate(() => setImmediate(work));
};
