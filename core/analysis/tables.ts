/**
 * Counts a frame into result tables: every variable in all, and by the levels of one other. Each pair is one pass over
 * typed arrays; the loops below write into arrays that they made themselves.
 */
import { moments } from '#core/analysis/estimators/moments.ts';
import { quantileBy } from '#core/analysis/estimators/quantile.ts';
import { wilsonInterval } from '#core/analysis/estimators/wilson-interval.ts';
import { askedBy } from '#core/analysis/filters.ts';
import type { Column, Frame, FrameCategory } from '#core/analysis/frame.ts';
import type {
  AskedBy,
  CategoryFigure,
  NumericFigure,
  ResultColumn,
  ResultTable,
} from '#core/analysis/result-table.ts';
import {
  type Breakdown,
  breakdownOf,
  type ColumnTally,
  type NumberTally,
  tally,
} from '#core/analysis/tally.ts';

export interface TableOptions {
  /** A choice, boolean or multi variable; of a multi variable each code is a level, and levels overlap. */
  readonly by?: string;
  /** Absent = all, in codebook order. */
  readonly variables?: readonly string[];
}

/** Whether figures can be broken down by this variable. */
export const canBreakDownBy = (column: Column): boolean =>
  column.kind === 'categorical' || column.kind === 'multi';

/**
 * Exact, unweighted figures. Rows without a level of `by` are in the column of all only. The `by` variable itself gets
 * a table of all. A rank variable counts who put the answer first.
 * @throws RangeError for a variable that the frame does not have, or that nothing can be broken down by
 */
export function resultTables(frame: Frame, options: TableOptions = {}): readonly ResultTable[] {
  const by = options.by === undefined ? null : columnOf(frame, options.by);
  if (by && !canBreakDownBy(by)) throw new RangeError('figures are broken down by choices only');
  const columns = options.variables?.map((name) => columnOf(frame, name)) ?? [
    ...frame.columns.values(),
  ];
  const breakdown = breakdownOf(frame.rows, by);
  const none = by && columns.includes(by) ? breakdownOf(frame.rows, null) : breakdown;
  return columns.map((column) =>
    withAskedBy(
      column === by ? tableOf(column, null, none) : tableOf(column, by, breakdown),
      askedBy(frame, column),
    ),
  );
}

const withAskedBy = (table: ResultTable, links: readonly AskedBy[]): ResultTable =>
  links.length > 0 ? { ...table, askedBy: links } : table;

function columnOf(frame: Frame, name: string): Column {
  const column = frame.columns.get(name);
  if (!column) throw new RangeError('the frame has no such variable');
  return column;
}

function tableOf(column: Column, by: Column | null, breakdown: Breakdown): ResultTable {
  const levels = by && 'categories' in by ? by.categories : [];
  const tallies = tally(column, breakdown);
  return {
    variable: column.variable,
    inData: column.inData,
    rows: breakdown.rows,
    by: by?.variable ?? null,
    ...(by && { rowsWithLevel: breakdown.rowsWithLevel }),
    columns: tallies.map((one, index) => resultColumn(column, one, levels[index - 1] ?? null)),
  };
}

function resultColumn(
  column: Column,
  counted: ColumnTally,
  level: FrameCategory | null,
): ResultColumn {
  const { rows, notAsked, answered } = counted;
  const asked = rows - notAsked;
  const categories = 'categories' in column ? column.categories : [];
  return {
    level: level && { value: level.value, label: level.label },
    rows,
    asked: column.inData ? asked : null,
    answered,
    missing: column.inData ? asked - answered : null,
    categories: categories.map((category, code) =>
      categoryFigure(category, counted.counts[code] ?? 0, answered),
    ),
    numeric: counted.numbers && numericFigure(counted.numbers),
    tooFew: false,
  };
}

const categoryFigure = (
  category: FrameCategory,
  count: number,
  answered: number,
): CategoryFigure => ({
  value: category.value,
  label: category.label,
  ...(category.shortLabel && { shortLabel: category.shortLabel }),
  listed: category.listed,
  count,
  share: answered === 0 ? null : count / answered,
  interval: answered === 0 ? null : wilsonInterval(count, answered),
  hidden: false,
});

function numericFigure({ values, counts }: NumberTally): NumericFigure {
  const { n, mean, sd } = moments(values, counts);
  // Rank of the last of each value, so that a rank is found by bisection.
  const last = new Float64Array(values.length);
  let seen = 0;
  for (let i = 0; i < values.length; i++) {
    seen += counts[i] ?? 0;
    last[i] = seen;
  }
  const at = (rank: number): number => {
    let low = 0;
    let high = values.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((last[middle] ?? 0) > rank) high = middle;
      else low = middle + 1;
    }
    return values[low] ?? Number.NaN;
  };
  return {
    mean,
    sd,
    median: quantileBy(n, at, 0.5),
    quartile1: quantileBy(n, at, 0.25),
    quartile3: quantileBy(n, at, 0.75),
    min: quantileBy(n, at, 0),
    max: quantileBy(n, at, 1),
    hidden: false,
  };
}
