import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import {
  changeCodes,
  changeParams,
  diffVersions,
  type VersionChange,
} from '#core/definitions/diff-versions.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { randomDefinition } from '../../support/differential/random-definition.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';
import { mutated, mutations } from '../../support/mutations.ts';
import { ROOT } from '../../support/rooms.ts';

const brief = (changes: readonly VersionChange[]) =>
  changes.map(({ code, effect, item }) => [code, effect, item]);
const radio = (choices: readonly unknown[], more: object = {}) =>
  definitionOf([{ type: 'radiogroup', name: 'a', choices, ...more } as never]);
const codesOf = (before: Definition, after: Definition) =>
  diffVersions(before, after).map(({ code, effect }) => `${code} ${effect}`);

describe('a definition and itself', () => {
  it('have no difference', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (start) => {
        const definition = randomDefinition(seededRandom(start));
        const shuffled = JSON.parse(
          JSON.stringify(definition, (_, value) =>
            typeof value === 'object' && value !== null && !Array.isArray(value)
              ? Object.fromEntries(Object.entries(value).reverse())
              : value,
          ),
        );

        expect(diffVersions(definition, shuffled)).toEqual([]);
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  it('have none however a text is written down', () => {
    const plain = radio([{ value: 'x', text: 'Có' }], { title: 'Tuổi' });
    const keyed = radio([{ value: 'x', text: { en: 'Có'.normalize('NFD') } }], {
      title: { default: 'Tuổi' },
    });

    expect(diffVersions(plain, keyed)).toEqual([]);
  });
});

describe('a single change', () => {
  it.each(Object.keys(mutations))('is found: %s', (name) => {
    let found = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const chance = seededRandom(seed);
      const before = randomDefinition(chance);
      const mutation = mutated(before, name, chance);
      if (!mutation || JSON.stringify(mutation.definition) === JSON.stringify(before)) continue;
      found++;
      const changes = diffVersions(before, mutation.definition);
      const { code, effect, item } = mutation;
      expect(brief(changes), `seed ${seed}`).toContainEqual(
        item === undefined ? expect.arrayContaining([code, effect]) : [code, effect, item],
      );
      // Nothing else is blamed for it, but what it drags along.
      expect(changes.every((change) => change.effect !== 'breaking' || effect === 'breaking')).toBe(
        true,
      );
      expect(diffVersions(mutation.definition, before).length).toBeGreaterThan(0);
    }
    expect(found).toBeGreaterThan(2);
  });

  it('has a pointer to where it is', () => {
    const before = definitionOf([{ type: 'text', name: 'a' }]);
    const after = definitionOf([
      { type: 'text', name: 'b' },
      { type: 'text', name: 'a', title: 'A' },
    ]);

    expect(diffVersions(before, after).map(({ code, path }) => [code, path])).toEqual([
      ['item-added', '/pages/0/elements/0'],
      ['wording-changed', '/pages/0/elements/1/title'],
    ]);
    expect(diffVersions(after, before)[0]).toMatchObject({
      code: 'item-removed',
      path: '/pages/0/elements/0',
    });
  });
});

describe('answers', () => {
  const yes = { value: 'yes', text: { vi: 'Có', en: 'Yes' } };
  const no = { value: 'no', text: { vi: 'Không', en: 'No' } };

  it('that keep their words under another code are recoded, which breaks', () => {
    expect(codesOf(radio([yes, no]), radio([{ ...yes, value: '1' }, no]))).toEqual([
      'choice-recoded breaking',
    ]);
  });

  it('that are renamed are one answer', () => {
    const renamed = { ...yes, value: '1', lnFormerValues: ['yes'] };

    expect(codesOf(radio([yes, no]), radio([renamed, no]))).toEqual(['choice-renamed note']);
  });

  it('that exchange their words break, though no code came or went', () => {
    const swapped = [
      { ...yes, text: no.text },
      { ...no, text: yes.text },
    ];

    expect(codesOf(radio([yes, no]), radio(swapped))).toEqual([
      'choice-exchanged breaking',
      'choice-exchanged breaking',
    ]);
  });

  it('may be put in other words, in one language', () => {
    const [change] = diffVersions(
      radio([yes, no], { title: 'Q' }),
      radio([{ ...yes, text: { vi: 'Vâng', en: 'Yes' } }, no], { title: 'Q' }),
    );

    expect(change).toMatchObject({
      code: 'choice-reworded',
      effect: 'note',
      item: 'a',
      path: '/pages/0/elements/0/choices/0/text',
      params: { language: 'vi', from: 'Có', to: 'Vâng', code: 'yes', title: 'Q' },
    });
  });

  it('of other kinds: built-in ones, steps of a scale, the ends of yes and no', () => {
    expect(codesOf(radio([yes]), radio([yes], { showOtherItem: true }))).toEqual([
      'choice-added note',
    ]);
    const rating = (rateMax: number) => definitionOf([{ type: 'rating', name: 'r', rateMax }]);
    expect(codesOf(rating(5), rating(10))).toEqual(['scale-changed breaking']);
    expect(
      codesOf(
        definitionOf([{ type: 'boolean', name: 'b' }]),
        definitionOf([{ type: 'boolean', name: 'b', valueTrue: 'yes' }]),
      ),
    ).toEqual(['choice-recoded breaking']);
  });

  it('in another order say more where the order means something', () => {
    const ordinal = { lnMeasure: 'ordinal+' };

    expect(codesOf(radio([yes, no]), radio([no, yes]))).toEqual(['choices-reordered compatible']);
    expect(codesOf(radio([yes, no], ordinal), radio([no, yes], ordinal))).toEqual([
      'choices-reordered note',
    ]);
  });
});

describe('kinds of items', () => {
  const kind = (type: string, more: object = {}) =>
    definitionOf([{ type, name: 'a', ...more } as never]);
  it.each([
    ['radiogroup', 'dropdown', 'compatible'],
    ['checkbox', 'tagbox', 'compatible'],
    ['text', 'comment', 'compatible'],
    ['radiogroup', 'checkbox', 'breaking'],
    ['radiogroup', 'text', 'breaking'],
    ['boolean', 'radiogroup', 'breaking'],
    ['checkbox', 'ranking', 'breaking'],
    ['text', 'paneldynamic', 'breaking'],
  ])('from %s to %s is %s', (from, to, effect) => {
    const [change] = diffVersions(kind(from), kind(to));

    expect(change).toMatchObject({ code: 'type-changed', effect });
  });

  it('from one sort of typing to another', () => {
    const text = (inputType: string) => kind('text', { inputType });

    expect(codesOf(text('text'), text('number'))).toEqual(['type-changed breaking']);
    expect(codesOf(text('number'), text('range'))).toEqual(['type-changed compatible']);
    expect(codesOf(text('text'), text('email'))).toEqual(['type-changed compatible']);
  });
});

describe('what belongs together', () => {
  const title = { vi: 'Một', en: 'One' };

  it('a language that comes with the whole survey is said once', () => {
    const one = definitionOf([
      { type: 'text', name: 'a', title: { en: 'One' } },
      { type: 'text', name: 'b', title: { en: 'Two' } },
    ]);
    const two = definitionOf([
      { type: 'text', name: 'a', title },
      { type: 'text', name: 'b', title: { vi: 'Hai', en: 'Two' } },
    ]);

    expect(brief(diffVersions(one, two))).toEqual([['language-added', 'compatible', undefined]]);
    expect(brief(diffVersions(two, one))).toEqual([['language-removed', 'note', undefined]]);
  });

  it('a translation of one text is said of that text', () => {
    const one = { ...definitionOf([{ type: 'text', name: 'a', title }]), title };
    const two = { ...definitionOf([{ type: 'text', name: 'a', title: { en: 'One' } }]), title };

    expect(codesOf(two, one)).toEqual(['translation-added compatible']);
    expect(codesOf(one, two)).toEqual(['translation-removed note']);
  });

  it('an item that was renamed is not a new one', () => {
    const one = definitionOf([{ type: 'text', name: 'a', title: 'A' }]);
    const two = definitionOf([{ type: 'text', name: 'b', title: 'A', lnFormerNames: ['a'] }]);

    expect(diffVersions(one, two)).toMatchObject([
      { code: 'item-renamed', effect: 'note', item: 'b', params: { from: 'a', to: 'b' } },
    ]);
  });

  it('one item that moves up is said, not all that it passes', () => {
    const named = (...names: readonly string[]) =>
      definitionOf(names.map((name) => ({ type: 'text', name })));

    expect(brief(diffVersions(named('a', 'b', 'c', 'd'), named('d', 'a', 'b', 'c')))).toEqual([
      ['item-moved', 'compatible', 'd'],
    ]);
  });

  it('parts of groups and tables are compared by name', () => {
    const group = (...names: readonly string[]) =>
      definitionOf([
        {
          type: 'paneldynamic',
          name: 'g',
          templateElements: names.map((name) => ({ type: 'text', name })),
        },
      ]);
    const table = (columns: readonly unknown[], rows: readonly unknown[]) =>
      definitionOf([{ type: 'matrix', name: 'm', columns, rows } as never]);

    expect(brief(diffVersions(group('x', 'y'), group('x', 'z')))).toEqual([
      ['item-added', 'compatible', 'z'],
      ['item-removed', 'note', 'y'],
    ]);
    expect(
      brief(diffVersions(table(['bad', 'good'], ['pay']), table(['bad', 'ok'], ['pay', 'food']))),
    ).toEqual([
      ['choice-added', 'note', 'm'],
      ['choice-removed', 'note', 'm'],
      ['choice-added', 'note', 'm'],
    ]);
  });
});

describe('the words of changes', () => {
  it('are there for every code, in every language, with titles of that language', () => {
    for (const language of readdirSync(join(ROOT, 'core/language')).filter(
      (one) => one.length === 2,
    )) {
      const file = join(ROOT, 'core/language', language, 'changes.json');
      const words: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
      const missing = changeCodes.filter((code) => !words[`changes.${code}`]?.trim());
      expect([language, missing]).toEqual([language, []]);
    }
  });

  it('take each text in the language of the reader', () => {
    const before = definitionOf([{ type: 'text', name: 'a', title: { vi: 'Tuổi', en: 'Age' } }]);
    const change = diffVersions(before, definitionOf([])).find(
      ({ code }) => code === 'item-removed',
    );
    if (!change) throw new Error('an item was removed');

    expect(changeParams(change, 'vi')).toMatchObject({ name: 'a', title: 'Tuổi' });
    expect(changeParams(change, 'ru')).toMatchObject({ name: 'a', title: 'Age' });
  });
});
