import { describe, expect, it } from 'vitest';
import { numberFormat, precisionOf, quantityBand } from '#core/reports/number-format.ts';

describe('numbers of a language', () => {
  it('are Vietnamese with a comma, English with a point', () => {
    expect(numberFormat('vi').percent(0.6458, 1)).toBe('64,6%');
    expect(numberFormat('vi').whole(1234)).toBe('1.234');
    expect(numberFormat('vi').date('2026-04-05')).toBe('5/4/2026');
    expect(numberFormat('en').percent(0.6458, 1)).toBe('64.6%');
    expect(numberFormat('en').whole(1234)).toBe('1,234');
    expect(numberFormat('en').date('2026-04-05')).toBe('5 April 2026');
  });

  it('round halves up, in the share as it is written', () => {
    const { percent, points } = numberFormat('en');
    // 0.145 is a little less in binary; people counted 29 of 200.
    expect(percent(29 / 200, 0)).toBe('15%');
    expect(points(0.0635, 1)).toBe('6.4');
  });
});

describe('the precision of a base', () => {
  it('falls at 100, 30 and 10', () => {
    expect([100, 99, 30, 29, 10, 9, 0].map(precisionOf)).toEqual([
      'tenths',
      'whole',
      'whole',
      'counts',
      'counts',
      'nothing',
      'nothing',
    ]);
  });
});

describe('quantity words', () => {
  it('begin at their threshold and end before the next', () => {
    expect(
      [1, 0.95, 0.9499, 0.75, 0.55, 0.5499, 0.45, 0.38, 0.28, 0.2, 0.1, 0.0999].map(quantityBand),
    ).toEqual([
      'all',
      'nearlyAll',
      'most',
      'most',
      'majority',
      'half',
      'half',
      'overThird',
      'third',
      'quarter',
      'some',
      'few',
    ]);
  });
});
