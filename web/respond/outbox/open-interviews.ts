/**
 * Which interviews are open in some tab of this browser: a draft that somebody is writing in must not be put away, and
 * a new build must not take over under it. Browsers without Web Locks know of their own tab only.
 */
export interface OpenInterviews {
  /** @returns a function that says that it is no longer open. */
  open(id: string): () => void;
  ids(): Promise<ReadonlySet<string>>;
}

const prefix = 'interview:';

export function openInterviews(locks: LockManager | undefined): OpenInterviews {
  const ours = new Set<string>();
  return {
    open(id) {
      ours.add(id);
      let release = (): void => undefined;
      const closed = new Promise<void>((resolve) => {
        release = resolve;
      });
      void locks?.request(prefix + id, { mode: 'shared' }, () => closed).catch(() => undefined);
      return () => {
        ours.delete(id);
        release();
      };
    },
    async ids() {
      const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {};
      const elsewhere = held.flatMap(({ name }) =>
        name?.startsWith(prefix) ? [name.slice(prefix.length)] : [],
      );
      return new Set([...ours, ...elsewhere]);
    },
  };
}
