/**
 * Sample quantile, type 7 of Hyndman and Fan: linear between order statistics, R's default.
 *
 * @param sorted finite numbers in ascending order
 * @param p probability in [0, 1]
 * @returns the quantile, or `null` for no numbers
 * @throws RangeError if p is no probability
 * @source Hyndman and Fan (1996), The American Statistician 50, p. 363; equals R `quantile(x, p, type = 7)`
 * @example quantile([1, 2, 4, 8], 0.5) // 3
 */
export const quantile = (sorted: ArrayLike<number>, p: number): number | null =>
  quantileBy(sorted.length, (rank) => sorted[rank] ?? Number.NaN, p);

/**
 * The same for numbers that are not held as a sorted list.
 * @param n how many numbers there are
 * @param at the number of a rank, 0 ≤ rank < n, in ascending order
 */
export function quantileBy(n: number, at: (rank: number) => number, p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: ${p} is no probability`);
  if (n === 0) return null;
  const position = (n - 1) * p;
  const below = Math.floor(position);
  const fraction = position - below;
  if (fraction === 0) return at(below);
  return (1 - fraction) * at(below) + fraction * at(below + 1);
}
