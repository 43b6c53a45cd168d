import { describe, expect, it } from 'vitest';
import { collapseBlocks, expandBlocks, type FindBlock } from '#core/definitions/blocks.ts';
import { codebook } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { publishable, versionHash } from '#core/definitions/version.ts';

const people: Definition = {
  title: 'About you',
  locale: 'en',
  pages: [
    {
      name: 'consent',
      elements: [{ type: 'radiogroup', name: 'agree', lnRole: 'consent', choices: ['yes', 'no'] }],
    },
    {
      name: 'you',
      visibleIf: "{agree} = 'yes'",
      elements: [
        { type: 'dropdown', name: 'site', lnRole: 'site', choices: ['x'] },
        { type: 'radiogroup', name: 'sex', title: 'Sex', choices: ['f', 'm'] },
        { type: 'text', name: 'age', inputType: 'number', title: { en: 'Age', vi: 'Tuổi' } },
      ],
    },
    {
      name: 'children',
      visibleIf: '{adult} = true',
      elements: [{ type: 'text', name: 'children_n', inputType: 'number' }],
    },
  ],
  calculatedValues: [
    { name: 'adult', expression: '{age} >= 18' },
    { name: 'unused', expression: '1' },
  ],
};
const family: Definition = {
  pages: [
    { name: 'base', lnInclude: 'people@1', lnItems: ['age'] },
    { name: 'more', elements: [{ type: 'text', name: 'wishes', lnClass: 'free-text' }] },
  ],
};
const snake: Definition = { pages: [{ name: 'p', lnInclude: 'snake@1' }] };
const library: Readonly<Record<string, Definition>> = {
  'people@1': people,
  'family@2': family,
  'snake@1': snake,
};
const find: FindBlock = (name, version) => library[`${name}@${version}`];

const including = (page: object, more: Partial<Definition> = {}): Definition => ({
  locale: 'vi',
  pages: [
    { name: 'first', elements: [{ type: 'text', name: 'own', lnClass: 'neutral' }] },
    { name: 'block', ...page },
  ],
  ...more,
});
const expanded = (definition: Definition): Definition => {
  const result = expandBlocks(definition, find);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
};
const errorOf = (definition: Definition) => {
  const result = expandBlocks(definition, find);
  return result.ok
    ? 'expanded'
    : result.problem.errors?.map(({ pointer, code }) => [pointer, code]);
};
const blocksOf = (definition: Definition) =>
  codebook(definition).map(({ name, block }) => [name, block]);

describe('a survey with a block', () => {
  const survey = including({ lnInclude: 'people@1' });

  it('asks the items of the block, without its consent and site, and says whose they are', () => {
    expect(blocksOf(expanded(survey))).toEqual([
      ['own', undefined],
      ['sex', 'people@1'],
      ['age', 'people@1'],
      ['children_n', 'people@1'],
    ]);
  });

  it('keeps the block\u2019s own conditions and calculations, not those on its consent', () => {
    const { pages, calculatedValues } = expanded(survey);

    expect(pages[1]?.visibleIf).toBeUndefined();
    expect(pages[1]?.elements?.map(({ name, visibleIf }) => [name, visibleIf])).toEqual([
      ['sex', undefined],
      ['age', undefined],
      ['children', '{adult} = true'],
    ]);
    expect(calculatedValues).toEqual([
      { name: 'adult', expression: '{age} >= 18', lnBlock: 'people@1' },
    ]);
    expect(
      checkDefinition(expanded({ ...survey, locale: 'en' })).problems.filter(
        ({ severity }) => severity === 'error',
      ),
    ).toEqual([]);
  });

  it('speaks the block\u2019s language where the block does', () => {
    const sex = expanded(survey).pages[1]?.elements?.[0];

    expect(sex?.title).toEqual({ en: 'Sex' });
    expect(expanded({ ...survey, locale: 'en' }).pages[1]?.elements?.[0]?.title).toBe('Sex');
  });

  it('may take some of its items', () => {
    const some = including({ lnInclude: 'people@1', lnItems: ['age'] });

    expect(blocksOf(expanded(some)).map(([name]) => name)).toEqual(['own', 'age']);
  });

  it('may have it in a group, and a block may include another', () => {
    const grouped = including({
      elements: [{ type: 'panel', name: 'group', lnInclude: 'family@2' }],
    });

    expect(blocksOf(expanded(grouped))).toEqual([
      ['own', undefined],
      ['age', 'people@1'],
      ['wishes', 'family@2'],
    ]);
  });

  it('is known by what is asked: the hash covers the items of the block', () => {
    const other: FindBlock = (name, version) => ({
      ...people,
      pages: people.pages.slice(0, version + (name === 'people' ? 1 : 0)),
    });
    const changed = expandBlocks(survey, other);
    if (!changed.ok) throw new Error('it has all that it needs');

    expect(versionHash(publishable(changed.value))).not.toBe(
      versionHash(publishable(expanded(survey))),
    );
  });

  it('is the same when it is expanded again, and comes back as it was written', () => {
    const once = expanded(survey);

    expect(expanded(once)).toEqual(once);
    expect(collapseBlocks(once)).toEqual(survey);
    expect(expanded(collapseBlocks(publishable(once)))).toEqual(publishable(once));
  });

  it('is the only one whose items are the block\u2019s: nobody can claim to be', () => {
    const claiming = including({
      elements: [{ type: 'text', name: 'sex', lnBlock: 'people@1', lnClass: 'neutral' }],
    });

    expect(blocksOf(expanded(claiming))).toEqual([
      ['own', undefined],
      ['sex', undefined],
    ]);
  });

  it('without one stays the very same document', () => {
    expect(expanded(people)).toBe(people);
    expect(collapseBlocks(family).pages[1]).toEqual(family.pages[1]);
  });
});

describe('a block is refused', () => {
  const at = '/pages/1/lnInclude';
  it.each([
    ['that nobody knows', { lnInclude: 'people@9' }, [[at, 'block-unknown']]],
    ['without a version', { lnInclude: 'people' }, [[at, 'block-unclear']]],
    ['that climbs out of the library', { lnInclude: '../people@1' }, [[at, 'block-unclear']]],
    ['that is no text', { lnInclude: 7 }, [[at, 'block-unclear']]],
    ['that includes itself', { lnInclude: 'snake@1' }, [[at, 'block-cycle']]],
    [
      'of which a chosen item is missing',
      { lnInclude: 'people@1', lnItems: ['age', 'agree'] },
      [['/pages/1/lnItems', 'block-item-unknown']],
    ],
    [
      'whose items are not listed',
      { lnInclude: 'people@1', lnItems: 'age' },
      [['/pages/1/lnItems', 'block-item-unknown']],
    ],
    [
      'beside other items',
      { lnInclude: 'people@1', elements: [{ type: 'text', name: 'mine' }] },
      [['/pages/1/elements', 'block-altered']],
    ],
  ])('%s', (_, page, errors) => {
    expect(errorOf(including(page))).toEqual(errors);
  });

  it('that brings a name which is taken, also by another block or a page', () => {
    const own = including({ lnInclude: 'people@1' });
    const clashing = {
      ...own,
      pages: [
        { name: 'SEX', elements: [] },
        ...own.pages,
        { name: 'again', lnInclude: 'people@1' },
      ],
    };

    expect(errorOf(clashing)?.slice(0, 3)).toEqual([
      ['/pages/2/lnInclude', 'name-duplicate'],
      ['/pages/3/lnInclude', 'name-duplicate'],
      ['/pages/3/lnInclude', 'name-duplicate'],
    ]);
  });
});
