import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codebook, codebookDocument } from '#core/definitions/codebook.ts';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { languagesOf, textOf } from '#core/definitions/languages.ts';
import type { Variable } from '#core/definitions/variable.ts';
import { definitionOf } from '../../support/definition-of.ts';

const only = (item: Item, more: Partial<Definition> = {}): Variable => {
  const [variable, ...others] = codebook(definitionOf([item], more));
  if (!variable || others.length > 0) throw new Error('one variable is expected');
  return variable;
};
const codes = (variable: Variable): unknown[] =>
  (variable.categories ?? []).map(({ value }) => value);

describe('variables of items', () => {
  it.each<[string, Item, Variable['type'] | undefined]>([
    ['radiogroup', { type: 'radiogroup', name: 'a', choices: [1] }, 'choice'],
    ['dropdown', { type: 'dropdown', name: 'a', choices: [1] }, 'choice'],
    ['checkbox', { type: 'checkbox', name: 'a', choices: [1] }, 'multi'],
    ['tagbox', { type: 'tagbox', name: 'a', choices: [1] }, 'multi'],
    ['ranking', { type: 'ranking', name: 'a', choices: [1, 2] }, 'rank'],
    ['boolean', { type: 'boolean', name: 'a' }, 'boolean'],
    ['number', { type: 'text', name: 'a', inputType: 'number' }, 'number'],
    ['date', { type: 'text', name: 'a', inputType: 'date' }, 'date'],
    ['text', { type: 'text', name: 'a' }, 'text'],
    ['phone number', { type: 'text', name: 'a', inputType: 'tel' }, 'text'],
    ['comment', { type: 'comment', name: 'a' }, 'text'],
    ['scale of numbers', { type: 'rating', name: 'a', rateMin: 0, rateMax: 10 }, 'number'],
    ['scale said to be ordinal', { type: 'rating', name: 'a', lnMeasure: 'ordinal+' }, 'choice'],
    ['scale of words', { type: 'rating', name: 'a', rateValues: ['bad', 'good'] }, 'choice'],
    ['calculated number', { type: 'expression', name: 'a', expression: 'round(1.5)' }, 'number'],
    [
      'calculated word',
      { type: 'expression', name: 'a', expression: "substring('abc', 1)" },
      'text',
    ],
    [
      'calculation of an open kind',
      { type: 'expression', name: 'a', expression: '{b} + 1' },
      'number',
    ],
    [
      'calculation that names groups',
      { type: 'expression', name: 'a', expression: '{b}', lnMeasure: 'nominal' },
      'text',
    ],
  ])('%s', (_, item, type) => {
    expect(only(item).type).toBe(type);
  });

  it('leave notes and repeated groups out', () => {
    const items: readonly Item[] = [
      { type: 'paneldynamic', name: 'p', templateElements: [{ type: 'text', name: 'inner' }] },
      { type: 'matrixdynamic', name: 'm', columns: [{ name: 'c' }], rowCount: 0 },
      { type: 'html', name: 'h', html: 'x' },
    ];

    expect(codebook(definitionOf(items))).toEqual([]);
  });

  it('are one a row of a matrix, with the columns as categories', () => {
    const matrix: Item = {
      type: 'matrix',
      name: 'grid',
      title: 'How good',
      lnRole: 'satisfaction',
      lnMeasure: 'ordinal+',
      rows: [{ value: 'room', text: 'The room' }, 'staff'],
      columns: [
        { value: 1, text: 'Bad' },
        { value: 2, text: 'Good' },
      ],
    };

    const variables = codebook(definitionOf([matrix]));

    expect(variables.map(({ name, path, label, role }) => ({ name, path, label, role }))).toEqual([
      {
        name: 'grid.room',
        path: ['grid', 'room'],
        label: { en: 'How good: The room' },
        role: 'satisfaction',
      },
      {
        name: 'grid.staff',
        path: ['grid', 'staff'],
        label: { en: 'How good: staff' },
        role: 'satisfaction',
      },
    ]);
    expect(variables[0]?.categories).toEqual([
      { value: 1, label: { en: 'Bad' } },
      { value: 2, label: { en: 'Good' } },
    ]);
  });

  it('are one a cell of a table and one a part of a multiple text', () => {
    const items: readonly Item[] = [
      {
        type: 'matrixdropdown',
        name: 'table',
        rows: ['r1', 'r2'],
        columns: [
          { name: 'n', cellType: 'text', inputType: 'number' },
          { name: 'c', choices: ['x'] },
        ],
      },
      {
        type: 'multipletext',
        name: 'both',
        items: [{ name: 'who' }, { name: 'count', inputType: 'number' }],
      },
    ];

    const variables = codebook(definitionOf(items));

    expect(variables.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'table.r1.n number',
      'table.r1.c choice',
      'table.r2.n number',
      'table.r2.c choice',
      'both.who text',
      'both.count number',
    ]);
  });

  it('include calculated values that are stored', () => {
    const calculatedValues = [
      { name: 'kept', expression: '{a} * 2', includeIntoResult: true, lnMeasure: 'interval' },
      { name: 'passing', expression: '{a} * 3' },
    ];

    const names = codebook(
      definitionOf([{ type: 'text', name: 'a', inputType: 'number' }], { calculatedValues }),
    );

    expect(names.map(({ name, type }) => `${name} ${type}`)).toEqual(['a number', 'kept number']);
  });
});

describe('names, themes and groups', () => {
  const definition: Definition = {
    pages: [
      {
        name: 'one',
        title: 'Page one',
        elements: [
          {
            type: 'panel',
            name: 'home',
            title: 'Home',
            elements: [
              {
                type: 'panel',
                name: 'family',
                elements: [{ type: 'text', name: 'size', inputType: 'number' }],
              },
              { type: 'text', name: 'only', inputType: 'number' },
            ],
          },
        ],
      },
      {
        name: 'two',
        lnTheme: 'Work',
        title: 'Page two',
        elements: [{ type: 'text', name: 'size', inputType: 'number' }],
      },
    ],
  };

  it('take the group along where a name stands twice', () => {
    expect(codebook(definition).map(({ name }) => name)).toEqual([
      'family/size',
      'only',
      'two/size',
    ]);
  });

  it('keep the groups around an item, and its theme', () => {
    const [first, , last] = codebook(definition);

    expect(first).toMatchObject({
      groups: ['home', 'family'],
      page: 'one',
      theme: { en: 'Page one' },
    });
    expect(last).toMatchObject({ groups: [], page: 'two', theme: { en: 'Work' } });
  });

  it('take outer groups for themes where all stands on one page', () => {
    const [page] = definition.pages;
    const single = { pages: page ? [page] : [] };

    expect(codebook(single)[0]?.theme).toEqual({ en: 'Home' });
  });
});

describe('categories', () => {
  it('hold the choices, then ranges, then built-in answers, in the languages of the definition', () => {
    const item: Item = {
      type: 'checkbox',
      name: 'a',
      choices: [
        { value: 'x', text: { vi: 'Ích', en: 'X' } },
        { value: 'y', isExclusive: true },
      ],
      showOtherItem: true,
      otherText: { vi: 'Khác', en: 'Else' },
      showNoneItem: true,
      lnChoiceLabels: { x: { en: 'the ex' } },
    };

    const { categories } = only(item, { locale: 'vi' });

    expect(categories).toEqual([
      { value: 'x', label: { vi: 'Ích', en: 'X' }, shortLabel: { en: 'the ex' } },
      { value: 'y', label: { vi: 'y' }, exclusive: true },
      { value: 'other', label: { vi: 'Khác', en: 'Else' } },
      {
        value: 'none',
        label: { vi: 'Không có', en: 'None', ru: 'Ничего', id: 'Tidak ada' },
        exclusive: true,
      },
    ]);
  });

  it('come from the item that choices are taken from', () => {
    const items: readonly Item[] = [
      {
        type: 'checkbox',
        name: 'topics',
        choices: [{ value: 'law', text: 'Law' }, 'money'],
        showOtherItem: true,
        otherText: 'Else',
      },
      {
        type: 'radiogroup',
        name: 'best',
        choicesFromQuestion: 'topics',
        choicesFromQuestionMode: 'selected',
      },
    ];

    const best = codebook(definitionOf(items))[1];

    expect(best?.categories?.map(({ value, label }) => [value, label.en])).toEqual([
      ['law', 'Law'],
      ['money', 'money'],
      ['other', 'Else'],
    ]);
  });

  it('of a boolean are what is stored and what is shown', () => {
    const item: Item = {
      type: 'boolean',
      name: 'a',
      valueTrue: 'Y',
      valueFalse: 'N',
      labelTrue: 'Sure',
    };

    const { categories } = only(item);

    expect(categories?.map(({ value, label }) => [value, label.en])).toEqual([
      ['Y', 'Sure'],
      ['N', 'No'],
    ]);
  });

  it('of a scale run from its first step to its last', () => {
    expect(codes(only({ type: 'rating', name: 'a', lnMeasure: 'ordinal+' }))).toEqual([
      1, 2, 3, 4, 5,
    ]);
    expect(
      codes(
        only({
          type: 'rating',
          name: 'a',
          rateMin: 0,
          rateMax: 10,
          rateStep: 5,
          lnMeasure: 'ordinal-',
        }),
      ),
    ).toEqual([0, 5, 10]);
  });
});

describe('meaning', () => {
  it('is what the definition says, and texts are free text until it does', () => {
    const said: Item = {
      type: 'radiogroup',
      name: 'a',
      choices: ['x', 'na'],
      lnRole: 'need',
      lnClass: 'quasi',
      lnMeasure: 'ordinal-',
      lnMissing: ['na'],
      lnProblem: ['x'],
      lnLabel: { vi: 'nhu cầu', default: 'need' },
    };

    expect(only(said)).toMatchObject({
      role: 'need',
      class: 'quasi',
      measure: 'ordinal-',
      missingCodes: ['na'],
      problemCodes: ['x'],
      shortLabel: { vi: 'nhu cầu', en: 'need' },
    });
    expect(only({ type: 'comment', name: 'a' })).toMatchObject({
      class: 'free-text',
      role: null,
      measure: null,
    });
  });
});

describe('languages', () => {
  it('are the default first, then ours, that the title or half of the texts have', () => {
    const definition = definitionOf(
      [
        { type: 'text', name: 'a', title: { vi: 'A', en: 'A' } },
        { type: 'text', name: 'b', title: { vi: 'B', en: 'B' } },
        { type: 'text', name: 'c', title: { vi: 'C', en: 'C', ru: 'C' } },
      ],
      { locale: 'vi' },
    );

    expect(languagesOf(definition)).toEqual(['vi', 'en']);
    expect(languagesOf({ ...definition, title: { vi: 'T', ru: 'T' } })).toEqual(['vi', 'en', 'ru']);
    expect(languagesOf(definitionOf([]))).toEqual(['en']);
  });

  it('are what plain texts and the key "default" are read in', () => {
    const definition = definitionOf([], { locale: 'vi' });

    expect(textOf('Chào', definition)).toEqual({ vi: 'Chào' });
    expect(textOf({ default: 'Chào', en: 'Hello' }, definition)).toEqual({
      vi: 'Chào',
      en: 'Hello',
    });
    expect(textOf(undefined, definition)).toBeUndefined();
  });
});

describe('the codebook of worker-needs', () => {
  const text = readFileSync('surveys/worker-needs/1/definition.json', 'utf8');
  // A definition of the library, which the publish gate has passed.
  const workerNeeds = JSON.parse(text) as Definition;

  it('has one variable an item, every one with a role, a class and short labels in both languages', () => {
    const variables = codebook(workerNeeds);

    expect(variables).toHaveLength(60);
    expect(
      variables.filter(({ role, class: itemClass }) => role === null || itemClass === null),
    ).toEqual([]);
    expect(variables.filter(({ shortLabel }) => !shortLabel?.vi || !shortLabel.en)).toEqual([]);
  });

  it('is written as the contract has it', () => {
    const { variables } = codebookDocument(workerNeeds);

    const own = variables.find(({ block, categories }) => block === undefined && categories);

    expect(Object.keys(own ?? {})).toEqual([
      'name',
      'item',
      'label',
      'type',
      'measure',
      'multi',
      'categories',
      'class',
      'role',
    ]);
    expect(JSON.parse(JSON.stringify(variables))).toEqual(variables);
  });
});
