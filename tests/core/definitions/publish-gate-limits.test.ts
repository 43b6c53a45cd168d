import { describe, expect, it } from 'vitest';
import type { Item } from '#core/definitions/definition.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { choice, errorsOf, problemsOf, said, text } from '../../support/gate-items.ts';

describe('expressions', () => {
  const shown = (visibleIf: string): string[] =>
    errorsOf([
      text('n', { inputType: 'number' }),
      text('d', { inputType: 'date' }),
      choice('a', { visibleIf }),
    ]);

  it.each<[string, string, string]>([
    ['nonsense', '{n} >', 'expression-invalid'],
    ['a missing parenthesis', '({n} = 1', 'expression-bracket'],
    ['a bare value', '{n}', 'expression-bare'],
    ['"or" with a value', '{n} = 1 or {n}', 'expression-joins'],
    ['null', '{n} = null', 'expression-null'],
    ['arithmetic on a date', 'today() + 1 > {n}', 'date-misused'],
    ['a date that is not ISO', "today() > '31/01/2026'", 'date-unreadable'],
    ['a day that does not exist', "getDate({d}) > '2026-02-30'", 'date-unreadable'],
    ['months added to a date', "dateAdd({d}, 1, 'months') > today()", 'date-months'],
    ['branches of different kinds', "iif({n} > 1, 5, 'five') = 5", 'branches-differ'],
    ['the clock by the second', "currentDate() > '2026-01-31'", 'function-clock'],
    ['an unknown function', 'launch({n}) = 1', 'function-unknown'],
    ['a function that asks the screen', "displayValue('n') = '1'", 'function-unknown'],
    ['2,001 characters', `{n} = ${'1'.repeat(2_000)}`, 'expression-too-long'],
  ])('are refused: %s', (_, expression, code) => {
    const errors = shown(expression);

    expect(errors).toHaveLength(1);
    expect(errors[0]).toBe(`/pages/0/elements/2/visibleIf ${code}`);
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
      const code = regex.length > 200 ? 'pattern-too-long' : 'pattern-refused';

      expect(errorsOf([text('a', { validators: [{ type: 'regex', regex }] })])).toEqual([
        `/pages/0/elements/0/validators/0/regex ${code}`,
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
      '/panelCount rows-begin',
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
      lnMinutes: 60,
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
      'a scale of a million answers',
      { type: 'rating', name: 'r', ...said, rateCount: 1e6 },
      '/rateCount choices-too-many',
    ],
    [
      'a scale in a million steps',
      { type: 'rating', name: 'r', ...said, rateMax: 10, rateStep: 1e-5 },
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
