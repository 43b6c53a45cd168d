/**
 * The disclosure gate: the only place where tables become publishable. Figures are hidden or shown as they are, never
 * rounded, so what is shown equals the exact table.
 *
 * What a reader may be able to work out is bounded so:
 * - A column rests on at least `base` answers, and so does what is left when the shown levels are taken from the whole.
 * - A count of 1 to `cell` − 1 (of people who chose an answer; for multi also of those who did not) is hidden together
 *   with others, so that by the sums it could be `cell` or more. In the column of all see `hiddenParts`, in breakdowns
 *   `two-way.ts`; all margins are taken as known, and a pattern does not depend on which of two variables breaks down
 *   the other, so that "sex by site" and "site by sex" hide the same cells. What is hidden in all is hidden in every
 *   level, which keeps tables of one variable by different others from narrowing each other.
 * - Of numbers, no least and no greatest value, quartiles from twice `base`, nothing if all answers are equal.
 *
 * How many people skipped an item is not protected as an answer is: whoever sees `rows` can subtract `answered` from
 * it. `asked` and `missing` are hidden where they would show 1 to `cell` − 1 people, but for an item that everybody
 * was asked that only saves the glance. Where not everybody was asked, skipping is an answer to another item: there a
 * column that leaves out 1 to `cell` − 1 people is hidden altogether, and so is one whose base would tell a count that
 * another table hides (`filter-tales.ts`). Those who did not get past consent are the exception: see `interviewGates`. Gate tables of a survey together, so that those counts are at hand.
 */

import { tableKey, withoutFilterTales } from '#core/analysis/disclosure/filter-tales.ts';
import { interviewGates } from '#core/analysis/disclosure/interview-gates.ts';
import { levelColumns } from '#core/analysis/disclosure/level-columns.ts';
import { hiddenResponses } from '#core/analysis/disclosure/response-gate.ts';
import {
  type DisclosureRule,
  defaultRule,
  hiddenCategories,
  isSensitive,
} from '#core/analysis/disclosure/rule.ts';
import {
  hiddenColumn,
  skipsTellTales,
  withHidden,
} from '#core/analysis/disclosure/shown-column.ts';
import type { PublishableTable, ResultColumn, ResultTable } from '#core/analysis/result-table.ts';

/** @param tables in codebook order, with one `by`: filters before what they filter */
export function gateTables(
  tables: readonly ResultTable[],
  rule: DisclosureRule = defaultRule,
): readonly PublishableTable[] {
  const done = new Map<string, ResultTable>();
  const gates = interviewGates(tables);
  return tables.map((table) => {
    const { askedBy = [] } = table;
    const filters = askedBy.filter(({ variable }) => !gates.has(variable));
    const isOpen = askedBy.length > 0 && filters.length === 0;
    const own = withoutFilterTales(gated(table, rule, isOpen), { table, filters, done, rule });
    done.set(tableKey(table.variable.name, table.by?.name), own);
    return published({ ...own, columns: withoutRareFinds(own.columns) }, 'gated');
  });
}

/** For people who are entitled to exact figures; wherever they are shown, it must be said that they are exact. */
export const exactTables = (tables: readonly ResultTable[]): readonly PublishableTable[] =>
  tables.map(({ rowsWithLevel: _, askedBy: _links, ...table }) => published(table, 'exact'));

/**
 * How many of those invited answered, by site: a table that is linked with every other one, because what is left of the
 * invited when the shown answers are taken away is the number of people who did not answer.
 * @param answered the published table of sites, whose hidden counts are not to be worked out here
 */
export function gateResponses(
  table: ResultTable,
  answered: PublishableTable | null,
  rule: DisclosureRule = defaultRule,
): PublishableTable {
  if (answered?.mode === 'exact') return published(table, 'exact');
  const hidden = hiddenResponses(table, answered, rule);
  const columns = table.columns.map((column, index) =>
    hidden[index] ? hiddenColumn(column) : column,
  );
  return published({ ...table, columns }, 'gated');
}

/** The same figures with other intervals; what is hidden stays so. */
export const withIntervals = (
  tables: readonly PublishableTable[],
  interval: (count: number, n: number) => { readonly low: number; readonly high: number },
): readonly PublishableTable[] =>
  tables.map((table) =>
    published(
      {
        ...table,
        columns: table.columns.map((column) => ({
          ...column,
          categories: column.categories.map((category) => {
            const { count } = category;
            return category.interval === null || count === null || !column.answered
              ? category
              : { ...category, interval: interval(count, column.answered) };
          }),
        })),
      },
      table.mode,
    ),
  );

/** The type's mark exists for the compiler alone, so that this assertion is the only way to it. */
const published = (table: ResultTable, mode: PublishableTable['mode']): PublishableTable =>
  ({ ...table, mode }) as PublishableTable;

/** @param isOpen everybody who took part was asked */
function gated(table: ResultTable, rule: DisclosureRule, isOpen: boolean): ResultTable {
  const { rowsWithLevel: _, askedBy: _links, ...rest } = table;
  const [all, ...levels] = table.columns;
  if (!all) return { ...rest, rows: 0 };
  const tellsTales = !isOpen && skipsTellTales(all, rule);
  const hidden = tellsTales ? null : hiddenInAll(table, all, rule);
  const columns = [
    hidden ? withHidden(all, hidden, rule) : hiddenColumn(all),
    ...(hidden ? levelColumns(table, hidden, rule, isOpen) : levels.map(hiddenColumn)),
  ];
  return {
    ...rest,
    rows: table.rows < rule.base ? 0 : table.rows,
    columns,
  };
}

/** Which categories are hidden in the column of all; `null` = the whole column. */
function hiddenInAll(
  { variable }: ResultTable,
  all: ResultColumn,
  rule: DisclosureRule,
): readonly boolean[] | null {
  const answered = all.answered ?? 0;
  if (answered < rule.base) return null;
  const counts = all.categories.map(({ count }) => count ?? 0);
  return variable.type === 'multi'
    ? counts.map((count) => isSensitive(count, rule) || isSensitive(answered - count, rule))
    : hiddenCategories(counts, rule);
}

/**
 * A code that no definition lists, given by few, may name them: it is left out, not only its count. So is one that
 * only answers beyond these rows have.
 */
function withoutRareFinds(columns: readonly ResultColumn[]): readonly ResultColumn[] {
  const rare = new Set(
    columns[0]?.categories
      .filter(({ listed, hidden, count }) => !listed && (hidden || count === 0))
      .map(({ value }) => value),
  );
  return columns.map((column) => ({
    ...column,
    categories: column.categories.filter(({ value }) => !rare.has(value)),
  }));
}
