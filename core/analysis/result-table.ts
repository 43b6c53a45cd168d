/**
 * The one shape in which figures travel: a variable, in all and by the levels of at most one other variable. The
 * screen, the exports, the reports and the disclosure gate all read and write this and nothing else.
 */
import type { ChoiceValue } from '#core/definitions/definition.ts';
import type { Variable } from '#core/definitions/variable.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';

/** A number that may be shown, or `null`: hidden by the gate, or not computable. `hidden` beside it tells which. */
export type Shown = number | null;

export interface CategoryFigure {
  readonly value: ChoiceValue;
  readonly label: LocalizedText;
  readonly shortLabel?: LocalizedText;
  readonly listed: boolean;
  readonly count: Shown;
  /** `count / answered`, 0–1; for multi of the respondents with at least one code. */
  readonly share: Shown;
  /** 95 % Wilson interval of the share; absent where the share is. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly hidden: boolean;
}

/** Of a number variable, or of a date variable as whole days since 1970-01-01. Quantiles are R's type 7. */
export interface NumericFigure {
  readonly mean: Shown;
  readonly sd: Shown;
  readonly median: Shown;
  readonly quartile1: Shown;
  readonly quartile3: Shown;
  readonly min: Shown;
  readonly max: Shown;
  readonly hidden: boolean;
}

export interface ResultColumn {
  /** `null` = all respondents; else a level of `ResultTable.by`. */
  readonly level: { readonly value: ChoiceValue; readonly label: LocalizedText } | null;
  /** Rows of the frame in this column; `null` where hidden. */
  readonly rows?: Shown;
  /** Who saw the item; `null` also where the data has no column for it. */
  readonly asked: Shown;
  /** The base of every share in this column. */
  readonly answered: Shown;
  /** `asked − answered`. */
  readonly missing: Shown;
  readonly categories: readonly CategoryFigure[];
  readonly numeric: NumericFigure | null;
  /** The base is under the least that may be shown: nothing in this column is. */
  readonly tooFew: boolean;
}

/** Who was asked depends on the answer to another variable. */
export interface AskedBy {
  readonly variable: string;
  /** Of a multi variable, the option that counts; then `codes` has one entry: whether those who ticked it were asked. */
  readonly option?: number;
  /** By category: whether those who chose it were asked. */
  readonly codes: readonly boolean[];
  /** Whether those without an answer there, or who did not tick the option, were asked. */
  readonly others: boolean;
}

export interface ResultTable {
  readonly variable: Variable;
  readonly inData: boolean;
  /** Rows of the frame; 0 in a gated table of fewer rows than a base must have. */
  readonly rows: number;
  readonly by: Variable | null;
  /** Rows that have a level of `by`; absent without one, and in gated tables. */
  readonly rowsWithLevel?: number;
  /** For the disclosure gate; absent where everybody was asked, and in gated tables. */
  readonly askedBy?: readonly AskedBy[];
  /** First the column of all, then one a level of `by`, in codebook order. */
  readonly columns: readonly ResultColumn[];
}

declare const publishable: unique symbol;
/** A table that passed the disclosure gate, or was asked for in exact form by somebody entitled to it. */
export type PublishableTable = ResultTable & {
  readonly [publishable]: true;
  /** `exact` must be said wherever the figures are shown. */
  readonly mode: 'gated' | 'exact';
};
