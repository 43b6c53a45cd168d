import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPicks } from '#core/register/pick-list.ts';

describe('a pick list', () => {
  it('is the same whenever it is drawn from the same seed', () => {
    // Worked out with Python's hashlib from the same description.
    expect(drawPicks('tan-thuan', 100, 10)).toEqual([8, 16, 27, 33, 44, 67, 88, 89, 93, 100]);
    expect(drawPicks('tan-thuan 2', 100, 10)).toEqual([4, 9, 11, 19, 22, 39, 42, 70, 94, 95]);
  });

  it('holds as many different numbers of the list as were asked for, in order', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 0, max: 300 }),
        (seed, population, wish) => {
          const size = Math.min(wish, population);
          const picks = drawPicks(seed, population, size);
          expect(new Set(picks).size).toBe(size);
          expect(picks).toEqual(picks.toSorted((a, b) => a - b));
          expect(picks.every((pick) => pick >= 1 && pick <= population)).toBe(true);
        },
      ),
    );
  });

  it('is everybody where everybody is asked', () => {
    expect(drawPicks('any', 5, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(drawPicks('any', 5, 0)).toEqual([]);
  });

  it('gives each person and each pair the same chance', () => {
    // 20,000 lists of 3 out of 7: each person in 3/7 of them, each of the 21 pairs in 1/7. The limits are five
    // standard deviations wide, and the seeds never change.
    const people = new Map<number, number>();
    const pairs = new Map<string, number>();
    const lists = 20_000;
    for (let list = 0; list < lists; list += 1) {
      const picks = drawPicks(`list ${list}`, 7, 3);
      for (const pick of picks) people.set(pick, (people.get(pick) ?? 0) + 1);
      for (const [a, b] of [picks.slice(0, 2), picks.slice(1), [picks[0], picks[2]]]) {
        pairs.set(`${a} ${b}`, (pairs.get(`${a} ${b}`) ?? 0) + 1);
      }
    }
    const off = (count: number, chance: number) =>
      Math.abs(count - lists * chance) / Math.sqrt(lists * chance * (1 - chance));
    expect(people.size).toBe(7);
    expect(pairs.size).toBe(21);
    for (const count of people.values()) expect(off(count, 3 / 7)).toBeLessThan(5);
    for (const count of pairs.values()) expect(off(count, 1 / 7)).toBeLessThan(5);
  });

  it.each([
    [3, 4],
    [3, -1],
    [3, 1.5],
    [2 ** 33, 1],
  ])('of %d cannot have %d', (population, size) => {
    expect(() => drawPicks('any', population, size)).toThrow(RangeError);
  });
});
