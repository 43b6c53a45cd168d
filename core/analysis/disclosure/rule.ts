export interface DisclosureRule {
  /** The fewest answers that a column may rest on. */
  readonly base: number;
  /** Counts from 1 to `cell` − 1 are sensitive; 0 is not. */
  readonly cell: number;
}

export const defaultRule: DisclosureRule = { base: 10, cell: 5 };

export const isSensitive = (count: number, { cell }: DisclosureRule): boolean =>
  count > 0 && count < cell;

/**
 * Which counts of a published sum to hide: the sensitive ones and, smallest first, others until at least two are hidden
 * and they hold at least `floor` together, or nothing is left to hide. What a reader then knows of a hidden count is
 * only that it lies between 0 and the sum of the hidden ones. Zeros that are not sensitive protect nothing and stay.
 */
export function hiddenParts(
  counts: readonly number[],
  sensitive: (count: number, index: number) => boolean,
  floor: number,
): readonly boolean[] {
  const hidden = counts.map(sensitive);
  if (!hidden.includes(true)) return hidden;
  const spare = counts
    .map((count, index) => ({ count, index }))
    .filter(({ count, index }) => count > 0 && !hidden[index])
    .sort((a, b) => a.count - b.count);
  const enough = (): boolean => {
    const parts = counts.filter((_, index) => hidden[index]);
    return parts.length >= 2 && parts.reduce((sum, part) => sum + part, 0) >= floor;
  };
  for (const { index } of spare) {
    if (enough()) break;
    hidden[index] = true;
  }
  return hidden;
}

/** Which categories of a single-choice variable are hidden in the column of all. */
export const hiddenCategories = (
  counts: readonly number[],
  rule: DisclosureRule,
): readonly boolean[] => hiddenParts(counts, (count) => isSensitive(count, rule), rule.cell);
