import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellState } from '#core/analysis/frame.ts';
import { createFrameBuilder, type FrameOptions } from '#core/analysis/frame-builder.ts';
import { frameHead } from '#core/analysis/frame-head.ts';
import type { ResultColumn } from '#core/analysis/result-table.ts';
import { resultTables } from '#core/analysis/tables.ts';
import type { Variable } from '#core/definitions/variable.ts';
import { aVariable, codes } from '../../support/a-variable.ts';

type Row = Readonly<Record<string, unknown>>;

const frameOf = (variables: readonly Variable[], rows: readonly Row[], options?: FrameOptions) => {
  const builder = createFrameBuilder(variables, { capacity: 1, ...options });
  for (const row of rows) builder.append(row, null);
  return builder.frame();
};
const allOf = (variable: Variable, rows: readonly Row[], options?: FrameOptions) =>
  resultTables(frameOf([variable], rows, options))[0]?.columns[0];
const counts = (column: ResultColumn | undefined) =>
  Object.fromEntries(column?.categories.map(({ value, count }) => [String(value), count]) ?? []);

describe('a choice', () => {
  const mood = aVariable('mood', 'choice', codes('gb'), { missingCodes: ['refused'] });

  it('lists all codes, then those only data have, by code point', () => {
    const given = ['b', 'z', '\u{1F600}', '\uFF21', 'b', 'z'].map((value) => ({ mood: value }));

    const column = allOf(mood, given);

    expect(column?.categories.map(({ value, count, listed }) => [value, count, listed])).toEqual([
      ['g', 0, true],
      ['b', 2, true],
      ['z', 2, false],
      ['\uFF21', 1, false],
      ['\u{1F600}', 1, false],
    ]);
  });

  it('tells not asked, left empty, set aside and unreadable apart', () => {
    const builder = createFrameBuilder([mood], { missingCodes: ['-9'] });
    builder.append({}, new Map([['mood', false]]));
    builder.append({ mood: ' ' }, new Map([['mood', true]]));
    builder.append({ mood: 'refused' }, null);
    builder.append({ mood: -9 }, null);
    builder.append({ mood: { a: 1 } }, null);
    builder.append({ mood: 'g' }, new Map([['mood', false]]));

    const frame = builder.frame();
    const { notAsked, missing, setAside, answered } = cellState;

    expect([...(frame.columns.get('mood')?.state ?? [])]).toEqual([
      notAsked,
      missing,
      setAside,
      setAside,
      missing,
      answered,
    ]);
    expect(resultTables(frame)[0]?.columns[0]).toMatchObject({ asked: 5, answered: 1, missing: 4 });
  });

  it('keeps the rows of codes that are set aside, also in the head of a frame', () => {
    const builder = createFrameBuilder([mood], { missingCodes: ['b'], capacity: 1 });
    for (const value of ['b', 'g', 'refused', 'b']) builder.append({ mood: value }, null);
    const frame = builder.frame();
    builder.append({ mood: 'b' }, null);
    const rowsOf = ({ columns }: typeof frame) =>
      columns
        .get('mood')
        ?.setAside?.map(({ category, place, rows }) => [category.value, place, [...rows]]);

    expect(rowsOf(frame)).toEqual([['b', 1, [0, 3]]]);
    expect(rowsOf(frameHead(frame, 3))).toEqual([['b', 1, [0]]]);
    expect(rowsOf(builder.frame())).toEqual([['b', 1, [0, 3, 4]]]);
  });

  it('knows nothing of who was asked where the data have no column', () => {
    const column = allOf(mood, [{}], { inData: new Set() });

    expect(column).toMatchObject({ asked: null, answered: 0, missing: null });
    expect(column?.categories[0]).toMatchObject({ count: 0, share: null, interval: null });
  });

  it('takes the number 1 of a definition and the text 1 of a file for one code', () => {
    const rating = aVariable('rating', 'choice', [{ value: 1, label: {} }]);

    expect(counts(allOf(rating, [{ rating: 1 }, { rating: '1' }]))).toEqual({ '1': 2 });
  });
});

describe('a multi variable', () => {
  it('is counted by respondent, also with more codes than a word has bits', () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ value: `c${i}`, label: {} }));
    const needs = aVariable('needs', 'multi', many);
    const rows = [{ needs: ['c0', 'c39', 'c39'] }, { needs: ['c39', 'x'] }, { needs: [] }];

    const column = allOf(needs, rows);

    expect(column).toMatchObject({ asked: 3, answered: 2, missing: 1 });
    expect(counts(column)).toMatchObject({ c0: 1, c38: 0, c39: 2, x: 1 });
    expect(column?.categories.find(({ value }) => value === 'c39')?.share).toBe(1);
  });

  it('keeps ticks when codes beyond a word turn up later', () => {
    const needs = aVariable('needs', 'multi', codes('a'));
    const rows = Array.from({ length: 70 }, (_, i) => ({ needs: ['a', `u${99 - i}`] }));

    const column = allOf(needs, rows);

    expect(counts(column)).toMatchObject({ a: 70, u30: 1, u99: 1 });
    expect(column?.categories.map(({ value }) => value).slice(0, 3)).toEqual(['a', 'u30', 'u31']);
  });
});

describe('numbers and dates', () => {
  // R 4.2.2
  // > x <- c(23, 31, 31, 45, 52, 19, 38, 27, 31, 60)
  // > mean(x); sd(x); quantile(x, c(.25, .5, .75), type = 7)
  // 35.7  13.0388308951037 28 31 43.25
  const ages = [23, 31, 31, 45, 52, 19, 38, 27, 31, 60];

  it.each([
    ['whole', 0],
    ['far apart', 0.5],
  ])('equal R, %s', (_, shift) => {
    const age = aVariable('age', 'number');
    const numeric = allOf(
      age,
      ages.map((value) => ({ age: value + shift })),
    )?.numeric;

    expect(numeric?.mean).toBeCloseTo(35.7 + shift, 12);
    expect(numeric?.sd).toBeCloseTo(13.0388308951037, 11);
    expect(numeric).toMatchObject({
      median: 31 + shift,
      quartile1: 28 + shift,
      quartile3: 43.25 + shift,
      min: 19 + shift,
      max: 60 + shift,
    });
  });

  it('leave out what is no number, and have nothing to say of none', () => {
    const age = aVariable('age', 'number', undefined, { missingCodes: [99] });
    const some = [{ age: '31' }, { age: 'ba mươi' }, { age: '99' }, { age: Number.NaN }];

    expect(allOf(age, some)).toMatchObject({
      asked: 4,
      answered: 1,
      numeric: { mean: 31, sd: null },
    });
    expect(allOf(age, [])?.numeric).toMatchObject({ mean: null, median: null, min: null });
  });

  it('count dates as days and refuse days that are not', () => {
    const born = aVariable('born', 'date');
    const given = ['1970-01-02', '1970-01-11T08:30', '2023-02-29', '31/12/2000', '0099-01-01'];

    const column = allOf(
      born,
      given.map((value) => ({ born: value })),
    );

    expect(column).toMatchObject({ answered: 3, numeric: { max: 10, median: 1 } });
    expect(column?.numeric?.min).toBe(-683_368);
  });
});

describe('ranks', () => {
  it('count who put the answer first', () => {
    const order = aVariable('order', 'rank', codes('abc'));

    expect(
      counts(allOf(order, [{ order: ['b', 'a'] }, { order: ['b'] }, { order: ['c'] }])),
    ).toEqual({
      a: 0,
      b: 2,
      c: 1,
    });
  });
});

describe('a frame', () => {
  const mood = aVariable('mood', 'choice', codes('gb'));

  it('handed out stays as it was when more is appended', () => {
    const builder = createFrameBuilder([mood], { capacity: 1 });
    builder.append({ mood: 'g' }, null);
    const early = builder.frame();
    for (let i = 0; i < 100; i++) builder.append({ mood: 'x' }, null);

    expect(counts(resultTables(early)[0]?.columns[0])).toEqual({ g: 1, b: 0 });
    expect(counts(resultTables(frameHead(builder.frame(), 3))[0]?.columns[0])).toEqual({
      g: 1,
      b: 0,
      x: 2,
    });
  });
});

const anAnswer = fc.record(
  {
    site: fc.constantFrom('p', 'q', 'r', 'elsewhere', '', 7),
    needs: fc.subarray(['a', 'b', 'c', 'd', 'new']),
    age: fc.oneof(fc.integer({ min: 15, max: 70 }), fc.constant('?'), fc.constant(0.5)),
    member: fc.boolean(),
  },
  { requiredKeys: [] },
);
const variables = [
  aVariable('site', 'choice', codes('pqr')),
  aVariable('needs', 'multi', codes('abcd')),
  aVariable('age', 'number'),
  aVariable('member', 'boolean'),
];

/** The same counts, one respondent and one answer after the other. */
function naive(
  rows: readonly Row[],
  variable: string,
  code: unknown,
  by?: string,
  level?: unknown,
) {
  const holds = (row: Row, name: string, value: unknown): boolean => {
    const given = row[name];
    return Array.isArray(given)
      ? given.some((one) => String(one) === String(value))
      : given !== undefined && given !== '' && String(given) === String(value);
  };
  return rows.filter(
    (row) => (by === undefined || holds(row, by, level)) && holds(row, variable, code),
  ).length;
}

function expectCounted(
  rows: readonly Row[],
  { name, type }: Variable,
  { level, categories, numeric, answered }: ResultColumn,
  by: string,
): void {
  for (const { value, count } of categories) {
    const own = level ? naive(rows, name, value, by, level.value) : naive(rows, name, value);
    expect(count).toBe(own);
  }
  const sum = categories.reduce((total, { share }) => total + (share ?? 0), 0);
  if (type === 'choice' && answered) expect(sum).toBeCloseTo(1, 12);
  if (numeric && answered) expect(numeric.min).toBeLessThanOrEqual(numeric.mean ?? -1);
}

describe('tables', () => {
  it.each(['site', 'needs', 'member'])('by %s equal counting one by one', (by) => {
    fc.assert(
      fc.property(fc.array(anAnswer, { maxLength: 60 }), (rows) => {
        for (const table of resultTables(frameOf(variables, rows), { by })) {
          for (const column of table.columns) expectCounted(rows, table.variable, column, by);
        }
      }),
    );
  });

  it('do not depend on the order of responses', () => {
    fc.assert(
      fc.property(fc.array(anAnswer, { maxLength: 40 }), (rows) => {
        const forth = resultTables(frameOf(variables, rows), { by: 'site' });
        const back = resultTables(frameOf(variables, [...rows].reverse()), { by: 'site' });

        expect(back).toEqual(forth);
      }),
    );
  });

  it('refuse what is not there or cannot be broken down by', () => {
    const frame = frameOf(variables, []);

    expect(() => resultTables(frame, { variables: ['income'] })).toThrow(RangeError);
    expect(() => resultTables(frame, { by: 'age' })).toThrow(RangeError);
  });
});
