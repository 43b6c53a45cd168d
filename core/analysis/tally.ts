/**
 * The counting loops. What they read are the bytes of a frame; what they give is, for all rows and for each level of a
 * breakdown, how many were asked and answered, and how often each code or number occurs.
 */
import {
  type CategoricalColumn,
  type Column,
  cellState,
  type MultiColumn,
  type NumericColumn,
  type RankColumn,
} from '#core/analysis/frame.ts';

/** Distinct numbers in ascending order, and how often each occurs. */
export interface NumberTally {
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

export interface ColumnTally {
  readonly rows: number;
  readonly notAsked: number;
  readonly answered: number;
  /** By code; empty for numbers and dates. */
  readonly counts: Float64Array;
  readonly numbers: NumberTally | null;
}

/** Rows sorted into groups that do not overlap: `group[row]` < `count`. */
interface Grouping {
  readonly count: number;
  readonly group: Uint16Array;
}

/** First of all rows, then of each level of `by` in its order. */
export function tally(rows: number, column: Column, by: Column | null): readonly ColumnTally[] {
  if (by === null) return tallyGroups(rows, column, oneGroup(rows));
  if (by.kind === 'categorical') {
    const groups = tallyGroups(rows, column, groupsOf(rows, by));
    // The last group holds rows without a level: part of all, shown nowhere else.
    return [sumOf(groups), ...groups.slice(0, -1)];
  }
  if (by.kind !== 'multi') throw new RangeError('figures are broken down by choices only');
  const all = tallyGroups(rows, column, oneGroup(rows));
  const levels = by.categories.map(
    (_, code) => tallyGroups(rows, column, tickedOrNot(rows, by, code))[1] ?? emptyTally,
  );
  return [...all, ...levels];
}

const emptyTally: ColumnTally = {
  rows: 0,
  notAsked: 0,
  answered: 0,
  counts: new Float64Array(0),
  numbers: null,
};

const oneGroup = (rows: number): Grouping => ({ count: 1, group: new Uint16Array(rows) });

function groupsOf(rows: number, by: CategoricalColumn): Grouping {
  const none = by.categories.length;
  const group = new Uint16Array(rows);
  const { state, codes } = by;
  for (let row = 0; row < rows; row++) {
    group[row] = state[row] === cellState.answered ? (codes[row] ?? none) : none;
  }
  return { count: none + 1, group };
}

function tickedOrNot(rows: number, by: MultiColumn, code: number): Grouping {
  const group = new Uint16Array(rows);
  const { state, ticks, words } = by;
  const word = code >> 5;
  const bit = code & 31;
  for (let row = 0; row < rows; row++) {
    const ticked = ((ticks[row * words + word] ?? 0) >>> bit) & 1;
    group[row] = state[row] === cellState.answered ? ticked : 0;
  }
  return { count: 2, group };
}

function tallyGroups(rows: number, column: Column, grouping: Grouping): ColumnTally[] {
  const states = countStates(rows, column, grouping);
  const parts = countValues(rows, column, grouping);
  return Array.from({ length: grouping.count }, (_, group) => {
    const of = (state: number): number => states[group * 4 + state] ?? 0;
    const answered = of(cellState.answered);
    const notAsked = of(cellState.notAsked);
    return {
      rows: notAsked + of(cellState.missing) + of(cellState.setAside) + answered,
      notAsked,
      answered,
      counts: parts.counts[group] ?? new Float64Array(0),
      numbers: parts.numbers[group] ?? null,
    };
  });
}

/** `count × 4`: how many cells of each state a group has. */
function countStates(rows: number, { state }: Column, { count, group }: Grouping): Uint32Array {
  const states = new Uint32Array(count * 4);
  for (let row = 0; row < rows; row++) {
    const at = ((group[row] ?? 0) << 2) | (state[row] ?? 0);
    states[at] = (states[at] ?? 0) + 1;
  }
  return states;
}

interface ValueCounts {
  readonly counts: readonly Float64Array[];
  readonly numbers: readonly NumberTally[];
}

function countValues(rows: number, column: Column, grouping: Grouping): ValueCounts {
  switch (column.kind) {
    case 'categorical':
      return { counts: countCodes(rows, column, grouping), numbers: [] };
    case 'multi':
      return { counts: countTicks(rows, column, grouping), numbers: [] };
    case 'rank':
      return { counts: countFirst(rows, column, grouping), numbers: [] };
    case 'number':
    case 'date':
      return { counts: [], numbers: countNumbers(rows, column, grouping) };
  }
}

const cut = (cells: Float64Array, parts: number, width: number): Float64Array[] =>
  Array.from({ length: parts }, (_, part) => cells.subarray(part * width, (part + 1) * width));

function countCodes(
  rows: number,
  column: CategoricalColumn,
  { count, group }: Grouping,
): Float64Array[] {
  const { state, codes, categories } = column;
  const width = categories.length;
  const counts = new Float64Array(count * width);
  for (let row = 0; row < rows; row++) {
    if (state[row] !== cellState.answered) continue;
    const at = (group[row] ?? 0) * width + (codes[row] ?? 0);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return cut(counts, count, width);
}

/**
 * Bits are counted eight at a time: one histogram of byte values a group and byte, unfolded once at the end, costs one
 * addition a byte instead of one a tick. Rows that did not answer have no bits.
 */
function countTicks(rows: number, column: MultiColumn, { count, group }: Grouping): Float64Array[] {
  const { ticks, words, categories } = column;
  const width = categories.length;
  const counts = new Float64Array(count * width);
  const histogram = new Uint32Array(count * 256);
  for (let first = 0; first < width; first += 8) {
    histogram.fill(0);
    const word = first >> 5;
    const shift = first & 31;
    for (let row = 0; row < rows; row++) {
      const byte = ((ticks[row * words + word] ?? 0) >>> shift) & 255;
      const at = ((group[row] ?? 0) << 8) | byte;
      histogram[at] = (histogram[at] ?? 0) + 1;
    }
    unfold(histogram, counts, first, width);
  }
  return cut(counts, count, width);
}

function unfold(histogram: Uint32Array, counts: Float64Array, first: number, width: number): void {
  histogram.forEach((times, at) => {
    if (times === 0) return;
    const start = (at >> 8) * width + first;
    for (let bit = 0; bit < Math.min(8, width - first); bit++) {
      if ((at >> bit) & 1) counts[start + bit] = (counts[start + bit] ?? 0) + times;
    }
  });
}

function countFirst(rows: number, column: RankColumn, { count, group }: Grouping): Float64Array[] {
  const { ranks, state, categories } = column;
  const width = categories.length;
  const counts = new Float64Array(count * width);
  for (let row = 0; row < rows; row++) {
    if (state[row] !== cellState.answered) continue;
    for (let code = 0; code < width; code++) {
      const at = (group[row] ?? 0) * width + code;
      if (ranks[row * width + code] === 1) counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return cut(counts, count, width);
}

/** Ages, ranges and dates span few whole numbers: up to this many they are counted without sorting. */
const narrow = 4096;

function countNumbers(rows: number, column: NumericColumn, grouping: Grouping): NumberTally[] {
  const { low, high, whole } = spanOf(rows, column);
  const width = high - low + 1;
  return whole && width <= narrow
    ? countWhole(rows, column, grouping, low, Math.max(0, width))
    : sortNumbers(rows, column, grouping);
}

function spanOf(rows: number, { state, values }: NumericColumn) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let whole = true;
  for (let row = 0; row < rows; row++) {
    if (state[row] !== cellState.answered) continue;
    const value = values[row] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
    if (value !== Math.floor(value)) whole = false;
  }
  return low > high ? { low: 0, high: -1, whole: true } : { low, high, whole };
}

function countWhole(
  rows: number,
  { state, values }: NumericColumn,
  { count, group }: Grouping,
  low: number,
  width: number,
): NumberTally[] {
  const counts = new Float64Array(count * width);
  for (let row = 0; row < rows; row++) {
    if (state[row] !== cellState.answered) continue;
    const at = (group[row] ?? 0) * width + ((values[row] ?? 0) - low);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const whole = Float64Array.from({ length: width }, (_, index) => low + index);
  return cut(counts, count, width).map((own) => present(whole, own));
}

/** Without the numbers that do not occur, so that quantiles never land on one. */
function present(values: Float64Array, counts: Float64Array): NumberTally {
  const kept = [...values.keys()].filter((index) => (counts[index] ?? 0) > 0);
  return {
    values: Float64Array.from(kept, (index) => values[index] ?? 0),
    counts: Float64Array.from(kept, (index) => counts[index] ?? 0),
  };
}

function sortNumbers(
  rows: number,
  { state, values }: NumericColumn,
  { count, group }: Grouping,
): NumberTally[] {
  const sizes = new Uint32Array(count);
  for (let row = 0; row < rows; row++) {
    if (state[row] === cellState.answered) {
      sizes[group[row] ?? 0] = (sizes[group[row] ?? 0] ?? 0) + 1;
    }
  }
  const lists = Array.from(sizes, (size) => new Float64Array(size));
  const filled = new Uint32Array(count);
  for (let row = 0; row < rows; row++) {
    if (state[row] !== cellState.answered) continue;
    const own = group[row] ?? 0;
    const at = filled[own] ?? 0;
    filled[own] = at + 1;
    const list = lists[own];
    if (list) list[at] = values[row] ?? 0;
  }
  return lists.map((list) => ({
    values: list.sort(),
    counts: new Float64Array(list.length).fill(1),
  }));
}

/** Groups that do not overlap, put together again. */
function sumOf(groups: readonly ColumnTally[]): ColumnTally {
  const [first = emptyTally] = groups;
  const counts = new Float64Array(first.counts.length);
  for (const group of groups) {
    for (let code = 0; code < counts.length; code++) {
      counts[code] = (counts[code] ?? 0) + (group.counts[code] ?? 0);
    }
  }
  const sum = (part: (group: ColumnTally) => number): number =>
    groups.reduce((total, group) => total + part(group), 0);
  return {
    rows: sum((group) => group.rows),
    notAsked: sum((group) => group.notAsked),
    answered: sum((group) => group.answered),
    counts,
    numbers: first.numbers && mergedNumbers(groups),
  };
}

function mergedNumbers(groups: readonly ColumnTally[]): NumberTally {
  const times = new Map<number, number>();
  for (const { numbers } of groups) {
    numbers?.values.forEach((value, index) => {
      times.set(value, (times.get(value) ?? 0) + (numbers.counts[index] ?? 0));
    });
  }
  const values = Float64Array.from(times.keys()).sort();
  return { values, counts: values.map((value) => times.get(value) ?? 0) };
}
