/** The columns of a breakdown as the gate lets them through. */
import {
  type DisclosureRule,
  hiddenCategories,
  hiddenParts,
  isSensitive,
} from '#core/analysis/disclosure/rule.ts';
import {
  hiddenColumn,
  mayShowAsked,
  rowsIn,
  skipsTellTales,
  withHidden,
} from '#core/analysis/disclosure/shown-column.ts';
import { protectTwoWay } from '#core/analysis/disclosure/two-way.ts';
import type { ResultColumn, ResultTable } from '#core/analysis/result-table.ts';

type Grid = readonly (readonly number[])[];
type Pattern = readonly (readonly boolean[])[];

/** Cells of the levels, and of each row the count in all, which those without a level are part of. */
interface Counts {
  readonly cells: Grid;
  readonly totals: readonly number[];
}

/** One variable by another, as counts. */
interface Crossing {
  readonly table: ResultTable;
  readonly rule: DisclosureRule;
  /** Everybody who took part was asked. */
  readonly isOpen: boolean;
  readonly all: ResultColumn;
  readonly levels: readonly ResultColumn[];
  /** By category: hidden in the column of all. */
  readonly hiddenInAll: readonly boolean[];
  /** By level: hidden, because its rows are few, in the table of `by` itself. */
  readonly hiddenLevels: readonly boolean[];
  readonly bases: readonly number[];
}

export function levelColumns(
  table: ResultTable,
  hiddenInAll: readonly boolean[],
  rule: DisclosureRule,
  isOpen: boolean,
): readonly ResultColumn[] {
  const [all, ...levels] = table.columns;
  if (!all || levels.length === 0) return [];
  const crossing: Crossing = {
    table,
    rule,
    isOpen,
    all,
    levels,
    hiddenInAll,
    hiddenLevels: hiddenLevelsOf(table, levels, rule),
    bases: levels.map(({ answered }) => answered ?? 0),
  };
  const shown = shownLevels(crossing);
  const pattern = patternOf(crossing);
  if (!pattern) return levels.map(hiddenColumn);
  const showAsked = [all, ...levels].every((column) => mayShowAsked(column, rule));
  return levels.map((column, level) =>
    shown[level]
      ? withHidden(
          column,
          pattern.map((row) => row[level] ?? true),
          rule,
          showAsked,
        )
      : hiddenColumn(column),
  );
}

function hiddenLevelsOf(
  { by, rowsWithLevel = 0 }: ResultTable,
  levels: readonly ResultColumn[],
  rule: DisclosureRule,
): readonly boolean[] {
  const rows = levels.map(rowsIn);
  if (by?.type !== 'multi') return hiddenCategories(rows, rule);
  return rows.map((own) => isSensitive(own, rule) || isSensitive(rowsWithLevel - own, rule));
}

/** Levels with enough answers, and enough answers outside of what is shown. */
function shownLevels({
  table,
  rule,
  isOpen,
  all,
  levels,
  hiddenLevels,
  bases,
}: Crossing): boolean[] {
  const tooFew = (base: number): boolean => base > 0 && base < rule.base;
  const unfit = levels.map(
    (column, level) =>
      hiddenLevels[level] || tooFew(bases[level] ?? 0) || (!isOpen && skipsTellTales(column, rule)),
  );
  const whole = all.answered ?? 0;
  const enough = (level: number): boolean => (bases[level] ?? 0) >= rule.base;
  if (table.by?.type === 'multi') {
    return levels.map((_, level) => {
      return !unfit[level] && enough(level) && !tooFew(whole - (bases[level] ?? 0));
    });
  }
  // Of numbers, also the mean of those without a level must not rest on few.
  const without = all.numeric ? whole - sumOf(bases) : 0;
  const parts = without > 0 ? [...bases, without] : bases;
  const hidden = hiddenParts(
    parts,
    (part, index) => (index < levels.length ? unfit[index] === true : tooFew(part)),
    rule.base,
  );
  return levels.map((_, level) => !hidden[level] && enough(level));
}

/** Hidden cells, categories × levels; `null` if no level can be shown. */
function patternOf(crossing: Crossing): Pattern | null {
  const { table, all, levels, hiddenInAll, hiddenLevels, bases } = crossing;
  if (all.categories.length === 0) return [];
  const cells = all.categories.map((_, category) =>
    levels.map((column) => column.categories[category]?.count ?? 0),
  );
  const rowHidden = (row: number): boolean => hiddenInAll[row] === true;
  if (table.by?.type === 'multi') {
    return cells.length === 0 ? null : patternOfOverlapping(crossing, cells);
  }
  const columnHidden = (column: number): boolean => hiddenLevels[column] === true;
  const totals = all.categories.map(({ count }) => count ?? 0);
  if (table.variable.type !== 'multi') {
    return protectCrossing(crossing, { cells, totals }, rowHidden, columnHidden);
  }
  const whole = all.answered ?? 0;
  const options = cells.map((ticked, option) => {
    const untouched = ticked.map((count, level) => (bases[level] ?? 0) - count);
    const total = totals[option] ?? 0;
    const grid = { cells: [ticked, untouched], totals: [total, whole - total] };
    return protectCrossing(crossing, grid, () => rowHidden(option), columnHidden)?.[0];
  });
  return options.map((row) => row ?? levels.map(() => true));
}

/** Levels of a multi variable overlap: each is crossed alone, as those who ticked it and everybody else. */
function patternOfOverlapping(crossing: Crossing, cells: Grid): Pattern {
  const { table, rule, all, bases, hiddenInAll, hiddenLevels } = crossing;
  const whole = all.answered ?? 0;
  const totals = all.categories.map(({ count }) => count ?? 0);
  const byLevel = bases.map((base, level): readonly boolean[] => {
    const everything = cells.map(() => true);
    if (hiddenLevels[level] || [base, whole - base].some((part) => isSensitive(part, rule))) {
      return everything;
    }
    const split = cells.map((row, category) => {
      const own = row[level] ?? 0;
      return [own, (totals[category] ?? 0) - own];
    });
    const protectedBy = (grid: Grid, rowHidden: (row: number) => boolean): Pattern | null =>
      protectTwoWay(
        twoWay(
          grid,
          grid.map((_, row) => !rowHidden(row)),
          [true, true],
          rule,
        ),
      );
    if (table.variable.type !== 'multi') {
      const pattern = protectedBy(split, (row) => hiddenInAll[row] === true);
      return pattern ? pattern.map((row) => row[0] ?? true) : everything;
    }
    return split.map(([own = 0, other = 0], option) => {
      const untouched = [base - own, whole - base - other];
      const pattern = protectedBy([[own, other], untouched], () => hiddenInAll[option] === true);
      return pattern?.[0]?.[0] ?? true;
    });
  });
  return cells.map((_, category) => byLevel.map((column) => column[category] ?? true));
}

const twoWay = (
  cells: Grid,
  knownRows: readonly boolean[],
  knownColumns: readonly boolean[],
  rule: DisclosureRule,
) => ({
  cells,
  knownRows,
  knownColumns,
  hidden: (row: number, column: number) => !knownRows[row] || !knownColumns[column],
  need: (row: number, column: number) =>
    isSensitive(cells[row]?.[column] ?? 0, rule) ? rule.cell : 0,
});

/**
 * Cells are judged with every sum known that is not hidden, and in an order that does not depend on which variable
 * breaks down the other.
 */
function protectCrossing(
  crossing: Crossing,
  { cells, totals }: Counts,
  rowHidden: (row: number) => boolean,
  columnHidden: (column: number) => boolean,
): Pattern | null {
  const { table, rule, bases } = crossing;
  const knownRows = knownSums(cells.map(sumOf), rowHidden, rule);
  const knownColumns = knownSums(bases, columnHidden, rule);
  const turned = table.by !== null && table.variable.name > table.by.name;
  const own = turned
    ? protectTwoWay(twoWay(transposed(cells), knownColumns, knownRows, rule))
    : protectTwoWay(twoWay(cells, knownRows, knownColumns, rule));
  if (!own) return null;
  const pattern = turned ? transposed(own) : own;
  return withoutLevel(crossing, { cells, totals }, pattern, { rowHidden, knownColumns });
}

const knownSums = (
  sums: readonly number[],
  hidden: (index: number) => boolean,
  rule: DisclosureRule,
): readonly boolean[] =>
  hiddenParts(sums, (sum, index) => hidden(index) || isSensitive(sum, rule), rule.cell).map(
    (isHidden) => !isHidden,
  );

/**
 * Those without a level are what is left when the levels are taken from all. Nobody publishes them as a group, but few
 * of them with one answer must not come out by subtraction: they may be thought to be `cell`, or all of them if they
 * are fewer.
 */
function withoutLevel(
  { rule, all, bases }: Crossing,
  { cells, totals }: Counts,
  pattern: Pattern,
  known: {
    readonly rowHidden: (row: number) => boolean;
    readonly knownColumns: readonly boolean[];
  },
): Pattern | null {
  const whole = all.answered ?? 0;
  const without = whole - sumOf(bases);
  if (without === 0) return pattern;
  const last = bases.length;
  const wider = cells.map((row, i) => [...row, (totals[i] ?? 0) - sumOf(row)]);
  const widened = protectTwoWay({
    cells: wider,
    knownRows: cells.map((_, i) => !known.rowHidden(i)),
    knownColumns: [...known.knownColumns, true],
    hidden: (i, j) => j === last || pattern[i]?.[j] === true,
    need: (i, j) => {
      if (!isSensitive(wider[i]?.[j] ?? 0, rule)) return 0;
      return j === last ? Math.min(rule.cell, without) : rule.cell;
    },
  });
  return (
    widened && pattern.map((row, i) => row.map((hidden, j) => hidden || widened[i]?.[j] === true))
  );
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const transposed = <Cell>(grid: readonly (readonly Cell[])[]): Cell[][] =>
  (grid[0] ?? []).map((_, column) => grid.flatMap((row) => row.slice(column, column + 1)));
