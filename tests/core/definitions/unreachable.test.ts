/** What the gate says about conditions that can never come true, and that it leaves alone what can. */
import { describe, expect, it } from 'vitest';
import type { Item } from '#core/definitions/definition.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { choice, errorsOf, text } from '../../support/gate-items.ts';

const ground: readonly Item[] = [
  text('n', { inputType: 'number' }),
  text('d', { inputType: 'date' }),
  text('t'),
  choice('a'),
  choice('topics', { type: 'checkbox', choices: ['x', 'y'] }),
];
const at = `/pages/0/elements/${ground.length}`;

describe('what nobody can reach', () => {
  it.each<[string, readonly Item[], string]>([
    [
      'a contradiction',
      [choice('b', { visibleIf: "{a} = 'a' and {a} = 'b'" })],
      '/visibleIf never-shown',
    ],
    [
      'a contradiction of numbers',
      [choice('b', { visibleIf: '{n} > 5 and {n} < 3' })],
      '/visibleIf never-shown',
    ],
    [
      'numbers out of bounds',
      [text('k', { inputType: 'number', min: 0, max: 9 }), choice('b', { visibleIf: '{k} >= 10' })],
      '!never-shown',
    ],
    [
      'a contradiction in each alternative',
      [choice('b', { visibleIf: "({a} = 'a' or {a} = 'b') and {a} empty" })],
      '/visibleIf never-shown',
    ],
    [
      'a denial of all answers',
      [choice('b', { visibleIf: "{a} notempty and {a} <> 'a' and {a} <> 'b'" })],
      '/visibleIf never-shown',
    ],
    ['what is always false', [choice('b', { visibleIf: '1 = 2' })], '/visibleIf never-shown'],
    [
      'more answers than allowed',
      [
        choice('s', { type: 'checkbox', maxSelectedChoices: 1 }),
        choice('b', { visibleIf: "{s} allof ['a', 'b']" }),
      ],
      '!never-shown',
    ],
    [
      'a page inside out',
      [
        {
          type: 'panel',
          name: 'p',
          visibleIf: "{a} = 'a'",
          elements: [choice('b', { visibleIf: "{a} = 'b'" })],
        },
      ],
      '/elements/0/visibleIf never-shown',
    ],
    [
      'an answer that cannot be offered',
      [
        choice('b', {
          visibleIf: "{a} = 'a'",
          choices: ['x', { value: 'y', visibleIf: "{a} = 'b'" }],
        }),
      ],
      '/choices/1/visibleIf choice-never-shown',
    ],
    [
      'an answer to what is asked of others',
      [
        choice('b', { visibleIf: "{a} = 'a'" }),
        choice('c', { visibleIf: "{b} = 'a' and {a} = 'b'" }),
      ],
      '!never-shown',
    ],
    [
      'the followers of what is never shown',
      [choice('b', { visibleIf: '1 = 2' }), choice('c', { visibleIf: "{b} = 'a'" })],
      '!never-shown never-shown',
    ],
  ])('is named: %s', (_, items, problem) => {
    const errors = errorsOf([...ground, ...items]);

    if (problem.startsWith('!'))
      expect(errors.map((error) => error.split(' ')[1]).join(' ')).toBe(problem.slice(1));
    else expect(errors).toEqual([`${at}${problem}`]);
  });

  it.each([
    "{a} = 'a' or {a} = 'b'",
    "{a} <> 'a' and {a} <> 'b'",
    '{n} > 3 and {n} < 5',
    '{n} >= 4 and {n} <= 4',
    "{topics} contains 'x' and {topics} contains 'y'",
    "{topics} notcontains 'x' and {topics} notempty",
    '{a} empty and {topics} empty',
    "!({a} = 'a')",
    "today() > '2026-01-31' and today() < '2020-01-31'",
    "{t} = 'A' and {t} = 'a'",
    '{n} * 2 = 7 and {n} < 4',
  ])('is not told of what can be: %s', (visibleIf) => {
    expect(errorsOf([...ground, choice('b', { visibleIf })])).toEqual([]);
  });

  it('stops where more is asked for than is offered', () => {
    expect(errorsOf([choice('s', { type: 'checkbox', minSelectedChoices: 3 })])).toEqual([
      '/pages/0/elements/0/minSelectedChoices cannot-go-on',
    ]);
  });
});

describe('a survey with many faults', () => {
  it('has all of them listed at once, in the order of the document', () => {
    const items = [
      choice('a', { visibleIf: '{n} >' }),
      choice('a'),
      text('b', { sparkle: true, visibleIf: "{zz} = '1'" }),
      choice('c', { choices: [] }),
      choice('d', { choices: ['x', 'x'] }),
    ];

    const { problems } = checkDefinition(definitionOf(items));

    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      '/pages/0/elements/0/visibleIf expression-invalid',
      '/pages/0/elements/1/name name-duplicate',
      '/pages/0/elements/2/sparkle property-unknown',
      '/pages/0/elements/2/visibleIf reference-unknown',
      '/pages/0/elements/3/choices choices-empty',
      '/pages/0/elements/4/choices/1 choice-duplicate',
    ]);
    expect(
      problems.every(({ message, params }) => message.length > 20 && params !== undefined),
    ).toBe(true);
  });
});
