/** Counts what each key has sent within the current minute. In memory: nothing is left of who came when. */
export interface MinuteLimiter {
  /** Takes `amount` for the key, or nothing and the seconds until there is room again. */
  take(key: string, amount: number, now: Date): { readonly retryAfterSeconds: number } | undefined;
}

export function minuteLimiter(perMinute: number): MinuteLimiter {
  let minute = 0;
  let taken = new Map<string, number>();
  return {
    take(key, amount, now) {
      const current = Math.floor(now.getTime() / 60_000);
      if (current !== minute) {
        minute = current;
        taken = new Map();
      }
      const before = taken.get(key) ?? 0;
      if (before + amount > perMinute) {
        return { retryAfterSeconds: Math.ceil(((minute + 1) * 60_000 - now.getTime()) / 1_000) };
      }
      taken.set(key, before + amount);
      return undefined;
    },
  };
}
