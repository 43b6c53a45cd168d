import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moments } from '#core/analysis/estimators/moments.ts';
import { quantile } from '#core/analysis/estimators/quantile.ts';
import { wilsonInterval } from '#core/analysis/estimators/wilson-interval.ts';

// Hourly output of twelve made-up workers.
const output = [12, 15.5, 9, 22, 15.5, 18, 31, 7.25, 15.5, 20, 11, 14];

describe('Wilson interval', () => {
  // R 4.2.2
  // > options(digits = 17); prop.test(9, 24, correct = FALSE)$conf.int
  // [1] 0.21159367559548778 0.57290037557325724
  it('equals R for 9 of 24', () => {
    const { low, high } = wilsonInterval(9, 24);

    expect(low).toBeCloseTo(0.21159367559548778, 12);
    expect(high).toBeCloseTo(0.57290037557325724, 12);
  });

  it('stays within 0 and 1 when nobody or everybody has the characteristic', () => {
    expect(wilsonInterval(0, 7).low).toBe(0);
    expect(wilsonInterval(7, 7).high).toBe(1);
  });

  it('refuses what cannot be a count', () => {
    expect(() => wilsonInterval(5, 4)).toThrow(RangeError);
    expect(() => wilsonInterval(0, 0)).toThrow(RangeError);
  });
});

describe('quantile', () => {
  it('equals R for quartiles, a decile and the ends', () => {
    const sorted = [...output].sort((a, b) => a - b);

    // R 4.2.2
    // > x <- c(12, 15.5, 9, 22, 15.5, 18, 31, 7.25, 15.5, 20, 11, 14)
    // > quantile(x, c(0, .1, .25, .5, .75, 1), type = 7)
    // 7.25 9.2000000000000011 11.75 15.5 18.5 31
    const expected = [
      [0, 7.25],
      [0.1, 9.2000000000000011],
      [0.25, 11.75],
      [0.5, 15.5],
      [0.75, 18.5],
      [1, 31],
    ] as const;
    for (const [p, value] of expected) expect(quantile(sorted, p)).toBeCloseTo(value, 13);
  });

  it('of nothing is not computable, and of one number that number', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(quantile([3], 0.25)).toBe(3);
  });

  it('never leaves the range, and never falls as the probability grows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (numbers, p, q) => {
          const sorted = numbers.sort((a, b) => a - b);
          const low = quantile(sorted, Math.min(p, q)) ?? Number.NaN;
          const high = quantile(sorted, Math.max(p, q)) ?? Number.NaN;

          expect(low).toBeLessThanOrEqual(high + 1e-9);
          expect(low).toBeGreaterThanOrEqual((sorted[0] ?? 0) - 1e-9);
          expect(high).toBeLessThanOrEqual((sorted.at(-1) ?? 0) + 1e-9);
        },
      ),
    );
  });
});

describe('moments', () => {
  it('equal R', () => {
    const { n, mean, sd } = moments(output);

    expect(n).toBe(12);
    // R 4.2.2: > mean(x); sd(x)
    expect(mean).toBeCloseTo(15.895833333333334, 13);
    expect(sd).toBeCloseTo(6.4115116049654048, 13);
  });

  it('keep their digits where the spread is small beside the mean', () => {
    const { mean, sd } = moments([1e9 + 0.1, 1e9 + 0.2, 1e9 + 0.4, 1e9 + 0.8]);

    // R 4.2.2: > y <- 1e9 + c(.1, .2, .4, .8); mean(y); sd(y)
    expect(mean).toBeCloseTo(1000000000.375, 6);
    expect(sd).toBeCloseTo(0.30956955517537144, 12);
  });

  it('of counted values are those of the values written out', () => {
    const counted = moments([2, 5, 9], [3, 1, 2]);
    const writtenOut = moments([2, 2, 2, 5, 9, 9]);

    expect(counted.mean).toBeCloseTo(writtenOut.mean ?? Number.NaN, 14);
    expect(counted.sd).toBeCloseTo(writtenOut.sd ?? Number.NaN, 14);
  });

  it('have no spread of a single number and no mean of none', () => {
    expect(moments([4])).toEqual({ n: 1, mean: 4, sd: null });
    expect(moments([])).toEqual({ n: 0, mean: null, sd: null });
  });
});
