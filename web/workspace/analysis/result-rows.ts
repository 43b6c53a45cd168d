/** How one column of a result table is laid out: in which order, in which groups, on which scale. */
import type { z } from 'zod';
import type { resultTableSchema } from '#core/analysis/results-api.ts';
import { type Precision, precisionOf } from '#core/reports/number-format.ts';

export type Table = z.output<typeof resultTableSchema>;
export type Column = Table['columns'][number];
export type Category = Column['categories'][number];

export interface ResultRow {
  readonly category: Category;
  /** Begins a tier: its interval lies wholly under that of the tier above. */
  readonly tier: boolean;
}

/** What the base of a column lets us write; `nothing` also where the base itself is hidden. */
export const columnPrecision = (column: Column, exact: boolean): Precision => {
  if (column.tooFew || column.answered === null) return 'nothing';
  const precision = precisionOf(column.answered);
  return exact && precision === 'nothing' && column.answered > 0 ? 'counts' : precision;
};

/** Ordered answers stand in their own order, others by size; where anything is hidden, no order may tell of it. */
export function resultRows(table: Table, column: Column): readonly ResultRow[] {
  const inOrder = table.variable.measure?.startsWith('ordinal') ?? false;
  const hidden = column.categories.some((category) => category.hidden);
  if (inOrder || hidden || table.variable.type === 'boolean') {
    return column.categories.map((category) => ({ category, tier: false }));
  }
  const sorted = [...column.categories].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  let leader = sorted[0];
  return sorted.map((category) => {
    const tier =
      category !== leader &&
      category.interval !== null &&
      leader?.interval != null &&
      category.interval.high < leader.interval.low;
    if (tier) leader = category;
    return { category, tier };
  });
}

/** The end of the axis: the next 10 % above everything drawn, 20 % at least. */
export function axisEnd(rows: readonly ResultRow[]): number {
  const most = Math.max(
    0,
    ...rows.map(({ category }) => category.interval?.high ?? category.share ?? 0),
  );
  return Math.min(1, Math.max(0.2, Math.ceil(most * 10) / 10));
}

/** Marks of the axis: 0 and three or four steps to its end. */
export function axisTicks(end: number): readonly number[] {
  const step = end <= 0.2 ? 0.05 : end <= 0.4 ? 0.1 : end <= 0.8 ? 0.2 : 0.25;
  const count = Math.floor(end / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** Shade 0–5 of a heat cell, the highest share of the table being 5. */
export const shadeOf = (share: number, most: number): number =>
  most <= 0 ? 0 : Math.min(5, Math.floor((share / most) * 5.999));
