import { describe, expect, it } from 'vitest';
import type { Category, Column, Table } from '#web/workspace/analysis/result-rows.ts';
import { columnPrecision, resultRows } from '#web/workspace/analysis/result-rows.ts';
import { withoutMarks } from '#web/workspace/analysis/theme-groups.ts';
import { surveyNameFrom } from '#web/workspace/definitions/definition-file.ts';
import { nameAtPointer, outlineOf } from '#web/workspace/definitions/outline.ts';

const category = (value: string, share: number | null, low = 0, high = 1): Category => ({
  value,
  label: { vi: value },
  listed: true,
  count: share === null ? null : Math.round(share * 200),
  share,
  interval: share === null ? null : { low, high },
  hidden: share === null,
});

const columnOf = (categories: Category[], answered: number | null = 200): Column => ({
  level: null,
  asked: answered,
  answered,
  missing: 0,
  categories,
  numeric: null,
  tooFew: answered === null,
});

const tableOf = (column: Column, measure: Table['variable']['measure'] = 'nominal'): Table => ({
  variable: {
    name: 'topics',
    item: 'topics',
    path: ['topics'],
    label: { vi: 'Chủ đề' },
    type: 'multi',
    measure,
    multi: true,
    missingCodes: [],
    problemCodes: [],
    class: null,
    role: null,
    page: 'p',
    groups: [],
  },
  inData: true,
  rows: 200,
  by: null,
  columns: [column],
  mode: 'gated',
});

const order = (table: Table) =>
  table.columns.flatMap((column) => resultRows(table, column).map((row) => row.category.value));

describe('the rows of an item', () => {
  const column = columnOf([
    category('love', 0.3, 0.24, 0.37),
    category('money', 0.65, 0.58, 0.71),
    category('stress', 0.61, 0.54, 0.68),
  ]);

  it('stand with the most frequent answer first', () => {
    expect(order(tableOf(column))).toEqual(['money', 'stress', 'love']);
  });

  it('keep their own order where answers are a scale', () => {
    expect(order(tableOf(column, 'ordinal+'))).toEqual(['love', 'money', 'stress']);
  });

  it('tell nothing by their order once one is hidden', () => {
    const hiding = columnOf([...column.categories.slice(0, 2), category('stress', null)]);

    expect(order(tableOf(hiding))).toEqual(['love', 'money', 'stress']);
  });

  it('part only where intervals do not overlap', () => {
    const table = tableOf(column);

    expect(resultRows(table, column).map(({ tier }) => tier)).toEqual([false, false, true]);
  });
});

describe('what a base lets us write', () => {
  it.each([
    [100, 'tenths'],
    [99, 'whole'],
    [29, 'counts'],
    [9, 'nothing'],
    [null, 'nothing'],
  ] as const)('of %s people is %s', (answered, precision) => {
    expect(columnPrecision(columnOf([], answered), false)).toBe(precision);
  });

  it('is counts for whoever may see exact figures of a few', () => {
    expect(columnPrecision(columnOf([], 4), true)).toBe('counts');
  });
});

describe('words without marks', () => {
  it('find Vietnamese typed without accents', () => {
    expect(withoutMarks('Đường dẫn, khảo sát')).toBe('duong dan, khao sat');
  });

  it('make a name for addresses', () => {
    expect(surveyNameFrom('Khảo sát nhu cầu (đợt 2).json')).toBe('khao-sat-nhu-cau-dot-2');
  });
});

describe('the outline of a definition', () => {
  const definition = {
    locale: 'vi',
    pages: [
      {
        name: 'p1',
        elements: [
          {
            type: 'panel',
            name: 'group',
            elements: [
              {
                type: 'radiogroup',
                name: 'sex',
                title: { default: 'Giới', en: 'Sex' },
                choices: ['f'],
              },
            ],
          },
        ],
      },
    ],
  };

  it('reads items inside groups, in the first language too', () => {
    const items = outlineOf(definition)?.[0]?.items;

    expect(items?.map(({ name, depth }) => [name, depth])).toEqual([
      ['group', 0],
      ['sex', 1],
    ]);
    expect(items?.[1]?.title).toEqual({ vi: 'Giới', en: 'Sex' });
  });

  it('knows which item a pointer leads to', () => {
    expect(nameAtPointer(definition, '/pages/0/elements/0/elements/0/choices/0')).toBe('sex');
  });

  it('is nothing for what is no definition', () => {
    expect(outlineOf({ pages: 'none' })).toBeNull();
  });
});
