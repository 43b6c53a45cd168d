export interface Moments {
  readonly n: number;
  readonly mean: number | null;
  /** Standard deviation with n − 1; `null` for fewer than two numbers. */
  readonly sd: number | null;
}

/**
 * Mean and standard deviation in two passes, which keeps the digits that the sum of squares loses where the spread is
 * small beside the mean.
 *
 * @param values finite numbers
 * @param counts how often each value occurs; absent = once each
 * @source equals R `mean(x)` and `sd(x)`
 * @example moments([2, 4, 4]) // { n: 3, mean: 3.333…, sd: 1.1547… }
 */
export function moments(values: ArrayLike<number>, counts?: ArrayLike<number>): Moments {
  let n = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const times = counts ? (counts[i] ?? 0) : 1;
    n += times;
    sum += times * (values[i] ?? 0);
  }
  if (n === 0) return { n, mean: null, sd: null };
  const first = sum / n;
  let drift = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const times = counts ? (counts[i] ?? 0) : 1;
    const away = (values[i] ?? 0) - first;
    drift += times * away;
    squares += times * away * away;
  }
  // What the rounded first mean missed; R corrects its mean the same way.
  const mean = first + drift / n;
  const variance = (squares - (drift * drift) / n) / (n - 1);
  return { n, mean, sd: n < 2 ? null : Math.sqrt(Math.max(0, variance)) };
}
