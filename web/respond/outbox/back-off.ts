/** One back-off for the whole phone: a network is down for all responses alike. */
const longestMs = 30_000;
const firstMs = 1_000;

export interface BackOff {
  /** Whether the last try has failed. */
  readonly hasFailed: boolean;
  failed(afterSeconds?: number): void;
  succeeded(): void;
  /** How long to wait before the next try, with up to half of it left to chance so that phones do not march in step. */
  delayMs(chance: number): number;
}

export function createBackOff(): BackOff {
  let failures = 0;
  let asked = 0;
  return {
    get hasFailed() {
      return failures > 0;
    },
    failed(afterSeconds = 0) {
      failures += 1;
      asked = afterSeconds * 1000;
    },
    succeeded() {
      failures = 0;
      asked = 0;
    },
    delayMs(chance) {
      const grown = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 10));
      return Math.max(asked, grown * (0.5 + chance / 2));
    },
  };
}
