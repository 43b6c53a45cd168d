/** Standard normal quantile of a 95 % two-sided interval. */
export const z95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson score interval of a share, without continuity correction.
 *
 * Keeps its coverage where the textbook interval fails: few people, shares near 0 or 1.
 *
 * @param count people with the characteristic, 0 ≤ count ≤ n
 * @param n people who answered (the base), n ≥ 1
 * @param z standard normal quantile of the confidence level
 * @returns bounds as shares in [0, 1]
 * @throws RangeError if count or n cannot be counts
 * @source Wilson (1927), JASA 22, p. 209; equals R `prop.test(count, n, correct = FALSE)$conf.int`
 * @example wilsonInterval(9, 24) // { low: 0.2116, high: 0.5729 }, rounded
 */
export function wilsonInterval(count: number, n: number, z: number = z95): Interval {
  if (!Number.isInteger(count) || !Number.isInteger(n) || n < 1 || count < 0 || count > n) {
    throw new RangeError(`wilsonInterval: ${count} of ${n} is not a share`);
  }
  const p = count / n;
  const shrink = 1 + z ** 2 / n;
  const centre = (p + z ** 2 / (2 * n)) / shrink;
  const half = (z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / shrink;
  // At the ends the formula gives 0 and 1 exactly, floating point only nearly.
  return { low: count === 0 ? 0 : centre - half, high: count === n ? 1 : centre + half };
}
