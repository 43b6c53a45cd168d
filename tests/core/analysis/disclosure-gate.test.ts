import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactTables, gateTables } from '#core/analysis/disclosure/gate.ts';
import { defaultRule } from '#core/analysis/disclosure/rule.ts';
import { createFrameBuilder } from '#core/analysis/frame-builder.ts';
import type { ResultTable } from '#core/analysis/result-table.ts';
import { resultTables } from '#core/analysis/tables.ts';
import { aVariable, codes } from '../../support/a-variable.ts';
import { rangeOf, type Sum } from '../../support/disclosure-attack.ts';

/** Counts of answers by level; the last row has no answer, the last column no level. */
type Crossing = readonly (readonly number[])[];

function frameOf(crossing: Crossing) {
  const lastRow = crossing.length - 1;
  const levels = (crossing[0]?.length ?? 1) - 1;
  const builder = createFrameBuilder([
    aVariable('answer', 'choice', codes('abcd'.slice(0, lastRow))),
    aVariable('site', 'choice', codes('pqrs'.slice(0, levels))),
  ]);
  crossing.forEach((row, i) => {
    row.forEach((count, j) => {
      const given = {
        ...(i < lastRow && { answer: 'abcd'[i] }),
        ...(j < row.length - 1 && { site: 'pqrs'[j] }),
      };
      for (let k = 0; k < count; k++) builder.append(given, null);
    });
  });
  return builder.frame();
}

/** Everything that one may read under `by` one way, or both ways. */
function releases(crossing: Crossing, bothWays: boolean): readonly ResultTable[] {
  const frame = frameOf(crossing);
  return [
    ...resultTables(frame),
    ...resultTables(frame, { by: 'site', variables: ['answer'] }),
    ...(bothWays ? resultTables(frame, { by: 'answer', variables: ['site'] }) : []),
  ];
}

const cellName = (row: number, column: number): string => `${row}/${column}`;

/** The published numbers as sums of the cells of `crossing`. */
function sumsFrom(tables: readonly ResultTable[], crossing: Crossing): readonly Sum[] {
  const height = crossing.length;
  const width = crossing[0]?.length ?? 0;
  const rows = Array.from({ length: height }, (_, i) => i);
  const columns = Array.from({ length: width }, (_, j) => j);
  const sums: Sum[] = [];
  const add = (is: readonly number[], js: readonly number[], total: number | null | undefined) => {
    if (typeof total !== 'number') return;
    sums.push({ parts: is.flatMap((i) => js.map((j) => cellName(i, j))), total });
  };
  for (const table of tables) {
    if (table.rows > 0) add(rows, columns, table.rows);
    const turned = table.variable.name === 'site';
    const [own, other] = turned ? [columns, rows] : [rows, columns];
    table.columns.forEach((column, index) => {
      const across = index === 0 ? other : [index - 1];
      const put = (along: readonly number[], total: number | null | undefined) =>
        turned ? add(across, along, total) : add(along, across, total);
      put(own, column.rows);
      put(own, column.asked);
      put(own.slice(0, -1), column.answered);
      put(own.slice(-1), column.missing);
      for (const [code, category] of column.categories.entries()) put([code], category.count);
    });
  }
  return sums;
}

const sensitive = (count: number): boolean => count > 0 && count < 5;

/** The option `a` of a multi variable of which everybody who answers ticks `z`. */
function optionFrame(crossing: Crossing) {
  const levels = (crossing[0]?.length ?? 1) - 1;
  const builder = createFrameBuilder([
    aVariable('needs', 'multi', codes('az')),
    aVariable('site', 'choice', codes('pqrs'.slice(0, levels))),
  ]);
  const given = [{ needs: ['a', 'z'] }, { needs: ['z'] }, {}];
  crossing.forEach((row, i) => {
    row.forEach((count, j) => {
      const site = j < levels ? { site: 'pqrs'[j] } : {};
      for (let k = 0; k < count; k++) builder.append({ ...given[i], ...site }, null);
    });
  });
  return builder.frame();
}

const withoutAlways = (table: ResultTable): ResultTable => ({
  ...table,
  columns: table.columns.map((column) => ({
    ...column,
    categories: column.categories.filter(({ value }) => value !== 'z'),
  })),
});

/** Which counts of people with an answer, with a level, or with both, a reader can bound below 5. */
function leaks(tables: readonly ResultTable[], crossing: Crossing): readonly string[] {
  const sums = sumsFrom(tables, crossing);
  const ceiling = ceilingOf(crossing);
  return [...suspectsOf(crossing), ...levelsOf(crossing)]
    .filter((cells) => sensitive(sumOfCells(crossing, cells)))
    .filter((cells) => rangeOf(sums, ceiling, cells).high < 5)
    .map((cells) => cells.join('+'));
}

/** Cells with an answer and a level, and everybody with one answer. */
const suspectsOf = (crossing: Crossing): readonly (readonly string[])[] =>
  crossing
    .slice(0, -1)
    .flatMap((row, i) => [
      ...row.slice(0, -1).map((_, j) => [cellName(i, j)]),
      row.map((_, j) => cellName(i, j)),
    ]);

/** Everybody with one level. */
const levelsOf = (crossing: Crossing): readonly (readonly string[])[] =>
  (crossing[0] ?? []).slice(0, -1).map((_, j) => crossing.map((_row, i) => cellName(i, j)));

const sumOfCells = (crossing: Crossing, cells: readonly string[]): number =>
  crossing
    .flatMap((row, i) => row.filter((_, j) => cells.includes(cellName(i, j))))
    .reduce((sum, count) => sum + count, 0);

/** The reader has no idea of the number of people beyond what is shown. */
const ceilingOf = (crossing: Crossing): number =>
  crossing.flat().reduce((sum, count) => sum + count, 20);

/** Hides what is small, and nothing else: what most tools do. */
const hideSmallOnly = (tables: readonly ResultTable[]): readonly ResultTable[] =>
  tables.map((table) => ({
    ...table,
    columns: table.columns.map(({ rows: _, ...column }) => ({
      ...column,
      categories: column.categories.map((category) =>
        sensitive(category.count ?? 0) ? { ...category, count: null, hidden: true } : category,
      ),
    })),
  }));

/** More on demand: `LEAK_RUNS=20000 npx vitest run disclosure-gate`. */
const runs = Number(process.env.LEAK_RUNS ?? 300);

const smallCount = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 8, max: 30 }),
  fc.constant(0),
);
const crossings = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 }))
  .chain(([height, width]) =>
    fc.array(fc.array(smallCount, { minLength: width + 1, maxLength: width + 1 }), {
      minLength: height + 1,
      maxLength: height + 1,
    }),
  );

describe('the disclosure gate', () => {
  it('lets nobody pin a small count by one breakdown and the columns of all', () => {
    fc.assert(
      fc.property(crossings, (crossing) => {
        expect(leaks(gateTables(releases(crossing, false)), crossing)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('lets nobody pin a small count by breaking down both ways', () => {
    fc.assert(
      fc.property(crossings, (crossing) => {
        expect(leaks(gateTables(releases(crossing, true)), crossing)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('lets nobody pin how few chose an option, or how few did not', () => {
    fc.assert(
      fc.property(crossings, (drawn) => {
        // Ticked, not ticked, no answer at all.
        const crossing = [drawn[0] ?? [], drawn[1] ?? [], drawn[2] ?? []];
        const tables = gateTables([
          ...resultTables(optionFrame(crossing)),
          ...resultTables(optionFrame(crossing), { by: 'site', variables: ['needs'] }),
        ]);
        const sums = sumsFrom(tables.map(withoutAlways), crossing);
        const found = suspectsOf(crossing)
          .filter((cells) => sensitive(sumOfCells(crossing, cells)))
          .filter((cells) => rangeOf(sums, ceilingOf(crossing), cells).high < 5);

        expect(found).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('hides only what a reader cannot know anyway', () => {
    fc.assert(
      fc.property(crossings, (crossing) => {
        const tables = gateTables(releases(crossing, false));
        const sums = sumsFrom(tables, crossing);
        const levels = tables.find(({ by }) => by !== null)?.columns.slice(1) ?? [];
        levels.forEach((column, j) => {
          column.categories.forEach((category, i) => {
            if (!category.hidden || column.tooFew) return;
            const { low, high } = rangeOf(sums, ceilingOf(crossing), [cellName(i, j)]);
            expect(low).toBeLessThan(high);
          });
        });
      }),
      { numRuns: runs },
    );
  });

  it('is needed: hiding small counts alone does not withstand the same reader', () => {
    const crossing = [
      [3, 20, 0],
      [17, 15, 0],
      [12, 14, 0],
      [0, 0, 0],
    ];
    const [naive, gated] = [hideSmallOnly, gateTables].map((hide) =>
      leaks(hide(releases(crossing, false)), crossing),
    );

    expect(naive).toEqual(['0/0']);
    expect(gated).toEqual([]);
  });

  it('shows what it shows as it is', () => {
    fc.assert(
      fc.property(crossings, (crossing) => {
        const exact = releases(crossing, true);
        gateTables(exact).forEach((table, t) => {
          table.columns.forEach((column, c) => {
            column.categories.forEach((category, k) => {
              if (category.hidden) return;
              expect(category).toEqual(exact[t]?.columns[c]?.categories[k]);
              expect(sensitive(category.count ?? 0)).toBe(false);
            });
          });
        });
      }),
    );
  });

  it('shows nothing of a column that rests on fewer than ten answers', () => {
    const [table] = gateTables(
      resultTables(
        frameOf([
          [5, 0],
          [4, 0],
          [3, 0],
        ]),
        { variables: ['answer'] },
      ),
    );

    expect(table?.columns[0]).toMatchObject({ tooFew: true, answered: null, asked: null });
    expect(
      table?.columns[0]?.categories.every(({ count, share }) => count === null && share === null),
    ).toBe(true);
  });

  it('still shows most of a table that holds a single small count', () => {
    const tables = gateTables(
      releases(
        [
          [3, 20, 30, 0],
          [17, 15, 12, 0],
          [12, 14, 10, 0],
          [0, 0, 0, 0],
        ],
        false,
      ),
    );
    const cells = tables
      .find(({ by }) => by !== null)
      ?.columns.slice(1)
      .flatMap((column) => column.categories.slice(0, 3));

    expect(cells?.filter(({ hidden }) => hidden)).toHaveLength(4);
  });

  it('marks exact figures as exact and leaves them alone', () => {
    const tables = releases(
      [
        [3, 20, 1],
        [17, 15, 0],
        [0, 2, 0],
      ],
      false,
    );

    expect(exactTables(tables)).toEqual(
      tables.map(({ rowsWithLevel: _, ...table }) => ({ ...table, mode: 'exact' })),
    );
    expect(defaultRule).toEqual({ base: 10, cell: 5 });
  });

  describe('where an item is asked of some only', () => {
    const join = aVariable('join', 'choice', codes('ynd'));
    const why = aVariable('why', 'choice', codes('kl'));

    const release = (yes: number, no: number, unsure: number) => {
      const builder = createFrameBuilder([join, why]);
      const add = (count: number, answers: object, asked: boolean) => {
        for (let i = 0; i < count; i++) builder.append({ ...answers }, new Map([['why', asked]]));
      };
      add(yes, { join: 'y' }, false);
      add(no / 2, { join: 'n', why: 'k' }, true);
      add(no / 2, { join: 'n', why: 'l' }, true);
      add(unsure, { join: 'd' }, false);
      return gateTables(resultTables(builder.frame())).map(({ columns }) => columns[0]);
    };

    it('shows it where the filter is shown', () => {
      const [filter, followUp] = release(60, 30, 10);

      expect(filter?.categories.map(({ count }) => count)).toEqual([60, 30, 10]);
      expect(followUp).toMatchObject({ asked: 30, answered: 30, tooFew: false });
    });

    it('hides it where its base would tell a hidden answer to the filter', () => {
      const [filter, followUp] = release(60, 30, 3);

      expect(filter?.categories.map(({ count }) => count)).toEqual([60, null, null]);
      expect(followUp).toMatchObject({ asked: null, answered: null, tooFew: true });
    });

    it('shows it without telling who was asked where enough skipped it', () => {
      const builder = createFrameBuilder([join, why]);
      const isAsked = (asked: boolean) => new Map([['why', asked]]);
      for (let i = 0; i < 60; i++) builder.append({ join: 'y' }, isAsked(false));
      for (let i = 0; i < 3; i++) builder.append({ join: 'd' }, isAsked(false));
      for (let i = 0; i < 36; i++) {
        builder.append({ join: 'n', ...(i < 30 && { why: i % 2 ? 'k' : 'l' }) }, isAsked(true));
      }
      const [filter, followUp] = gateTables(resultTables(builder.frame()));

      expect(filter?.columns[0]?.categories.map(({ count }) => count)).toEqual([60, null, null]);
      expect(followUp?.columns[0]).toMatchObject({ asked: null, missing: null, answered: 30 });
    });

    it('does not hide everything because two people did not consent', () => {
      const consent = aVariable('consent', 'choice', codes('yn'));
      const needs = ['s', 't', 'u'].map((name) => aVariable(name, 'choice', codes('kl')));
      const builder = createFrameBuilder([consent, ...needs]);
      const isAsked = (asked: boolean) => new Map(['s', 't', 'u'].map((name) => [name, asked]));
      for (let i = 0; i < 40; i++) {
        const own = i % 2 ? 'k' : 'l';
        builder.append({ consent: 'y', s: own, t: own, u: own }, isAsked(true));
      }
      for (let i = 0; i < 2; i++) builder.append({ consent: 'n' }, isAsked(false));

      const [first, ...others] = gateTables(resultTables(builder.frame()));

      expect(first?.columns[0]?.categories.map(({ count }) => count)).toEqual([null, null]);
      for (const { columns } of others) {
        expect(columns[0]?.categories.map(({ count }) => count)).toEqual([20, 20]);
      }
    });

    it('hides it where all but a few were asked', () => {
      const [, followUp] = release(0, 30, 3);

      expect(followUp).toMatchObject({ answered: null, tooFew: true });
    });
  });
});
