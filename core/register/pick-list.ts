/**
 * A pick list: numbers drawn at random from 1 to N without repeats, for a list of people that somebody else has (a pay
 * roll, a register). No names are needed. Anybody can draw it again from its seed: the numbers come from SHA-256 of
 * `<seed>:<counter>`, so the list needs no trust in whoever drew it.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Printed on paper and ticked off by hand. */
export const mostPicks = 5_000;
export const mostPeople = 10_000_000;

/**
 * The picks in ascending order.
 * @param size at most `population`
 * @throws RangeError for sizes that cannot be drawn
 */
export function drawPicks(seed: string, population: number, size: number): readonly number[] {
  const isPossible =
    Number.isInteger(population) && Number.isInteger(size) && size >= 0 && size <= population;
  if (!isPossible || population > 2 ** 32) throw new RangeError('as many cannot be drawn');
  const next = numbersOf(seed);
  const picked = new Set<number>();
  // Floyd's sampling: every set of that size is equally likely, and memory follows the size, not the population.
  for (let last = population - size + 1; last <= population; last += 1) {
    const drawn = 1 + next(last);
    picked.add(picked.has(drawn) ? last : drawn);
  }
  return [...picked].sort((a, b) => a - b);
}

/** Whole numbers from 0 to below a limit, each as likely as the others. */
function numbersOf(seed: string): (limit: number) => number {
  let counter = 0;
  let words: number[] = [];
  const word = (): number => {
    if (words.length === 0) {
      const bytes = sha256(utf8ToBytes(`${seed}:${counter}`));
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      words = Array.from({ length: 8 }, (_, index) => view.getUint32(28 - index * 4));
      counter += 1;
    }
    return words.pop() ?? 0;
  };
  return (limit) => {
    // What is above the last whole multiple would make small numbers likelier: draw again.
    const fair = 2 ** 32 - (2 ** 32 % limit);
    for (;;) {
      const drawn = word();
      if (drawn < fair) return drawn % limit;
    }
  };
}
