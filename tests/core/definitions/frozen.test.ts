import { describe, expect, it } from 'vitest';
import { blockCodes } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { frozenBreaks, frozenCodes, frozenOf } from '#core/definitions/frozen.ts';
import words from '#core/language/en/changes.json' with { type: 'json' };
import { definitionOf } from '../../support/definition-of.ts';

const ask = (choices: readonly unknown[], more: object = {}) =>
  definitionOf([{ type: 'radiogroup', name: 'fruit', choices, ...more } as never]);
const apple = { value: 'a', text: 'Apple' };
const banana = { value: 'b', text: 'Banana' };
const versions = (...definitions: readonly Definition[]) =>
  definitions.map((definition, index) => ({ number: index + 1, definition }));
const codesOf = (...definitions: readonly Definition[]) => {
  const next = definitions.at(-1) ?? definitionOf([]);
  return frozenBreaks(versions(...definitions.slice(0, -1)), next).map(({ code, path }) => [
    code,
    path,
  ]);
};
const at = '/pages/0/elements/0';

describe('what answers have frozen', () => {
  it('lists names and codes of all versions, parts of groups and tables among them', () => {
    const group = definitionOf(
      [
        { type: 'panel', name: 'box', elements: [{ type: 'text', name: 'inside' }] },
        {
          type: 'paneldynamic',
          name: 'children',
          templateElements: [{ type: 'dropdown', name: 'school', choices: [1, 2] }],
        },
        { type: 'matrix', name: 'm', rows: ['pay'], columns: ['bad', 'good'] } as never,
      ],
      { calculatedValues: [{ name: 'sum', expression: '1' }] },
    );

    expect(frozenOf([group, ask([apple, banana]), ask([banana])])).toEqual({
      items: ['inside', 'children', 'school', 'm', 'sum', 'fruit'],
      codes: { school: ['1', '2'], m: ['pay', 'bad', 'good'], fruit: ['a', 'b'] },
    });
    expect(frozenOf([])).toEqual({ items: [], codes: {} });
  });

  it('lets a survey without answers change as it likes', () => {
    expect(frozenBreaks([], ask([apple]))).toEqual([]);
  });

  it('refuses what would mix answers up, and nothing else', () => {
    const first = ask([apple, banana]);

    expect(codesOf(first, ask([apple, banana], { type: 'checkbox' }))).toEqual([
      ['frozen-type-changed', `${at}/type`],
    ]);
    expect(codesOf(first, ask([{ ...apple, value: 'x' }, banana]))).toEqual([
      ['frozen-choice-recoded', `${at}/choices/0`],
    ]);
    expect(
      codesOf(
        first,
        ask([
          { ...apple, text: 'Banana' },
          { ...banana, text: 'Apple' },
        ]),
      ),
    ).toEqual([
      ['frozen-choice-exchanged', `${at}/choices/0`],
      ['frozen-choice-exchanged', `${at}/choices/1`],
    ]);
    expect(codesOf(first, ask([{ ...apple, text: 'A red apple' }, banana]))).toEqual([]);
    expect(codesOf(first, ask([banana], { title: 'Another question', isRequired: true }))).toEqual(
      [],
    );
    expect(codesOf(first, definitionOf([]))).toEqual([]);
  });

  it('holds an item against the newest version that has it', () => {
    const number = definitionOf([{ type: 'text', name: 'fruit', inputType: 'number' }]);

    // Two versions of different types came before anybody answered: the newer one counts.
    expect(codesOf(ask([apple]), number, number)).toEqual([]);
    expect(codesOf(ask([apple]), definitionOf([]), number)).toEqual([
      ['frozen-type-changed', `${at}/type`],
    ]);
    expect(codesOf(ask([apple]), number, ask([apple]))).toEqual([
      ['frozen-type-changed', `${at}/type`],
    ]);
  });

  it('refuses a code that was gone and comes back with another meaning', () => {
    const avocado = { value: 'a', text: 'Avocado' };

    expect(codesOf(ask([apple, banana]), ask([banana]), ask([avocado, banana]))).toEqual([
      ['frozen-code-reused', `${at}/choices/0`],
    ]);
    expect(codesOf(ask([apple, banana]), ask([banana]), ask([apple, banana]))).toEqual([]);
    expect(codesOf(ask([apple, banana]), ask([avocado, banana]))).toEqual([]);
  });

  it('refuses the former name of another item, answered or not', () => {
    const taken = definitionOf([
      { type: 'text', name: 'new', lnFormerNames: ['old'] },
      { type: 'text', name: 'old' },
    ]);

    expect(codesOf(taken)).toEqual([['former-name-taken', '/pages/0/elements/1/name']]);
  });

  it('follows an item through its names', () => {
    const renamed = (more: object) =>
      definitionOf([
        {
          type: 'radiogroup',
          name: 'food',
          lnFormerNames: ['fruit'],
          choices: [apple],
          ...more,
        } as never,
      ]);

    expect(codesOf(ask([apple]), renamed({}))).toEqual([]);
    expect(codesOf(ask([apple]), renamed({ type: 'text' }))).toEqual([
      ['frozen-type-changed', `${at}/type`],
    ]);
  });

  it('has words for all of it', () => {
    const keys = Object.keys(words);

    for (const code of [...frozenCodes, ...blockCodes]) expect(keys).toContain(`changes.${code}`);
  });
});

describe('long lists', () => {
  it('are compared in time that grows with their length', () => {
    const list = (length: number, prefix: string) =>
      ask(Array.from({ length }, (_, i) => ({ value: `${prefix}${i}`, text: `Village ${i}` })));
    const seconds = (length: number): number => {
      const start = performance.now();
      expect(frozenBreaks(versions(list(length, 'a')), list(length, 'b'))).toHaveLength(length);
      return performance.now() - start;
    };
    seconds(500);
    const small = seconds(1000);

    expect(seconds(8000) / small).toBeLessThan(40);
  });
});
