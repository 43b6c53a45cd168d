import { describe, expect, it } from 'vitest';
import type { Item } from '#core/definitions/definition.ts';
import { compileBehaviour } from '#core/intake/behaviour.ts';

const flagsOf = (
  elements: readonly Item[],
  answers: Readonly<Record<string, unknown>>,
  relevant: readonly string[] = elements.map(({ name }) => name),
) => compileBehaviour({ pages: [{ name: 'p', elements }] })(answers, { relevant });

const rating = (name: string, special: Partial<Item> = {}): Item => ({
  type: 'rating',
  name,
  ...special,
});
const matrix: Item = {
  type: 'matrix',
  name: 'work',
  rows: ['pay', 'hours', 'air', 'noise', 'food'],
  columns: ['low', 'mid', 'high'],
};
const rows = (...values: readonly string[]) =>
  Object.fromEntries(values.map((value, index) => [`row${index}`, value]));

describe('the same step all the way down', () => {
  it('is told of five rows of one scale that are alike', () => {
    const work = rows('mid', 'mid', 'mid', 'mid', 'mid');

    expect(flagsOf([matrix], { work })).toEqual([{ code: 'straight-lining', pointer: '/work' }]);
    expect(flagsOf([matrix], { work: rows('mid', 'mid', 'mid', 'mid') })).toEqual([]);
    expect(flagsOf([matrix], { work: rows('mid', 'mid', 'mid', 'mid', 'low') })).toEqual([]);
  });

  it('joins ratings of the same steps, and keeps other scales apart', () => {
    const items = ['a', 'b', 'c', 'd', 'e'].map((name) => rating(name));
    const alike = Object.fromEntries(items.map(({ name }) => [name, 3]));

    expect(flagsOf(items, alike)).toHaveLength(1);
    const other = rating('nps', { rateMin: 0, rateMax: 10 });
    expect(flagsOf([...items.slice(1), other], { ...alike, nps: 3 })).toEqual([]);
  });

  it('is no pattern where it is less than four fifths of all that was rated', () => {
    const items = ['a', 'b', 'c', 'd', 'e'].map((name) => rating(name));
    const others = ['x', 'y'].map((name) => rating(name, { rateMax: 10 }));
    const alike = Object.fromEntries(items.map(({ name }) => [name, 3]));

    expect(flagsOf([...items, ...others], { ...alike, x: 7 })).toHaveLength(1);
    expect(flagsOf([...items, ...others], { ...alike, x: 7, y: 2 })).toEqual([]);
  });
});

describe('consent', () => {
  const consent: Item = {
    type: 'radiogroup',
    name: 'join',
    lnRole: 'consent',
    choices: ['yes', 'no'],
    isRequired: true,
    lnOutcome: { no: 'refused' },
  };

  it('is missed where it was refused or was not given', () => {
    expect(flagsOf([consent], { join: 'yes' })).toEqual([]);
    expect(flagsOf([consent], { join: 'no' })).toEqual([
      { code: 'consent', pointer: '/join', kind: 'refused' },
    ]);
    expect(flagsOf([consent], {})).toEqual([
      { code: 'consent', pointer: '/join', kind: 'missing' },
    ]);
  });

  it('is not missed where it was not asked for, or decides nothing', () => {
    expect(flagsOf([consent], {}, [])).toEqual([]);
    const quote: Item = { ...consent, isRequired: false, lnOutcome: undefined };
    expect(flagsOf([quote], { join: 'no' })).toEqual([]);
    const yesNo: Item = { type: 'boolean', name: 'join', lnRole: 'consent', isRequired: true };
    expect(flagsOf([yesNo], { join: false })).toHaveLength(1);
    expect(flagsOf([yesNo], { join: true })).toEqual([]);
  });
});
