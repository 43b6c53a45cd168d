/** The storage has not answered in time. It may still do what it was asked to. */
export class StorageTooSlow extends Error {
  override readonly name = 'StorageTooSlow';
  /** Counts as trouble with the storage: see `dialects.ts`. */
  readonly code = 'ETIMEDOUT';

  constructor() {
    super('the storage is too slow');
  }
}

/** Milliseconds after which whoever waits for the storage is told to come back. */
export const storagePatienceMs = 5_000;

/**
 * The outcome of `work`, or `StorageTooSlow`. The work itself goes on: a statement that is cut off half-way would leave
 * its connection in a state that nobody knows.
 */
export async function withPatience<Value>(
  work: Promise<Value>,
  patienceMs = storagePatienceMs,
): Promise<Value> {
  let patience: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_, reject) => {
    patience = setTimeout(() => reject(new StorageTooSlow()), patienceMs);
  });
  try {
    return await Promise.race([work, tooSlow]);
  } finally {
    clearTimeout(patience);
  }
}
