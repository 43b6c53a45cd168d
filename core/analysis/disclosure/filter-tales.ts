/**
 * What the base of one table tells of another: at least as many people gave the answer that leads to an item as answered
 * that item. Where that answer's table hides counts, the base may leave its other answers too little room.
 */
import type { DisclosureRule } from '#core/analysis/disclosure/rule.ts';
import { hiddenColumn, rowsIn } from '#core/analysis/disclosure/shown-column.ts';
import type { AskedBy, ResultColumn, ResultTable } from '#core/analysis/result-table.ts';

interface FilterContext {
  /** As counted. */
  readonly table: ResultTable;
  readonly filters: readonly AskedBy[];
  /** Tables that passed already, by `tableKey`. */
  readonly done: ReadonlyMap<string, ResultTable>;
  readonly rule: DisclosureRule;
}

export const tableKey = (variable: string, by: string | undefined): string =>
  JSON.stringify([variable, by]);

/** What telling a column would do to the tables of its filters. */
type Effect = 'none' | 'a bound' | 'too much';

/** Hides columns that would tell too much; where the base is only a bound, it must not become a count. */
export function withoutFilterTales(gated: ResultTable, context: FilterContext): ResultTable {
  if (context.filters.length === 0) return gated;
  const columns = gated.columns.map((column, index): ResultColumn => {
    if (column.answered === null) return column;
    const effects = context.filters.map((filter) => effectOf(filter, index, context));
    if (effects.includes('too much')) return hiddenColumn(column);
    return effects.includes('a bound') ? { ...column, asked: null, missing: null } : column;
  });
  const isHidden = columns[0]?.tooFew === true;
  return { ...gated, columns: isHidden ? columns.map(hiddenColumn) : columns };
}

function effectOf(link: AskedBy, index: number, { table, done, rule }: FilterContext): Effect {
  const by = table.by?.name;
  const filter = done.get(tableKey(link.variable, link.variable === by ? undefined : by));
  if (!filter) return 'too much';
  const there = filter.columns[index];
  // Filtered by the breakdown itself: its one column, of all, has been looked at for the column of all.
  if (!there) return 'none';
  if (there.answered === null) return 'too much';
  if (isDerivable(there, link)) return 'none';
  const own = table.columns[index];
  const room = (link.others ? rowsIn(own ?? there) : there.answered) - (own?.answered ?? 0);
  return room - shownOf(there, link, false) >= rule.cell ? 'a bound' : 'too much';
}

/** Whether the number of those asked follows from what the filter's column shows. */
function isDerivable(filter: ResultColumn, { option, codes, others }: AskedBy): boolean {
  const isShown = (index: number): boolean => filter.categories[index]?.hidden === false;
  if (option !== undefined) return isShown(option);
  const shown = (asked: boolean): boolean =>
    codes.every((own, index) => own !== asked || isShown(index));
  return shown(false) || (!others && shown(true));
}

/** People in the filter's column of whom it is shown that they were asked, or that they were not. */
const shownOf = (filter: ResultColumn, { option, codes }: AskedBy, asked: boolean): number =>
  option !== undefined
    ? 0
    : filter.categories.reduce(
        (sum, { count }, index) => sum + (codes[index] === asked ? (count ?? 0) : 0),
        0,
      );
