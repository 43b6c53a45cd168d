/**
 * A frame is what analysis computes on: one column a variable, one row a response, the same whether the responses come
 * from storage or from a file. Columns are dictionary-coded typed arrays. A frame is built by `frame-builder.ts` and
 * only appended to; row order has no meaning.
 */
import type { Category, Variable } from '#core/definitions/variable.ts';

/** Why a cell holds what it holds; one byte a row in `Column.state`. */
export const cellState = {
  /** The respondent never saw the item, and no value is there. */
  notAsked: 0,
  /** Asked, and no readable value. */
  missing: 1,
  /** Asked (or not: a value always counts as asked), with a value. */
  answered: 2,
  /** Asked, answered with a code that the definition or the caller sets aside as missing. */
  setAside: 3,
} as const;

export interface FrameCategory extends Category {
  /** Whether the definition lists the code; codes only found in data come last, by code point. */
  readonly listed: boolean;
}

/** A listed code that is set aside as missing: no category of the column, though it stays in the definition's list. */
export interface SetAsideCode {
  readonly category: Category;
  /** Its place in the whole list of the definition. */
  readonly place: number;
  /** The rows that hold it, ascending; rows of a multi variable may hold other codes too. */
  readonly rows: Uint32Array;
}

interface ColumnBase {
  readonly variable: Variable;
  /** Whether the data had a column for it at all; if not, nothing is known about who was asked. */
  readonly inData: boolean;
  /** `cellState` of each row. */
  readonly state: Uint8Array;
  /** In the definition's order; absent where no listed code is set aside. */
  readonly setAside?: readonly SetAsideCode[];
}

/** One code a row: `codes[row]` indexes `categories` where the state is answered, and is 0 elsewhere. */
export interface CategoricalColumn extends ColumnBase {
  readonly kind: 'categorical';
  readonly categories: readonly FrameCategory[];
  readonly codes: Uint16Array;
}

/** Any number of codes a row: bit c of row r is `(ticks[r * words + (c >> 5)] >> (c & 31)) & 1`. */
export interface MultiColumn extends ColumnBase {
  readonly kind: 'multi';
  readonly categories: readonly FrameCategory[];
  readonly words: number;
  readonly ticks: Uint32Array;
}

/** Ranks from 1; 0 = not ranked. `ranks[r * categories.length + c]`. */
export interface RankColumn extends ColumnBase {
  readonly kind: 'rank';
  readonly categories: readonly FrameCategory[];
  readonly ranks: Uint8Array;
}

/** Numbers as they are; dates as whole days since 1970-01-01. `values[row]` counts only where answered. */
export interface NumericColumn extends ColumnBase {
  readonly kind: 'number' | 'date';
  readonly values: Float64Array;
  /** Within what all values lie, if that is known; it may be wider than they are. */
  readonly span?: NumberSpan;
}

export interface NumberSpan {
  readonly low: number;
  readonly high: number;
  /** No value has a fraction. */
  readonly whole: boolean;
}

export type Column = CategoricalColumn | MultiColumn | RankColumn | NumericColumn;

export interface Frame {
  readonly rows: number;
  /** In codebook order, keyed by `Variable.name`. */
  readonly columns: ReadonlyMap<string, Column>;
}
