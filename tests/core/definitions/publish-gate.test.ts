import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { definitionOf } from '../../support/definition-of.ts';

const said = { title: 'T', lnRole: 'other', lnClass: 'neutral', lnMeasure: 'nominal' } as const;
const choice = (name: string, more: Partial<Item> = {}): Item => ({
  type: 'radiogroup',
  name,
  choices: ['a', 'b'],
  ...said,
  ...more,
});
const text = (name: string, more: Partial<Item> = {}): Item => ({
  type: 'text',
  name,
  ...said,
  lnClass: 'free-text',
  ...more,
});

const matrix = (more: Partial<Item>): Item => ({
  type: 'matrix',
  name: 'm',
  rows: ['r1'],
  columns: ['x'],
  ...said,
  ...more,
});

const problemsOf = (value: unknown, severity?: 'error' | 'warning'): string[] =>
  checkDefinition(value)
    .problems.filter((problem) => !severity || problem.severity === severity)
    .map(({ path, code }) => `${path} ${code}`);
const errorsOf = (items: readonly Item[], more: Partial<Definition> = {}): string[] =>
  problemsOf(definitionOf(items, more), 'error');

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

    const { problems } = checkDefinition(definition);

    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
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
    [
      'a key __proto__',
      JSON.parse('{"pages": [], "__proto__": {}}'),
      '/__proto__ structure-invalid',
    ],
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

    expect(errorsOf([item])[0]).toMatch(/structure-invalid$/);
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
      '/pages/0/elements/0/columns choice-invalid',
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
      '/pages/0/elements/1/visibleIf reference-unclear',
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

    expect(errorsOf([choice('a')], { calculatedValues })).toEqual([' reference-cycle']);
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

  it('in texts are warned about where they name nothing', () => {
    const items = [choice('a'), choice('b', { title: 'You said {a}, {zz}' })];

    expect(problemsOf(definitionOf(items))).toEqual([
      '/pages/0/elements/1/title text-reference-unknown',
    ]);
  });
});

describe('expressions', () => {
  const shown = (visibleIf: string): string[] =>
    errorsOf([
      text('n', { inputType: 'number' }),
      text('d', { inputType: 'date' }),
      choice('a', { visibleIf }),
    ]);

  it.each<[string, string, string]>([
    ['nonsense', '{n} >', 'expression-invalid'],
    ['a missing parenthesis', '({n} = 1', 'expression-invalid'],
    ['a bare value', '{n}', 'expression-unclear'],
    ['"or" with a value', '{n} = 1 or {n}', 'expression-unclear'],
    ['null', '{n} = null', 'expression-unclear'],
    ['arithmetic on a date', 'today() + 1 > {n}', 'expression-unclear'],
    ['a date that is not ISO', "today() > '31/01/2026'", 'expression-unclear'],
    ['a day that does not exist', "getDate({d}) > '2026-02-30'", 'expression-unclear'],
    ['months added to a date', "dateAdd({d}, 1, 'months') > today()", 'expression-unclear'],
    ['branches of different kinds', "iif({n} > 1, 5, 'five') = 5", 'expression-unclear'],
    ['the clock by the second', "currentDate() > '2026-01-31'", 'expression-unclear'],
    ['an unknown function', 'launch({n}) = 1', 'expression-unclear'],
    ['a function that asks the screen', "displayValue('n') = '1'", 'expression-unclear'],
    ['2,001 characters', `{n} = ${'1'.repeat(2_000)}`, 'expression-too-long'],
  ])('are refused: %s', (_, expression, code) => {
    const errors = shown(expression);

    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^\/pages\/0\/elements\/2\/visibleIf /);
    if (code !== 'expression-unclear') expect(errors[0]).toMatch(new RegExp(`${code}$`));
  });

  it.each(['^(a+)+$', '^[a-z]{3}$', '^\\p{L}+$'])(
    'take the pattern %s, run in linear time',
    (regex) => {
      expect(errorsOf([text('a', { validators: [{ type: 'regex', regex }] })])).toEqual([]);
    },
  );

  it.each(['(?=a)b', '(a)\\1', '(?<!x)y', 'a{1000}{1000}', '[', 'x'.repeat(201)])(
    'refuse the pattern %s',
    (regex) => {
      expect(errorsOf([text('a', { validators: [{ type: 'regex', regex }] })])).toEqual([
        '/pages/0/elements/0/validators/0 pattern-refused',
      ]);
    },
  );

  it('may nest as deep as 2,000 characters go', () => {
    const depth = 115;
    const nested = `${'iif({n} > 1, '.repeat(depth)}1${', 2)'.repeat(depth)} = 1`;

    expect(shown(nested)).toEqual([]);
    expect(shown(nested.replaceAll('iif', 'launch'))).toHaveLength(1);
  });
});

describe('what lies outside the closed subset', () => {
  it.each<[string, Item, string]>([
    [
      'choices from an address',
      choice('a', { choicesByUrl: { url: 'http://169.254.169.254/' } }),
      '/choicesByUrl property-refused',
    ],
    ['a masked text', text('a', { maskType: 'numeric' }), '/maskType property-refused'],
    ['a shared answer', text('a', { valueName: 'b' }), '/valueName property-refused'],
    [
      'values set behind the back',
      text('a', { setValueExpression: '1 + 1' }),
      '/setValueExpression property-refused',
    ],
    ['a property that nobody knows', text('a', { sparkle: true }), '/sparkle property-unknown'],
    ['a property of another type', text('a', { rateMax: 5 }), '/rateMax property-unknown'],
    [
      'a property of a validator',
      text('a', { validators: [{ type: 'numeric', url: 'x' }] }),
      '/validators/0/url property-unknown',
    ],
    [
      'an image',
      { ...text('a'), type: 'image', imageLink: 'https://evil.example/t.png' },
      '/type type-unknown',
    ],
    ['a file', { ...text('a'), type: 'file' }, '/type type-unknown'],
    [
      'an address in a plain property',
      text('a', { width: 'https://evil.example' }),
      '/width address-refused',
    ],
    [
      'a script as a default',
      text('a', { defaultValue: 'javascript:alert(1)' }),
      '/defaultValue address-refused',
    ],
    [
      'a group that begins with copies',
      {
        ...choice('a'),
        type: 'paneldynamic',
        choices: undefined,
        panelCount: 2,
        templateElements: [choice('b')],
      } as unknown as Item,
      ' property-refused',
    ],
  ])('is refused: %s', (_, item, problem) => {
    const { choices, ...rest } = item;

    expect(errorsOf([choices === undefined ? rest : item])).toContain(
      `/pages/0/elements/0${problem}`,
    );
  });

  it('is refused: raw HTML, whatever it holds', () => {
    expect(errorsOf([choice('a'), { type: 'html', name: 'h', html: 'Hello {a}' }])).toContain(
      '/pages/0/elements/1/type type-unknown',
    );
  });

  it.each(['triggers', 'completedHtml', 'navigateToUrl', 'logo', 'surveyPostId', 'cookieName'])(
    'is refused: %s of the survey',
    (property) => {
      const [error] = errorsOf([choice('a')], { [property]: 'https://evil.example' });

      expect(error).toMatch(new RegExp(`^/${property} property-(?:refused|unknown)$`));
    },
  );

  it('warns that tags in texts are shown as they are', () => {
    const items = [choice('a', { title: 'Hello <b onclick="x()">you</b>' })];

    expect(problemsOf(definitionOf(items))).toEqual(['/pages/0/elements/0/title markup-in-text']);
  });
});

describe('limits', () => {
  it('are 500 items', () => {
    const pages = (count: number): unknown => ({
      pages: Array.from({ length: Math.ceil(count / 10) }, (_, page) => ({
        name: `p${page}`,
        elements: Array.from({ length: Math.min(10, count - page * 10) }, (_, index) =>
          choice(`i${page}_${index}`),
        ),
      })),
    });

    expect(problemsOf(pages(500))).toEqual([]);
    expect(problemsOf(pages(501))).toEqual(['/pages items-too-many']);
  });

  it('warn about more than 10 items on a page', () => {
    const items = Array.from({ length: 11 }, (_, index) => choice(`i${index}`));

    expect(problemsOf(definitionOf(items))).toEqual(['/pages/0 page-long']);
  });

  it.each<[string, Item, string]>([
    [
      '51 copies of a group',
      {
        type: 'paneldynamic',
        name: 'p',
        ...said,
        maxPanelCount: 51,
        templateElements: [choice('b')],
      },
      '/maxPanelCount copies-too-many',
    ],
    [
      'a range of a million choices',
      { type: 'dropdown', name: 'd', ...said, choicesMin: 1, choicesMax: 1e6 },
      '/choicesMax choices-too-many',
    ],
    [
      'a scale without end',
      { type: 'rating', name: 'r', ...said, rateMax: 1e7 },
      '/rateMax choices-too-many',
    ],
    [
      'bounds that no answer can keep',
      text('n', { inputType: 'number', min: 5, max: 3 }),
      '/min bounds-crossed',
    ],
  ])('refuse %s', (_, item, problem) => {
    expect(errorsOf([item])).toEqual([`/pages/0/elements/0${problem}`]);
  });

  it('refuse groups nested more than five deep', () => {
    let item: Item = choice('deep');
    for (let level = 0; level < 6; level++) {
      item = { type: 'panel', name: `g${level}`, elements: [item] };
    }

    expect(errorsOf([item]).map((error) => error.split(' ')[1])).toEqual(['too-deep']);
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
      'error /pages/0/elements/1/title translation-missing',
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

    expect(errorsOf([source, carried()])).toEqual(['/pages/0/elements/1 choices-empty']);
    expect(errorsOf([source, carried('{topics} notempty')])).toEqual([]);
  });
});
