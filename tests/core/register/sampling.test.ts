import { describe, expect, it } from 'vitest';
import { responseRate } from '#core/register/response-rate.ts';
import { invitedTo, type SampleMethod, samplingOf } from '#core/register/sample.ts';
import { cellKey, cellOf } from '#core/register/target.ts';

const parts = { completed: 57, partial: 3, refused: 6, screenedOut: 2, invited: 80 };

describe('the response rate', () => {
  it('is completed of all who were invited, whatever became of the others', () => {
    expect(responseRate(parts)).toEqual({ ...parts, rate: 57 / 80, unheard: 12 });
    // Who did not belong after all stays in the denominator.
    expect(responseRate({ ...parts, screenedOut: 20 }).rate).toBe(57 / 80);
  });

  it.each([
    ['is unknown', { ...parts, invited: null }],
    ['is nobody', { ...parts, completed: 0, invited: 0 }],
    ['is fewer than answered', { ...parts, invited: 56 }],
  ])('is unknown where who was invited %s', (_, given) => {
    expect(responseRate(given)).toMatchObject({ rate: null, unheard: null });
  });

  it('can be nought or one', () => {
    expect(responseRate({ ...parts, completed: 0 }).rate).toBe(0);
    const everybody = { completed: 80, partial: 0, refused: 0, screenedOut: 0, invited: 80 };
    expect(responseRate(everybody)).toMatchObject({ rate: 1, unheard: 0 });
  });

  it('does not say how many were not heard of where more refused than were invited', () => {
    expect(responseRate({ ...parts, refused: 60 })).toMatchObject({ rate: 57 / 80, unheard: null });
  });
});

describe('sampling altogether', () => {
  const methods = (...some: (SampleMethod | null)[]) => some.map((method) => ({ method }));

  it.each([
    [methods(), 'unknown'],
    [methods('random'), 'random'],
    [methods('census', 'census'), 'census'],
    [methods('random', 'census'), 'mixed'],
    [methods('quota', 'convenience'), 'mixed'],
    [methods('random', null), 'unknown'],
  ])('of %j is %s', (samples, sampling) => {
    expect(samplingOf(samples)).toBe(sampling);
  });
});

describe('who is invited', () => {
  const sample = { siteId: 's', headcount: 60, invited: null, method: null, note: null };

  it('is everybody in a census, if nothing else is stated', () => {
    expect(invitedTo({ ...sample, method: 'census' })).toBe(60);
    expect(invitedTo({ ...sample, method: 'census', invited: 55 })).toBe(55);
    expect(invitedTo({ ...sample, method: 'random' })).toBeNull();
  });
});

describe('the key of a quota cell', () => {
  it('does not depend on the order of its variables, and gives the cell back', () => {
    const key = cellKey({ sex: 'f', age_band: '18-24' });
    expect(key).toBe(cellKey({ age_band: '18-24', sex: 'f' }));
    expect(cellOf(key)).toEqual({ sex: 'f', age_band: '18-24' });
  });

  it.each(['', '{}', '[]', 'null', '"sex"', '{"sex":1}'])('is not %j', (text) => {
    expect(cellOf(text)).toBeUndefined();
  });
});
