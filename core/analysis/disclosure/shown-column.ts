/** One column with some of its figures taken out. */
import { type DisclosureRule, isSensitive } from '#core/analysis/disclosure/rule.ts';
import type { CategoryFigure, NumericFigure, ResultColumn } from '#core/analysis/result-table.ts';

const hiddenNumbers: NumericFigure = {
  mean: null,
  sd: null,
  median: null,
  quartile1: null,
  quartile3: null,
  min: null,
  max: null,
  hidden: true,
};

const hiddenCategory = (category: CategoryFigure): CategoryFigure => ({
  ...category,
  count: null,
  share: null,
  interval: null,
  hidden: true,
});

/** Nothing but the labels. */
export const hiddenColumn = (column: ResultColumn): ResultColumn => ({
  ...column,
  rows: null,
  asked: null,
  answered: null,
  missing: null,
  categories: column.categories.map(hiddenCategory),
  numeric: column.numeric && hiddenNumbers,
  tooFew: true,
});

/** The column without the categories that are marked, and without what numbers may not show. */
export const withHidden = (
  column: ResultColumn,
  hidden: readonly boolean[],
  rule: DisclosureRule,
  showAsked: boolean = mayShowAsked(column, rule),
): ResultColumn => ({
  ...column,
  rows: null,
  asked: showAsked ? column.asked : null,
  missing: showAsked ? column.missing : null,
  categories: column.categories.map((category, index) =>
    hidden[index] ? hiddenCategory(category) : category,
  ),
  numeric: column.numeric && shownNumbers(column.numeric, column.answered ?? 0, rule),
});

function shownNumbers(numeric: NumericFigure, n: number, { base }: DisclosureRule): NumericFigure {
  // Equal answers: the mean would say what each of them answered.
  if (n < base || numeric.sd === null || numeric.sd === 0) return hiddenNumbers;
  const quartiles = n >= 2 * base;
  return {
    ...numeric,
    quartile1: quartiles ? numeric.quartile1 : null,
    quartile3: quartiles ? numeric.quartile3 : null,
    min: null,
    max: null,
  };
}

/** Rows of the frame in a column that was counted. */
export const rowsIn = ({ rows, asked, answered }: ResultColumn): number =>
  rows ?? asked ?? answered ?? 0;

/** Whether `asked` and `missing` show no 1 to `cell` − 1 people. */
export function mayShowAsked(column: ResultColumn, rule: DisclosureRule): boolean {
  const { asked, missing } = column;
  if (asked === null || missing === null) return false;
  return !isSensitive(missing, rule) && !isSensitive(rowsIn(column) - asked, rule);
}

/** Not everybody was asked, and so few are left out that the base says how many answered another item so. */
export function skipsTellTales(column: ResultColumn, rule: DisclosureRule): boolean {
  const rows = rowsIn(column);
  const notAsked = rows - (column.asked ?? rows);
  return notAsked > 0 && isSensitive(rows - (column.answered ?? 0), rule);
}
