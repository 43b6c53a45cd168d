import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import {
  bandsOf,
  type ClosedAnswers,
  closedAnswers,
  closedItems,
  likeness,
  type Match,
  tellingMatches,
} from '#core/intake/look-alike.ts';

const closed = (values: readonly string[]): ClosedAnswers =>
  new Map(values.map((value, index) => [`q${String(index).padStart(2, '0')}`, value]));
const items = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const name = `q${String(index).padStart(2, '0')}`;
    return { name, path: [name] };
  });
const answersOf = (count: number, changed: readonly number[] = []) =>
  closed(Array.from({ length: count }, (_, index) => (changed.includes(index) ? 'z' : 'a')));

describe('what is compared', () => {
  const definition: Definition = {
    title: 'x',
    pages: [
      {
        name: 'page',
        elements: [
          { type: 'radiogroup', name: 'agree', choices: ['yes', 'no'], lnRole: 'consent' },
          { type: 'radiogroup', name: 'sex', choices: ['f', 'm'] },
          { type: 'checkbox', name: 'wants', choices: ['a', 'b', 'c'] },
          { type: 'text', name: 'age', inputType: 'number' },
          { type: 'comment', name: 'why' },
        ],
      },
    ],
  };

  it('is what was chosen, in whichever order it was ticked; never what people wrote', () => {
    const about = closedItems(definition);
    const one = closedAnswers(about, { agree: 'yes', sex: 'f', wants: ['b', 'a'], age: 30 });
    const other = closedAnswers(about, { agree: 'no', sex: 'f', wants: ['a', 'b'], why: 'so' });

    expect(about.map(({ name }) => name)).toEqual(['sex', 'wants']);
    expect(one).toEqual(other);
  });
});

describe('two responses', () => {
  it.each([
    [20, [], true],
    [20, [3, 17], true],
    [20, [3, 9, 17], false],
    [8, [], true],
    [8, [0], false],
    [7, [], false],
  ] as const)('of %i answers that differ in %j look alike: %s', (count, changed, alike) => {
    expect(likeness(answersOf(count), answersOf(count, changed)) !== undefined).toBe(alike);
  });

  it('are compared in what either has answered', () => {
    const half = new Map([...answersOf(20)].slice(0, 10));

    expect(likeness(answersOf(20), half)).toBeUndefined();
  });

  it('have a band in common whenever they look alike, wherever they differ', () => {
    const about = items(30);
    const whole = new Set(bandsOf(about, answersOf(30)));
    const missed: number[][] = [];
    for (let one = 0; one < 30; one += 1) {
      for (let two = one; two < 30; two += 1) {
        for (let three = two; three < 30; three += 1) {
          const bands = bandsOf(about, answersOf(30, [one, two, three]));
          if (!bands.some((band) => whole.has(band))) missed.push([one, two, three]);
        }
      }
    }

    expect(missed).toEqual([]);
  });
});

describe('what so many share', () => {
  const matches = (count: number, isSameLink: boolean): readonly Match[] =>
    Array.from({ length: count }, (_, index) => ({
      id: `${isSameLink} ${index}`,
      isSameLink,
      equal: 8,
      compared: 8,
    }));

  it('tells nothing, unless one link has sent it', () => {
    expect(tellingMatches(matches(3, false))).toHaveLength(3);
    expect(tellingMatches(matches(11, false))).toEqual([]);
    expect(tellingMatches([...matches(11, false), ...matches(1, true)])).toEqual(matches(1, true));
  });
});
