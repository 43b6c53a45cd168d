import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Item } from '#core/definitions/definition.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { choice, errorsOf, matrix, problemsOf, said, text } from '../../support/gate-items.ts';

describe('a definition that may be published', () => {
  it('has no problems', () => {
    const definition = definitionOf([
      choice('sex'),
      text('why', { visibleIf: "{sex} = 'a'", maxLength: 100 }),
      choice('topics', { type: 'checkbox', showOtherItem: true, maxSelectedChoices: 2 }),
    ]);

    const verdict = checkDefinition(definition);

    expect(verdict.problems).toEqual([]);
    expect(verdict.definition).toEqual(definition);
  });

  it('is worker-needs, but for the sites that the register fills in', () => {
    const definition: unknown = JSON.parse(
      readFileSync('surveys/worker-needs/1/definition.json', 'utf8'),
    );

    const inProject = checkDefinition(definition, { sitesKnown: true });

    expect(checkDefinition(definition).problems).toEqual([]);
    expect(inProject.problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'warning sites-none',
    ]);
  });
});

describe('a document that is no definition', () => {
  it.each<[string, unknown, string]>([
    ['nothing', null, ' structure-invalid'],
    ['a text', 'x', ' structure-invalid'],
    ['an object without pages', {}, '/pages structure-invalid'],
    ['pages that are no list', { pages: {} }, '/pages structure-invalid'],
    [
      'an item without a type',
      { pages: [{ name: 'p', elements: [{ name: 'a' }] }] },
      '/pages/0/elements/0/type structure-invalid',
    ],
    [
      'a switch that is a text',
      definitionOf([{ ...choice('a'), isRequired: 'yes' } as unknown as Item]),
      '/pages/0/elements/0/isRequired structure-invalid',
    ],
    ['a key __proto__', JSON.parse('{"pages": [], "__proto__": {}}'), '/__proto__ document-fault'],
    ['no items at all', { pages: [{ name: 'p' }] }, '/pages items-none'],
  ])('is refused: %s', (_, document, problem) => {
    expect(problemsOf(document, 'error')).toEqual([problem]);
  });

  it('is refused when it is larger than 512 KB', () => {
    const long = 'x'.repeat(19_000);
    const many = Array.from({ length: 30 }, (_, index) => text(`t${index}`, { description: long }));

    expect(errorsOf(many)).toEqual([' document-too-large']);
  });

  it('is refused when it is nested deeper than any survey', () => {
    let item: Item = choice('deep');
    for (let level = 0; level < 40; level++) {
      item = { type: 'panel', name: `p${level}`, elements: [item] };
    }

    expect(errorsOf([item])[0]).toMatch(/document-fault$/);
  });
});

describe('names and codes', () => {
  it.each<[string, readonly Item[], string]>([
    ['a name with a dot', [choice('a.b')], '/pages/0/elements/0/name name-invalid'],
    ['a name with accents', [choice('tên')], '/pages/0/elements/0/name name-invalid'],
    ['a name of 65 letters', [choice('x'.repeat(65))], '/pages/0/elements/0/name name-invalid'],
    ['a reserved word', [choice('panel')], '/pages/0/elements/0/name name-invalid'],
    [
      'a name that crashes the form',
      [choice('constructor')],
      '/pages/0/elements/0/name name-invalid',
    ],
    ['a name twice', [choice('a'), choice('a')], '/pages/0/elements/1/name name-duplicate'],
    [
      'names that differ by case',
      [choice('age'), choice('Age')],
      '/pages/0/elements/1/name name-duplicate',
    ],
    [
      'a panel named like its page',
      [{ type: 'panel', name: 'page1', elements: [choice('a')] }],
      '/pages/0/elements/0/name name-duplicate',
    ],
    [
      'a code twice',
      [choice('a', { choices: ['x', { value: 'x' }] })],
      '/pages/0/elements/0/choices/1 choice-duplicate',
    ],
    [
      '1 beside "1"',
      [choice('a', { choices: [1, '1'] })],
      '/pages/0/elements/0/choices/1 choice-duplicate',
    ],
    [
      'a code that is built in too',
      [choice('a', { choices: ['other'], showOtherItem: true })],
      '/pages/0/elements/0/choices/0 choice-duplicate',
    ],
    [
      'a code with a space',
      [choice('a', { choices: ['x y'] })],
      '/pages/0/elements/0/choices/0 choice-invalid',
    ],
    ['no choices', [choice('a', { choices: [] })], '/pages/0/elements/0/choices choices-empty'],
    [
      'a matrix column 0',
      [matrix({ columns: [0, 1] })],
      '/pages/0/elements/0/columns column-dropped',
    ],
  ])('refuses %s', (_, items, problem) => {
    expect(errorsOf(items)).toEqual([problem]);
  });

  it('warns about codes that expressions cannot tell apart', () => {
    expect(problemsOf(definitionOf([choice('a', { choices: ['x', 'X'] })]))).toEqual([
      '/pages/0/elements/0/choices/1 choice-ambiguous',
    ]);
  });
});

describe('references', () => {
  it.each<[string, readonly Item[], string]>([
    [
      'to nothing',
      [choice('a', { visibleIf: "{b} = 'a'" })],
      '/pages/0/elements/0/visibleIf reference-unknown',
    ],
    [
      'to what is asked later',
      [choice('a', { visibleIf: "{b} = 'a'" }), choice('b')],
      '/pages/0/elements/0/visibleIf reference-forward',
    ],
    [
      'to itself',
      [choice('a', { visibleIf: "{a} = 'a'" })],
      '/pages/0/elements/0/visibleIf reference-cycle',
    ],
    [
      'into its own answer',
      [choice('r1'), matrix({ visibleIf: "{r1} = 'a'" })],
      '/pages/0/elements/1/visibleIf reference-own',
    ],
    [
      'of choices to a later item',
      [choice('a', { choices: [{ value: 'x', visibleIf: "{b} = 'a'" }] }), choice('b')],
      '/pages/0/elements/0/choices/0/visibleIf reference-forward',
    ],
  ])('are refused %s', (_, items, problem) => {
    expect(errorsOf(items)).toEqual([problem]);
  });

  it('are refused in a circle of calculated values', () => {
    const calculatedValues = [
      { name: 'one', expression: '{two} + 1' },
      { name: 'two', expression: '{one} + 1' },
    ];

    expect(errorsOf([choice('a')], { calculatedValues })).toEqual([
      '/calculatedValues/0/expression reference-cycle',
    ]);
  });

  it('may go forward through a calculated value and in a validator', () => {
    const items = [
      text('a', {
        inputType: 'number',
        validators: [{ type: 'expression', expression: '{b} empty or {a} < {b}' }],
      }),
      text('b', { inputType: 'number' }),
    ];
    const calculatedValues = [{ name: 'sum', expression: '{a} + {b}' }];

    expect(errorsOf(items, { calculatedValues })).toEqual([]);
  });

  it('to nothing are told all at once, each once', () => {
    const visibleIf = "{x1} = 1 and ({A} = 'a' or sum({x2}, {X1}) > {x3}) and launch({x4})";
    const { problems } = checkDefinition(definitionOf([choice('a'), choice('b', { visibleIf })]));
    const errors = problems.filter(({ severity }) => severity === 'error');

    // What stops the reading comes to light when these are mended.
    expect(errors.map(({ code, params }) => [code, params?.name])).toEqual([
      ['reference-unknown', 'x1'],
      ['reference-unknown', 'x2'],
      ['reference-unknown', 'x3'],
    ]);
  });

  it('within rows may be the fields of the rows', () => {
    const people = {
      type: 'paneldynamic',
      name: 'people',
      templateElements: [{ type: 'text', name: 'age', inputType: 'number' }],
    };
    const count = (condition: string) => `countInArray({people}, 'age', ${condition}) > {zz}`;
    const { problems } = checkDefinition(
      definitionOf([people, choice('b', { visibleIf: count('{age} > 17') })]),
    );

    expect(
      problems.filter(({ code }) => code === 'reference-unknown').map(({ params }) => params?.name),
    ).toEqual(['zz']);
  });

  it('in texts are warned about where they name nothing', () => {
    const items = [choice('a'), choice('b', { title: 'You said {a}, {zz}' })];

    expect(problemsOf(definitionOf(items))).toEqual([
      '/pages/0/elements/1/title text-reference-unknown',
    ]);
  });
});

describe('meaning and languages', () => {
  it('refuses a text whose class nobody has said', () => {
    const { lnClass: _, ...unsaid } = text('a');

    expect(errorsOf([unsaid])).toEqual(['/pages/0/elements/0 class-missing']);
  });

  it('refuses sensitive items without consent, and takes them with it', () => {
    const sensitive = choice('status', { lnClass: 'sensitive' });

    expect(errorsOf([sensitive])).toEqual(['/pages/0/elements/0 consent-missing']);
    expect(errorsOf([choice('join', { lnRole: 'consent' }), sensitive])).toEqual([]);
  });

  it('warns about items that reports cannot place', () => {
    const bare: Item = { type: 'radiogroup', name: 'a', choices: ['x'] };

    expect(problemsOf(definitionOf([bare]), 'warning')).toEqual([
      '/pages/0/elements/0 title-missing',
      '/pages/0/elements/0 measure-missing',
      '/pages/0/elements/0 role-missing',
    ]);
  });

  it('warns about a missing translation, and refuses a missing default text', () => {
    const title = { vi: 'Khảo sát', en: 'Survey' };
    const items = [
      choice('a', { title: { vi: 'Một' } }),
      choice('b', { title: { en: 'Two' } }),
      choice('c', { choices: [{ value: 'x', text: '18–24' }], title }),
    ];

    const { problems } = checkDefinition(definitionOf(items, { title, locale: 'vi' }));

    expect(problems.map(({ severity, path, code }) => `${severity} ${path} ${code}`)).toEqual([
      'error /pages/0/elements/1/title default-text-missing',
      'warning /pages/0/elements/0/title translation-missing',
    ]);
  });

  it('refuses a required choice among chosen ones where nothing may have been chosen', () => {
    const source = choice('topics', { type: 'checkbox' });
    const carried = (visibleIf?: string): Item => ({
      type: 'radiogroup',
      name: 'best',
      ...said,
      isRequired: true,
      choicesFromQuestion: 'topics',
      choicesFromQuestionMode: 'selected',
      ...(visibleIf ? { visibleIf } : {}),
    });

    expect(errorsOf([source, carried()])).toEqual(['/pages/0/elements/1 carried-empty']);
    expect(errorsOf([source, carried('{topics} notempty')])).toEqual([]);
  });
});

describe('a client code', () => {
  const code = (name: string, more: Partial<Item> = {}) =>
    text(name, { lnRole: 'client-code', lnClass: 'identifier', ...more });

  it('tells people apart in one item of text, within something that is known', () => {
    expect(errorsOf([code('a', { lnUnique: 'project' }), code('b')])).toEqual([]);
    expect(errorsOf([code('a', { lnUnique: 'village' })])).toEqual([
      '/pages/0/elements/0/lnUnique unique-unknown',
    ]);
    expect(errorsOf([code('a', { lnUnique: 'site' }), code('b', { lnUnique: 'site' })])).toEqual([
      '/pages/0/elements/1/lnUnique unique-twice',
    ]);
  });

  it.each([
    ['text of another role', text('a', { lnUnique: 'survey' })],
    ['a choice', choice('a', { lnRole: 'client-code', lnUnique: 'survey' })],
    ['a number', code('a', { inputType: 'number', lnUnique: 'survey' })],
  ])('is not %s', (_, item) => {
    expect(errorsOf([item])).toContain('/pages/0/elements/0/lnUnique unique-misplaced');
  });

  it('has no place in an anonymous survey', () => {
    expect(errorsOf([code('a')], { lnAnonymous: true })).toEqual([
      '/pages/0/elements/0 client-code-anonymous',
    ]);
  });
});
