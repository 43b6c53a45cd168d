import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { definitionOf, logicOf, mayMorning } from '../../support/definition-of.ts';
import { randomAnswers } from '../../support/differential/random-answers.ts';
import { randomDefinition } from '../../support/differential/random-definition.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';

const check = (items: readonly Item[], answers: Answers) =>
  logicOf(definitionOf(items)).check(answers, mayMorning);
const errorsOf = (items: readonly Item[], answers: Answers): string[] =>
  check(items, answers).errors.map(({ path, kind }) => `${path} ${kind}`);

const joins: Item = { type: 'radiogroup', name: 'joins', choices: ['yes', 'no'] };
const why: Item = { type: 'text', name: 'why', visibleIf: "{joins} = 'no'", isRequired: true };

describe('an item with a condition', () => {
  it('is shown where the condition holds, and then must be answered', () => {
    const outcome = check([joins, why], { joins: 'no' });

    expect(outcome.relevant).toEqual(['joins', 'why']);
    expect(outcome.errors).toEqual([{ path: 'why', kind: 'required' }]);
  });

  it('is hidden where it does not, and what it held is gone', () => {
    const outcome = check([joins, why], { joins: 'yes', why: 'because' });

    expect(outcome.relevant).toEqual(['joins']);
    expect(outcome.data).toEqual({ joins: 'yes' });
  });

  it('hides with its panel and page, and whatever reads it follows', () => {
    const items: readonly Item[] = [
      joins,
      {
        type: 'panel',
        name: 'more',
        visibleIf: "{joins} = 'no'",
        elements: [{ type: 'text', name: 'inner' }],
      },
      { type: 'text', name: 'outer', visibleIf: '{inner} notempty' },
    ];

    expect(check(items, { joins: 'yes', inner: 'x', outer: 'y' }).data).toEqual({ joins: 'yes' });
  });

  it('is compared without regard to case, as survey-core does', () => {
    expect(
      check([joins, { ...why, visibleIf: "{JOINS} = 'NO'" }], { joins: 'no' }).relevant,
    ).toContain('why');
  });
});

describe('limits and validators', () => {
  it.each<[string, Item, unknown, string[]]>([
    ['a number below', { type: 'text', name: 'a', inputType: 'number', min: 5 }, 3, ['a min']],
    ['a number above', { type: 'text', name: 'a', inputType: 'number', max: 5 }, 7, ['a max']],
    ['a step of 0.1', { type: 'text', name: 'a', inputType: 'number', step: 0.1 }, 0.3, []],
    [
      'a value off its step',
      { type: 'text', name: 'a', inputType: 'number', step: 5 },
      7,
      ['a step'],
    ],
    [
      'a day before',
      { type: 'text', name: 'a', inputType: 'date', min: '2026-01-01' },
      '2025-12-31',
      ['a min'],
    ],
    ['a poor address', { type: 'text', name: 'a', inputType: 'email' }, 'nope', ['a email']],
    [
      'too few choices',
      { type: 'checkbox', name: 'a', choices: [1, 2], minSelectedChoices: 2 },
      [1],
      ['a minSelected'],
    ],
    [
      '"other" without words',
      { type: 'radiogroup', name: 'a', choices: [1], showOtherItem: true },
      'other',
      ['a other'],
    ],
    [
      'an open row',
      { type: 'matrix', name: 'a', rows: ['r', 's'], columns: ['x'], eachRowRequired: true },
      { r: 'x' },
      ['a rows'],
    ],
    [
      'white space for a required text',
      { type: 'text', name: 'a', isRequired: true },
      '  ',
      ['a required'],
    ],
    [
      'a text for a number',
      { type: 'text', name: 'a', validators: [{ type: 'numeric' }] },
      'abc',
      ['a notNumber'],
    ],
    [
      'a pattern',
      { type: 'text', name: 'a', validators: [{ type: 'regex', regex: '^\\d{3}$' }] },
      '12',
      ['a validator'],
    ],
    [
      'an expression',
      {
        type: 'text',
        name: 'a',
        inputType: 'number',
        validators: [{ type: 'expression', expression: '{a} > 3' }],
      },
      2,
      ['a validator'],
    ],
  ])('judge %s', (_, item, answer, errors) => {
    expect(errorsOf([item], { a: answer })).toEqual(errors);
  });

  it('leave what is locked alone', () => {
    const item: Item = { type: 'text', name: 'a', isRequired: true, enableIf: "{joins} = 'no'" };

    expect(errorsOf([joins, item], { joins: 'yes' })).toEqual([]);
  });

  it('say which validator spoke', () => {
    const validators = [{ type: 'email' }, { type: 'text', minLength: 20 }] as const;

    const { errors } = check([{ type: 'text', name: 'a', validators }], { a: 'a@b.co' });

    expect(errors).toEqual([{ path: 'a', kind: 'validator', validator: 1 }]);
  });

  it('come back from a pattern that stops other engines', () => {
    const items: readonly Item[] = [
      { type: 'text', name: 'a', validators: [{ type: 'regex', regex: '^(a+)+$' }] },
    ];

    expect(errorsOf(items, { a: `${'a'.repeat(5_000)}!` })).toEqual(['a validator']);
  });
});

describe('repeated groups', () => {
  const children: Item = {
    type: 'paneldynamic',
    name: 'children',
    templateElements: [
      { type: 'text', name: 'age', inputType: 'number', isRequired: true },
      { type: 'text', name: 'school', visibleIf: '{panel.age} >= 6' },
    ],
  };

  it('judge each copy by its own answers', () => {
    const outcome = check([children], { children: [{ age: 7, school: 'A' }, { school: 'B' }] });

    expect(outcome.relevant).toEqual([
      'children',
      'children[0].age',
      'children[0].school',
      'children[1].age',
    ]);
    expect(outcome.errors).toEqual([{ path: 'children[1].age', kind: 'required' }]);
    expect(outcome.data).toEqual({ children: [{ age: 7, school: 'A' }, {}] });
  });

  it('can be counted', () => {
    const many: Item = { type: 'text', name: 'many', visibleIf: '{children.length} > 1' };

    expect(check([children, many], { children: [{ age: 1 }, { age: 2 }] }).relevant).toContain(
      'many',
    );
  });
});

describe('calculated values and the clock', () => {
  it('are stored where the definition asks for it', () => {
    const definition = definitionOf([{ type: 'text', name: 'n', inputType: 'number' }], {
      calculatedValues: [
        { name: 'twice', expression: '{n} * 2', includeIntoResult: true },
        { name: 'hidden', expression: '{n} * 3' },
      ],
    });

    expect(logicOf(definition).check({ n: 4 }, mayMorning).data).toEqual({ n: 4, twice: 8 });
  });

  it.each([
    [0, '2026-05-17'],
    [15 * 60, '2026-05-18'],
  ])('read the day where the interview is, %i minutes east', (offsetMinutes, day) => {
    const items: readonly Item[] = [
      { type: 'text', name: 'd', inputType: 'date' },
      { type: 'text', name: 'seen', visibleIf: '{d} = today()' },
    ];

    const { relevant } = logicOf(definitionOf(items)).check(
      { d: day },
      { ...mayMorning, offsetMinutes },
    );

    expect(relevant).toContain('seen');
  });
});

describe('relevance as analysis asks it', () => {
  const relevantIn = (items: readonly Item[], answers: Answers): string[] =>
    [...logicOf(definitionOf(items)).relevance(answers, mayMorning)]
      .filter(([, isRelevant]) => isRelevant)
      .map(([name]) => name);
  const more: Item = { type: 'text', name: 'more', visibleIf: '{why} notempty' };

  it('lists every item of the root, in document order', () => {
    const names = [
      ...logicOf(definitionOf([joins, why, more]))
        .relevance({}, mayMorning)
        .keys(),
    ];

    expect(names).toEqual(['joins', 'why', 'more']);
  });

  it('reads an answer that contradicts the form', () => {
    expect(relevantIn([joins, why, more], { joins: 'yes', why: 'because' })).toEqual([
      'joins',
      'more',
    ]);
  });

  it('reads a code that the list does not have', () => {
    const item: Item = { type: 'text', name: 'seen', visibleIf: "{joins} = 'maybe'" };

    expect(relevantIn([joins, item], { joins: 'maybe' })).toEqual(['joins', 'seen']);
  });

  it('takes the conditions of panels and pages into account', () => {
    const panel: Item = {
      type: 'panel',
      name: 'p',
      visibleIf: "{joins} = 'no'",
      elements: [{ type: 'text', name: 'inner' }],
    };

    expect(relevantIn([joins, panel], { joins: 'yes', inner: 'x' })).toEqual(['joins']);
  });

  it('takes a calculated item from the row, else calculates it', () => {
    const items: readonly Item[] = [
      { type: 'text', name: 'n', inputType: 'number' },
      { type: 'expression', name: 'twice', expression: '{n} * 2' },
      { type: 'text', name: 'big', visibleIf: '{twice} > 10' },
    ];

    expect(relevantIn(items, { n: 6 })).toContain('big');
    expect(relevantIn(items, { n: 6, twice: 1 })).not.toContain('big');
  });
});

describe('what a compiled definition refuses', () => {
  it('is listed whole, each with its place', () => {
    const compiled = compileLogic(
      definitionOf([
        { type: 'text', name: 'a', visibleIf: '{zz} = 1', requiredIf: '{a' },
        { type: 'text', name: 'A' },
      ]),
    );

    expect(
      compiled.ok ? [] : compiled.problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`),
    ).toEqual([
      '/pages/0/elements/1/name name-duplicate',
      '/pages/0/elements/0/visibleIf reference-unknown',
      '/pages/0/elements/0/requiredIf expression-invalid',
    ]);
  });

  it('is less where the definition comes from an XLSForm', () => {
    const items: readonly Item[] = [
      { type: 'text', name: 'group/a', visibleIf: "{later.b} = 'x' or {other-name} = 1" },
      { type: 'text', name: 'later.b' },
      { type: 'text', name: 'other-name' },
    ];

    const lenient = compileLogic(definitionOf(items), { lenient: true });

    expect(compileLogic(definitionOf(items)).ok).toBe(false);
    expect(lenient.ok && lenient.value.check({ 'later.b': 'x' }, mayMorning).relevant).toEqual([
      'group/a',
      'later.b',
      'other-name',
    ]);
  });

  it('is not a code that stands twice under different conditions there', () => {
    const town: Item = {
      type: 'radiogroup',
      name: 'town',
      choices: [
        { value: 'a', visibleIf: "{joins} = 'yes'" },
        { value: 'a', visibleIf: "{joins} = 'no'" },
        { value: 'b', visibleIf: "{joins} = 'no'" },
      ],
    };
    const compiled = compileLogic(definitionOf([joins, town]), { lenient: true });
    const kept = (answers: Answers): unknown =>
      compiled.ok && compiled.value.check(answers, mayMorning).data.town;

    expect(kept({ joins: 'yes', town: 'a' })).toBe('a');
    expect(kept({ joins: 'no', town: 'a' })).toBe('a');
    expect(kept({ joins: 'yes', town: 'b' })).toBeUndefined();
  });

  it('is not a function that was registered', () => {
    const items: readonly Item[] = [joins, { ...why, visibleIf: "x_is({joins}, 'no')" }];
    const functions = { x_is: ([one, other]: readonly unknown[]) => one === other };

    const compiled = compileLogic(definitionOf(items), { functions });

    expect(compiled.ok && compiled.value.check({ joins: 'no' }, mayMorning).relevant).toContain(
      'why',
    );
  });
});

/** Empty rows of a table are not kept, so their cells go. */
const isAtRoot = (path: string): boolean => !path.includes('[');
const seed = Number(process.env.LAW_SEED ?? 7);
const runs = Number(process.env.LAW_RUNS ?? 120);

describe(`laws (seed ${seed})`, () => {
  it('what a check keeps is kept by the next check, with the same verdict', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (start) => {
        const random = seededRandom(start);
        const definition = randomDefinition(random);
        const compiled = compileLogic(definition);
        if (!compiled.ok) return;
        const first = compiled.value.check(randomAnswers(definition, random), mayMorning);

        const second = compiled.value.check(first.data, mayMorning);

        expect(second.data).toEqual(first.data);
        expect(second.relevant.filter(isAtRoot)).toEqual(first.relevant.filter(isAtRoot));
      }),
      { numRuns: runs, seed },
    );
  });

  it('a check changes neither the answers nor what the next one says', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (start) => {
        const random = seededRandom(start);
        const definition = randomDefinition(random);
        const compiled = compileLogic(definition);
        if (!compiled.ok) return;
        const answers = randomAnswers(definition, random);
        const before = structuredClone(answers);
        const first = compiled.value.check(answers, mayMorning);
        compiled.value.check(randomAnswers(definition, random), mayMorning);

        expect(compiled.value.check(answers, mayMorning)).toEqual(first);
        expect(answers).toEqual(before);
      }),
      { numRuns: runs, seed },
    );
  });

  it('what is relevant by raw values is relevant on settled answers too', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (start) => {
        const random = seededRandom(start);
        const definition = randomDefinition(random);
        const compiled = compileLogic(definition);
        if (!compiled.ok) return;
        const { data, relevant } = compiled.value.check(
          randomAnswers(definition, random),
          mayMorning,
        );

        const byRawValues = compiled.value.relevance(data, mayMorning);

        const atRoot = relevant.filter((path) => byRawValues.has(path));
        expect([...byRawValues].filter(([, isOn]) => isOn).map(([name]) => name)).toEqual(atRoot);
      }),
      { numRuns: runs, seed },
    );
  });
});
