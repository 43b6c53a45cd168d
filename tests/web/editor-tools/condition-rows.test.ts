import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChoiceValue, Definition } from '#core/definitions/definition.ts';
import {
  arityOf,
  type ConditionEntry,
  type ConditionOperator,
  type ConditionRow,
  type ConditionRows,
  operatorsFor,
} from '#web/workspace/editor/tools/condition-row.ts';
import { readCondition, writeCondition } from '#web/workspace/editor/tools/condition-rows.ts';
import { type Subject, subjectsFor } from '#web/workspace/editor/tools/condition-subjects.ts';
import { literalOf } from '#web/workspace/editor/tools/value-literal.ts';
import { evaluateExpression } from '../../support/evaluate-expression.ts';

const definition: Definition = {
  locale: 'vi',
  pages: [
    {
      name: 'first',
      title: { vi: 'Về bạn', en: 'About you' },
      elements: [
        { type: 'radiogroup', name: 'sex', title: 'Giới tính', choices: ['f', 'm', "it's"] },
        { type: 'dropdown', name: 'school', choices: [0, 1, 2, 3] },
        { type: 'text', name: 'age', inputType: 'number' },
        { type: 'text', name: 'born', inputType: 'date' },
        { type: 'comment', name: 'why' },
        { type: 'boolean', name: 'agrees' },
        {
          type: 'checkbox',
          name: 'topics',
          choices: ['money', 'rights', { value: 'none', isExclusive: true }],
          showOtherItem: true,
        },
        {
          type: 'matrix',
          name: 'rated',
          title: { vi: 'Đánh giá', en: 'Rated' },
          columns: [1, 2, 3],
          rows: [{ value: 'doctor', text: { vi: 'Bác sĩ', en: 'Doctor' } }, 'front desk'],
        },
        {
          type: 'paneldynamic',
          name: 'children',
          templateElements: [
            { type: 'text', name: 'years', inputType: 'number' },
            { type: 'radiogroup', name: 'lives', choices: ['here', 'away'] },
          ],
        },
      ],
    },
    { name: 'second', elements: [{ type: 'text', name: 'last' }] },
  ],
  calculatedValues: [{ name: 'total', expression: '{age} + 1' }],
};
const place = '/pages/1/elements/0';
const subjects = subjectsFor(definition, place);

const aValueOf = ({ kind, offers }: Subject): fc.Arbitrary<ChoiceValue> => {
  const codes = offers.map(({ value }) => value);
  switch (kind) {
    case 'number':
    case 'any':
      return fc.oneof(fc.integer({ min: -99, max: 999 }), fc.constantFrom(0.5, -2.25, 18));
    case 'date':
      return fc.constantFrom('2024-02-29', '2001-12-31', '2025-06-01');
    case 'text':
      return fc
        .oneof(fc.string({ minLength: 1 }), fc.constantFrom('Nguyễn', "d'Arc", '"x"', '05', 'true'))
        .filter((text) => literalOf(text) !== undefined);
    default:
      return fc.constantFrom(...codes);
  }
};

const rowOf = (subject: Subject): fc.Arbitrary<ConditionRow> =>
  fc
    .constantFrom(...operatorsFor(subject))
    .chain((operator) =>
      valuesFor(operator, subject).map((values) => ({ item: subject.reference, operator, values })),
    );

function valuesFor(
  operator: ConditionOperator,
  subject: Subject,
): fc.Arbitrary<readonly ChoiceValue[]> {
  const arity = arityOf(operator);
  const value = aValueOf(subject);
  if (arity === 'list') return fc.array(value, { minLength: 1, maxLength: 3 });
  return fc.array(value, { minLength: arity, maxLength: arity });
}

const row = fc.constantFrom(...subjects).chain(rowOf);
const entry: fc.Arbitrary<ConditionEntry> = fc.oneof(
  { weight: 3, arbitrary: row },
  { weight: 1, arbitrary: fc.array(row, { minLength: 2, maxLength: 3 }).map((rows) => ({ rows })) },
);
const condition: fc.Arbitrary<ConditionRows> = fc
  .record({
    join: fc.constantFrom<'all' | 'any'>('all', 'any'),
    entries: fc.array(entry, { minLength: 1, maxLength: 4 }),
  })
  .map(asPeopleWriteIt)
  .filter(hasNoSplitRange);

/** One entry is joined to nothing, and a group alone is no group. */
function asPeopleWriteIt({ join, entries }: ConditionRows): ConditionRows {
  const [only] = entries;
  if (!only || entries.length > 1) return { join, entries };
  if (!('rows' in only)) return { join: 'all', entries };
  return { join: join === 'all' ? 'any' : 'all', entries: only.rows };
}

/** "At least" directly before "at most" of one item is what "between" writes. */
function hasNoSplitRange({ join, entries }: ConditionRows): boolean {
  const lists: readonly (readonly ConditionEntry[])[] = [
    ...(join === 'all' ? [entries] : []),
    ...entries.flatMap((one) => ('rows' in one && join === 'any' ? [one.rows] : [])),
  ];
  return lists.every((list) => list.every((one, index) => !isSplit(one, list[index + 1])));
}

function isSplit(one: ConditionEntry, next: ConditionEntry | undefined): boolean {
  if ('rows' in one || !next || 'rows' in next) return false;
  return (
    one.operator === 'greaterorequal' && next.operator === 'lessorequal' && one.item === next.item
  );
}

const environment = { now: new Date('2026-04-16T01:00:00Z'), offsetMinutes: 420 };
const verdict = (expression: string, answers: object) =>
  evaluateExpression(expression, answers, environment);

const answers = fc.record(
  {
    sex: fc.constantFrom('f', 'm', 'M', "it's", 'unknown'),
    school: fc.integer({ min: 0, max: 4 }),
    age: fc.integer({ min: -5, max: 30 }),
    born: fc.constantFrom('2024-02-29', '2025-06-01', '2001-12-31', '1999-01-01'),
    why: fc.constantFrom('x', 'Nguyễn Văn', '05', '5', 'true', 'f'),
    agrees: fc.boolean(),
    topics: fc.subarray(['money', 'rights', 'none', 'other']),
    rated: fc.record(
      { doctor: fc.integer({ min: 1, max: 3 }), 'front desk': fc.integer({ min: 1, max: 3 }) },
      { requiredKeys: [] },
    ),
    total: fc.integer({ min: 0, max: 30 }),
  },
  { requiredKeys: [] },
);

/** Expressions as authors and importers write them, readable as rows or not. */
const comparison = fc.oneof(
  fc.constantFrom(
    "{sex} = 'f'",
    "{SEX} == 'F'",
    "'f' = {sex}",
    "{sex} <> 'm'",
    "!({sex} = 'm')",
    "{sex} anyof ['f', 'm']",
    "!({sex} anyof ['f', 'm'])",
    "{sex} contains 'f'",
    '{school} >= 2',
    '3 > {school}',
    '{school} anyof [1, 2]',
    '{age} >= 18',
    '18 <= {age}',
    '{age} <= 20',
    '{age} = 20',
    "{age} > '7'",
    '{age} > {school}',
    '{age} + 1 > 5',
    "{born} >= '2024-02-29'",
    '{born} > today()',
    "{why} contains 'ễ'",
    "{why} notcontains 'x'",
    "{why} = ''",
    "{why} = '5'",
    '{why} = 5',
    '{agrees} = true',
    "{agrees} = 'True'",
    '!{agrees}',
    '{agrees} <> true',
  ),
  fc.constantFrom(
    "{topics} contains 'money'",
    "{topics} contains ['money', 'rights']",
    "{topics} notcontains 'money'",
    "{topics} notcontains ['money', 'rights']",
    "{topics} anyof ['money', 'none']",
    "{topics} anyof 'money'",
    "{topics} allof ['money', 'rights']",
    "{topics} noneof ['money', 'rights']",
    "!({topics} noneof ['money'])",
    "{topics} = ['money']",
    '{topics} empty',
    '!({topics} empty)',
    '{topics.length} > 1',
    '{rated.doctor} = 3',
    '{rated.front desk} notempty',
    '{total} < 10',
    '{gone} = 3',
    'iif({age} > 3, true, false)',
  ),
);
const expression = fc.letrec<{ tree: string; leaf: string }>((tie) => ({
  leaf: comparison,
  tree: fc.oneof(
    { weight: 2, arbitrary: tie('leaf') },
    {
      weight: 3,
      arbitrary: fc
        .tuple(tie('tree'), fc.constantFrom('and', 'or', '&&', '||'), tie('tree'), fc.boolean())
        .map(([left, junction, right, wrapped]) =>
          wrapped ? `(${left}) ${junction} (${right})` : `${left} ${junction} ${right}`,
        ),
    },
  ),
})).tree;

describe('rows of a condition', () => {
  it('are read back as they were written', () => {
    fc.assert(
      fc.property(condition, (rows) => {
        const text = writeCondition(rows);

        expect(text).toBeDefined();
        expect(readCondition(text ?? '', definition, place)).toEqual(rows);
      }),
      { numRuns: 1500 },
    );
  });

  it('say the same as the expression they were read from', () => {
    let read = 0;
    fc.assert(
      fc.property(expression, fc.array(answers, { minLength: 1, maxLength: 6 }), (text, people) => {
        const rows = readCondition(text, definition, place);
        fc.pre(rows !== undefined);
        read += 1;
        const again = writeCondition(rows ?? { join: 'all', entries: [] }) ?? '';

        for (const person of people) {
          expect(verdict(again, person), `${text} → ${again}`).toBe(verdict(text, person));
        }
      }),
      { numRuns: 1500 },
    );
    expect(read).toBeGreaterThan(1000);
  });

  it.each([
    ['a comparison of two items', '{age} > {school}'],
    ['a calculation', '{age} + 1 > 5'],
    ['a function', '{born} > today()'],
    ['a search for part of a code', "{sex} contains 'f'"],
    ['lists compared as wholes', "{topics} = ['money']"],
    ['two levels of groups', "({age} > 1 or ({sex} = 'f' and {sex} = 'm')) and {school} = 1"],
    ['a text without its end', "{sex} = 'f' and ("],
    ['a value that is no number', "{age} > 'many'"],
    ['a forgiven fault', '({age} > 1'],
  ])('leave %s to the expression', (_what, text) => {
    expect(readCondition(text, definition, place)).toBeUndefined();
  });

  it('keep a row about an item that is gone, so that it can be mended', () => {
    expect(readCondition("{gone} = 'x' and {age} > 3", definition, place)).toEqual({
      join: 'all',
      entries: [
        { item: 'gone', operator: 'equal', values: ['x'] },
        { item: 'age', operator: 'greater', values: [3] },
      ],
    });
  });

  it('show one level of groups, whichever way round', () => {
    const text = "{sex} = 'f' or ({age} >= 15 and {age} <= 24 and {agrees} = true)";

    expect(readCondition(text, definition, place)).toEqual({
      join: 'any',
      entries: [
        { item: 'sex', operator: 'equal', values: ['f'] },
        {
          rows: [
            { item: 'age', operator: 'between', values: [15, 24] },
            { item: 'agrees', operator: 'equal', values: [true] },
          ],
        },
      ],
    });
  });

  it('have no expression while an answer is missing or cannot be written', () => {
    const rows = (values: readonly ChoiceValue[]): ConditionRows => ({
      join: 'all',
      entries: [{ item: 'why', operator: 'equal', values }],
    });

    expect(writeCondition(rows([]))).toBeUndefined();
    expect(writeCondition(rows(['']))).toBeUndefined();
    expect(writeCondition(rows(['a => b']))).toBeUndefined();
    expect(writeCondition(rows(['ends in \\']))).toBeUndefined();
    expect(writeCondition(rows(['fine']))).toBe("{why} = 'fine'");
  });
});

describe('what a condition may ask about', () => {
  const askedBefore = (at: string) =>
    subjectsFor(definition, at)
      .filter(({ isBefore }) => isBefore)
      .map(({ reference }) => reference);

  it('is what was asked before the place', () => {
    expect(askedBefore('/pages/0/elements/2')).toEqual(['total', 'sex', 'school']);
    expect(askedBefore('/pages/0')).toEqual(['total']);
  });

  it('is the item itself too, for what it is checked by', () => {
    expect(askedBefore('/pages/0/elements/2/validators/0')).toEqual([
      'total',
      'sex',
      'school',
      'age',
    ]);
    expect(askedBefore('/pages/0/elements/2/choices/1')).toEqual(['total', 'sex', 'school']);
  });

  it('names parts of the same repeated group through the group', () => {
    const inGroup = askedBefore('/pages/0/elements/8/templateElements/1');

    expect(inGroup).toContain('panel.years');
    expect(inGroup).not.toContain('panel.lives');
    expect(inGroup).not.toContain('children.length');
    expect(askedBefore(place)).toContain('children.length');
    expect(askedBefore(place)).not.toContain('panel.years');
  });

  it('names each row of a matrix, with both texts', () => {
    const rated = subjects.find(({ reference }) => reference === 'rated.doctor');

    expect(rated?.label).toEqual({ vi: 'Đánh giá: Bác sĩ', en: 'Rated: Doctor' });
    expect(rated?.offers.map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  it('counts answers and reads what was written besides', () => {
    const names = subjects.map(({ reference }) => reference);

    expect(names).toContain('topics.length');
    expect(names).toContain('topics-Comment');
  });
});
