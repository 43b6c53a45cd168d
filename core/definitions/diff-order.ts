/**
 * Which of a list must move for the others to stay: all but the longest run that kept its order.
 * @param former former place of each, in the present order; no two the same
 * @returns present places
 */
export function outOfOrder(former: readonly number[]): ReadonlySet<number> {
  // Longest increasing subsequence: `ends[l]` is where a run of length l + 1 ends lowest.
  const ends: number[] = [];
  const before: number[] = [];
  former.forEach((place, index) => {
    let length = ends.findIndex((end) => (former[end] ?? 0) >= place);
    if (length < 0) length = ends.length;
    before[index] = length > 0 ? (ends[length - 1] ?? -1) : -1;
    ends[length] = index;
  });
  const stays = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) stays.add(at);
  return new Set(former.map((_, index) => index).filter((index) => !stays.has(index)));
}
