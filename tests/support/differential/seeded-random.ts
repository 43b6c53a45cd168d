/** Repeatable chance: the same seed gives the same test in every run, and a failure names its seed. */
export interface Chance {
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly int: (low: number, high: number) => number;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  readonly chance: (share: number) => boolean;
}

/** mulberry32, by Tommy Ettinger: small, and good enough to make test cases. */
export function seededRandom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    chance: (share) => next() < share,
    pick: (values) => {
      const picked = values[int(0, values.length - 1)];
      if (picked === undefined && values.length === 0) throw new Error('nothing to pick from');
      // The index lies within the list, whose members may themselves be undefined.
      return picked as (typeof values)[number];
    },
  };
}
