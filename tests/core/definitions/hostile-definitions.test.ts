/**
 * Definitions by somebody who wishes us or those who answer ill. Each is refused whether or not it says of itself that
 * it was imported: what is loosened for forms from elsewhere loosens nothing of this.
 */
import { describe, expect, it } from 'vitest';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { compilePattern } from '#core/definitions/expressions/pattern.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { choice, text } from '../../support/gate-items.ts';

const errorsOf = (definition: unknown): string[] =>
  checkDefinition(definition)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ path, code }) => `${path} ${code}`);

const at = '/pages/0/elements/0';

/** As its author made it, and as an author would who has read how imports are told. */
const guises: readonly (readonly [string, Partial<Definition>])[] = [
  ['as it is', {}],
  ['said to be imported', { lnXls: {} }],
];

describe.each(guises)('an address of another host, %s', (_, guise) => {
  it.each<[string, Item, string]>([
    [
      'answers from a cloud’s own address',
      choice('a', { choicesByUrl: { url: 'http://169.254.169.254/' } }),
      '/choicesByUrl property-refused',
    ],
    [
      'answers from this machine',
      choice('a', { choicesByUrl: { url: 'http://localhost:8080/' } }),
      '/choicesByUrl property-refused',
    ],
    [
      'answers from a file',
      choice('a', { choicesByUrl: { url: 'file:///etc/passwd' } }),
      '/choicesByUrl property-refused',
    ],
    [
      'answers from anywhere',
      choice('a', { choicesByUrl: { url: 'countries.json' } }),
      '/choicesByUrl property-refused',
    ],
    [
      'a picture',
      choice('a', { imageLink: 'https://evil.example/t.png' }),
      '/imageLink property-refused',
    ],
    [
      'a picture for each answer',
      choice('a', { choices: [{ value: 'a', imageLink: 'https://evil.example/t.png' }] }),
      '/choices/0/imageLink property-refused',
    ],
    [
      'a picture in the data',
      choice('a', { choices: [{ value: 'a', imageLink: 'data:image/svg+xml,<svg onload=x()>' }] }),
      '/choices/0/imageLink property-refused',
    ],
    [
      'a script for a title',
      choice('a', { title: '[go](javascript:alert(1))' }),
      '/title address-refused',
    ],
    [
      'a script for an answer',
      choice('a', { choices: [{ value: 'a', text: { en: 'x', vi: 'javascript:alert(1)' } }] }),
      '/choices/0/text address-refused',
    ],
    [
      'a file in a description',
      choice('a', { description: 'see file:///etc/passwd' }),
      '/description address-refused',
    ],
    [
      'a page in the data',
      choice('a', { description: '<a href="data:text/html,x">x</a>' }),
      '/description address-refused',
    ],
    [
      'a script to begin with',
      text('a', { defaultValue: 'javascript:alert(1)' }),
      '/defaultValue address-refused',
    ],
    [
      'a width from elsewhere',
      text('a', { width: 'url(https://evil.example)' }),
      '/width address-refused',
    ],
    [
      'a placeholder of a style',
      text('a', { minWidth: '//evil.example' }),
      '/minWidth address-refused',
    ],
    ['an upload', { ...text('a'), type: 'file' }, '/type type-unknown'],
    [
      'a picture to draw',
      { ...text('a'), type: 'signaturepad', backgroundImage: 'https://evil.example' },
      '/type type-unknown',
    ],
    [
      'an image',
      { ...text('a'), type: 'image', imageLink: 'https://evil.example/t.png' },
      '/type type-unknown',
    ],
    ['an input that opens files', text('a', { inputType: 'file' }), '/inputType input-unknown'],
  ])('is refused: %s', (_case, item, problem) => {
    expect(errorsOf(definitionOf([item], guise))).toContain(`${at}${problem}`);
  });

  it.each([
    'logo',
    'backgroundImage',
    'navigateToUrl',
    'navigateToUrlOnCondition',
    'surveyPostId',
    'cookieName',
  ])('is refused: %s of the survey', (property) => {
    const [error] = errorsOf(
      definitionOf([choice('a')], { ...guise, [property]: 'https://evil.example' }),
    );

    expect(error).toMatch(new RegExp(`^/${property} property-(?:refused|unknown)$`));
  });
});

describe.each(guises)('code that would run, %s', (_, guise) => {
  it.each<[string, Item, string]>([
    [
      'HTML',
      { type: 'html', name: 'h', html: '<img src=x onerror=alert(1)>' },
      '/(?:html property-refused|type type-unknown)',
    ],
    [
      'an answer put into HTML',
      { type: 'html', name: 'h', html: '<p>Hello {a}</p>' },
      '/(?:html property-refused|type type-unknown)',
    ],
    [
      'HTML in one language',
      { type: 'html', name: 'h', html: { en: 'x', vi: '<script>x()</script>' } },
      '/(?:html property-refused|type type-unknown)',
    ],
    [
      'HTML of the wrong kind',
      { type: 'html', name: 'h', html: ['<b>'] },
      '/(?:html property-refused|type type-unknown)',
    ],
    ['HTML on an item', text('h', { html: '<b>x</b>' }), '/html property-refused'],
    [
      'a function of nobody',
      choice('h', { visibleIf: "fetch('https://evil.example') = 1" }),
      '/visibleIf function-unknown',
    ],
    [
      'a function of the language',
      choice('h', { visibleIf: "constructor('x') = 1" }),
      '/visibleIf function-unknown',
    ],
    [
      'a value set behind the back',
      text('h', { resetValueIf: '{a} = 1' }),
      '/resetValueIf property-refused',
    ],
    ['a component', { ...text('h'), type: 'custom-thing' }, '/type type-unknown'],
    ['a renderer', choice('h', { renderAs: 'evil' }), '/renderAs property-unknown'],
  ])('is refused: %s', (_case, item, problem) => {
    const errors = errorsOf(definitionOf([choice('a'), item], guise));

    expect(errors.join('\n')).toMatch(new RegExp(`^/pages/0/elements/1${problem}$`, 'm'));
  });

  it.each<[string, unknown]>([
    ['triggers', [{ type: 'runexpression', runExpression: "fetch('x')" }]],
    ['triggers', [{ type: 'setvalue', setToName: 'a', setValue: 1 }]],
    ['triggers', [{ type: 'complete', expression: '{a} = 1' }]],
    ['completedHtml', '<script>x()</script>'],
    ['completedHtmlOnCondition', [{ expression: '{a} = 1', html: '<b>' }]],
    ['loadingHtml', '<script>x()</script>'],
    ['completedBeforeHtml', '<script>x()</script>'],
  ])('is refused: %s of the survey', (property, value) => {
    expect(errorsOf(definitionOf([choice('a')], { ...guise, [property]: value }))).toContain(
      `/${property} property-refused`,
    );
  });
});

describe.each(guises)('what would take long, %s', (_, guise) => {
  const shown = (visibleIf: string): string[] =>
    errorsOf(definitionOf([text('n', { inputType: 'number' }), choice('a', { visibleIf })], guise));

  it.each<[string, string]>([
    ['15,000 characters', `{n} = 1${' or {n} = 1'.repeat(1_500)}`],
    ['500 branches inside each other', `${'iif({n} > 1, '.repeat(500)}1${', 2)'.repeat(500)} = 1`],
    ['5,000 brackets', `${'('.repeat(5_000)}{n} = 1${')'.repeat(5_000)}`],
    ['5,000 denials', `${'!'.repeat(5_000)}({n} = 1)`],
  ])('is refused: a condition of %s', (_case, condition) => {
    // Lists of imported forms are long, so there it is how deep it goes that counts.
    const code = 'lnXls' in guise ? 'expression-invalid' : 'expression-too-long';

    expect(shown(condition)).toEqual([`/pages/0/elements/1/visibleIf ${code}`]);
  });

  it('is refused: calculated values in a circle of a thousand', () => {
    const calculatedValues = Array.from({ length: 1_000 }, (_case, index) => ({
      name: `c${index}`,
      expression: `{c${(index + 1) % 1_000}} + 1`,
    }));

    expect(errorsOf(definitionOf([choice('a')], { ...guise, calculatedValues }))).toEqual([
      '/calculatedValues/0/expression reference-cycle',
    ]);
  });

  it('is refused: more calculated values than that', () => {
    const calculatedValues = Array.from({ length: 1_001 }, (_case, index) => ({
      name: `c${index}`,
      expression: '1 + 1',
    }));

    expect(errorsOf(definitionOf([choice('a')], { ...guise, calculatedValues }))).toEqual([
      '/calculatedValues items-too-many',
    ]);
  });

  it('is refused: 5,000 items', () => {
    const pages = Array.from({ length: 500 }, (_case, page) => ({
      name: `p${page}`,
      elements: Array.from({ length: 10 }, (_item, index) => ({
        type: 'comment',
        name: `i${page}_${index}`,
      })),
    }));

    expect(errorsOf({ ...guise, pages })).toContain('/pages items-too-many');
  });

  it.each<[string, Item, string]>([
    ['a thousand copies', group({ maxPanelCount: 1_000 }), '/maxPanelCount copies-too-many'],
    [
      'a thousand copies to begin with',
      group({ panelCount: 1_000 }),
      '/panelCount copies-too-many',
    ],
    [
      '300,000 answers',
      choice('b', { choicesMin: 1, choicesMax: 300_000 }),
      '/choicesMax choices-too-many',
    ],
    [
      'ten million steps',
      { ...text('b'), type: 'rating', rateMax: 1e7 },
      '/rateMax choices-too-many',
    ],
  ])('is refused: %s', (_case, item, problem) => {
    expect(errorsOf(definitionOf([item], guise))).toContain(`${at}${problem}`);
  });
});

function group(more: Partial<Item>): Item {
  const { choices: _, ...rest } = choice('g', more);
  return { ...rest, type: 'paneldynamic', templateElements: [choice('b')] };
}

describe('a pattern that goes back on itself', () => {
  it('is run in linear time: on the server a text that would take V8 centuries comes back at once', () => {
    const matches = compilePattern('^(a+)+$', false);

    expect(matches(`${'a'.repeat(2_000)}!`)).toBe(false);
    expect(matches('a'.repeat(2_000))).toBe(true);
  });

  it.each(guises)('is refused where no linear form of it exists, %s', (_, guise) => {
    const item = text('a', { validators: [{ type: 'regex', regex: '(a+)+\\1' }] });

    expect(errorsOf(definitionOf([item], guise))).toEqual([
      `${at}/validators/0/regex pattern-refused`,
    ]);
  });
});

describe.each(guises)('a name that programs stumble over, %s', (_, guise) => {
  it.each([
    'constructor',
    '__proto__',
    'a{b}',
    'a[0]',
    'panel',
    'row',
    '',
    'a\u0000b',
    'x'.repeat(300),
  ])('is refused: %j', (name) => {
    expect(errorsOf(definitionOf([choice(name)], guise)).join()).toMatch(
      /name-invalid|document-fault/,
    );
  });

  it('is refused as the key of an answer', () => {
    const item = choice('a', { choices: ['b', '__proto__'] });

    expect(errorsOf(definitionOf([item], guise))).toContain(`${at}/choices/1 choice-invalid`);
  });

  it('is refused twice', () => {
    expect(errorsOf(definitionOf([choice('a'), choice('a')], guise))).toContain(
      '/pages/0/elements/1/name name-duplicate',
    );
  });

  it.each(['toString', 'hasOwnProperty', 'length_', 'valueOf'])('is only a name: %s', (name) => {
    expect(errorsOf(definitionOf([choice(name)], guise))).toEqual([]);
  });
});

describe.each(guises)('privacy, %s', (_, guise) => {
  it('is not given up by a class that nobody knows', () => {
    expect(errorsOf(definitionOf([text('a', { lnClass: 'public' as 'neutral' })], guise))).toEqual([
      `${at}/lnClass class-unknown`,
    ]);
  });

  it('is not given up by asking what could harm without asking for consent', () => {
    expect(errorsOf(definitionOf([choice('a', { lnClass: 'sensitive' })], guise))).toEqual([
      `${at} consent-missing`,
    ]);
  });
});
