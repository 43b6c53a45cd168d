/** One tab sends at a time where the browser can say so; elsewhere the server counts a repeated id once. */
export function oneSender(
  locks: LockManager | undefined,
): (work: () => Promise<void>) => Promise<void> {
  return async (work) => {
    if (!locks) return work();
    await locks.request('respond-outbox', { ifAvailable: true }, async (lock) => {
      if (lock) await work();
    });
  };
}
