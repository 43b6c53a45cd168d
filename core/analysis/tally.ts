/**
 * The counting loops. What they read are the bytes of a frame; what they give is, for all rows and for each level of a
 * breakdown, how many were asked and answered, and how often each code or number occurs.
 */
import {
  type CategoricalColumn,
  type Column,
  cellState,
  type MultiColumn,
  type NumberSpan,
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

/** Rows by the levels of one variable, made once for all the variables that are broken down by it. */
export interface Breakdown {
  readonly rows: number;
  /** Rows that have a level. */
  readonly rowsWithLevel: number;
  /** One grouping whose groups are the levels, and last those without; or one a level, of two groups: not it, it. */
  readonly groupings: readonly Grouping[];
  readonly levels: 'apart' | 'overlapping';
}

/** @param by `null`: all rows as one. @throws RangeError if nothing can be broken down by it */
export function breakdownOf(rows: number, by: Column | null): Breakdown {
  if (by === null) {
    const whole = { count: 1, group: new Uint16Array(rows) };
    return { rows, rowsWithLevel: rows, groupings: [whole], levels: 'overlapping' };
  }
  let rowsWithLevel = 0;
  for (let row = 0; row < rows; row++) {
    if (by.state[row] === cellState.answered) rowsWithLevel += 1;
  }
  if (by.kind === 'categorical') {
    return { rows, rowsWithLevel, groupings: [groupsOf(rows, by)], levels: 'apart' };
  }
  if (by.kind !== 'multi') throw new RangeError('figures are broken down by choices only');
  const whole = { count: 1, group: new Uint16Array(rows) };
  const levels = by.categories.map((_, code) => tickedOrNot(rows, by, code));
  return { rows, rowsWithLevel, groupings: [whole, ...levels], levels: 'overlapping' };
}

/** First of all rows, then of each level of the breakdown in its order. */
export function tally(column: Column, { rows, groupings, levels }: Breakdown): ColumnTally[] {
  const [first, ...others] = groupings.map((grouping) => tallyGroups(rows, column, grouping));
  if (!first) return [];
  // The last group holds rows without a level: part of all, shown nowhere else.
  if (levels === 'apart') return [sumOf(first), ...first.slice(0, -1)];
  return [...first, ...others.flatMap((groups) => groups.slice(1))];
}

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

/**
 * Cells are counted by value and state together, so that a column is read once: the place of a cell in the histogram of
 * its group is `value × 4 + state`, and the state is looked at only when counting is over. Rows take turns between two
 * histograms: where one cell is like the next, the second addition need not wait for the first (up to 3 times faster).
 */
const placeBits = (values: number): number => 34 - Math.clz32(Math.max(0, values - 1));

function tallyGroups(rows: number, column: Column, grouping: Grouping): ColumnTally[] {
  switch (column.kind) {
    case 'categorical':
      return tallyCodes(rows, column, grouping);
    case 'multi':
      return tallyTicks(rows, column, grouping);
    case 'rank':
      return tallyFirst(rows, column, grouping);
    case 'number':
    case 'date':
      return tallyNumbers(rows, column, grouping);
  }
}

/** What a histogram of values and states says of each group. */
function fromHistogram(
  histogram: Uint32Array,
  {
    groups,
    values,
    bits,
  }: { readonly groups: number; readonly values: number; readonly bits: number },
): ColumnTally[] {
  return Array.from({ length: groups }, (_, group) => {
    const counts = new Float64Array(values);
    const states = new Float64Array(4);
    for (let value = 0; value < values; value++) {
      for (let state = 0; state < 4; state++) {
        const times = histogram[(group << bits) | (value << 2) | state] ?? 0;
        states[state] = (states[state] ?? 0) + times;
        if (state === cellState.answered) counts[value] = times;
      }
    }
    return tallyOf(states, counts, null);
  });
}

function tallyOf(
  states: ArrayLike<number>,
  counts: Float64Array,
  numbers: NumberTally | null,
): ColumnTally {
  const of = (state: number): number => states[state] ?? 0;
  const notAsked = of(cellState.notAsked);
  const answered = of(cellState.answered);
  const rows = notAsked + of(cellState.missing) + of(cellState.setAside) + answered;
  return { rows, notAsked, answered, counts, numbers };
}

function tallyCodes(
  rows: number,
  { state, codes, categories }: CategoricalColumn,
  { count, group }: Grouping,
): ColumnTally[] {
  const values = Math.max(1, categories.length);
  const bits = placeBits(values);
  const histogram = new Uint32Array(count << bits);
  const other = new Uint32Array(count << bits);
  for (let row = 0; row < rows; row++) {
    // The code of a cell without an answer is 0.
    const at = ((group[row] ?? 0) << bits) | ((codes[row] ?? 0) << 2) | (state[row] ?? 0);
    histogram[at] = (histogram[at] ?? 0) + 1;
    row += 1;
    if (row === rows) break;
    const next = ((group[row] ?? 0) << bits) | ((codes[row] ?? 0) << 2) | (state[row] ?? 0);
    other[next] = (other[next] ?? 0) + 1;
  }
  addTo(histogram, other);
  return fromHistogram(histogram, { groups: count, values, bits }).map((tallied) => ({
    ...tallied,
    counts: tallied.counts.subarray(0, categories.length),
  }));
}

function addTo(sums: Uint32Array, more: Uint32Array): void {
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + (more[at] ?? 0);
}

/** Groups × states. */
function countStates(rows: number, state: Uint8Array, { count, group }: Grouping): Uint32Array {
  const states = new Uint32Array(count * 4);
  const other = new Uint32Array(count * 4);
  for (let row = 0; row < rows; row++) {
    const at = ((group[row] ?? 0) << 2) | (state[row] ?? 0);
    states[at] = (states[at] ?? 0) + 1;
    row += 1;
    if (row === rows) break;
    const next = ((group[row] ?? 0) << 2) | (state[row] ?? 0);
    other[next] = (other[next] ?? 0) + 1;
  }
  addTo(states, other);
  return states;
}

const statesOfGroup = (states: Uint32Array, group: number): Uint32Array =>
  states.subarray(group * 4, group * 4 + 4);

/**
 * Bits are counted eight at a time: one histogram of byte values a group and byte, unfolded once at the end, costs one
 * addition a byte instead of one a tick. Rows that did not answer have no bits.
 */
function tallyTicks(rows: number, column: MultiColumn, grouping: Grouping): ColumnTally[] {
  const { ticks, words, categories, state } = column;
  const { count, group } = grouping;
  const width = categories.length;
  const counts = new Float64Array(count * width);
  const histogram = new Uint32Array(count * 256);
  for (let first = 0; first < width; first += 8) {
    histogram.fill(0);
    const shift = first & 31;
    for (let row = 0, at = first >> 5; row < rows; row++, at += words) {
      const byte = ((ticks[at] ?? 0) >>> shift) & 255;
      const place = ((group[row] ?? 0) << 8) | byte;
      histogram[place] = (histogram[place] ?? 0) + 1;
    }
    unfold(histogram, counts, first, width);
  }
  return withStates(countStates(rows, state, grouping), counts, count, width);
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

const withStates = (
  states: Uint32Array,
  counts: Float64Array,
  groups: number,
  width: number,
): ColumnTally[] =>
  Array.from({ length: groups }, (_, group) => {
    const own = counts.subarray(group * width, (group + 1) * width);
    return tallyOf(statesOfGroup(states, group), own, null);
  });

function tallyFirst(rows: number, column: RankColumn, grouping: Grouping): ColumnTally[] {
  const { ranks, state, categories } = column;
  const { count, group } = grouping;
  const width = categories.length;
  const counts = new Float64Array(count * width);
  for (let row = 0; row < rows; row++) {
    if (state[row] !== cellState.answered) continue;
    for (let code = 0; code < width; code++) {
      const at = (group[row] ?? 0) * width + code;
      if (ranks[row * width + code] === 1) counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return withStates(countStates(rows, state, grouping), counts, count, width);
}

/** Ages, ranges and dates span few whole numbers: up to this many they are counted without sorting. */
const narrow = 4096;

function tallyNumbers(rows: number, column: NumericColumn, grouping: Grouping): ColumnTally[] {
  const { low, high, whole } = column.span ?? spanOf(rows, column);
  if (low > high) return tallyWhole(rows, column, grouping, { low: 0, width: 0 });
  const width = high - low + 1;
  return whole && width <= narrow
    ? tallyWhole(rows, column, grouping, { low, width })
    : tallySorted(rows, column, grouping);
}

function spanOf(rows: number, { state, values }: NumericColumn): NumberSpan {
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
  return { low, high, whole };
}

function tallyWhole(
  rows: number,
  { state, values: numbers }: NumericColumn,
  { count, group }: Grouping,
  { low, width }: { readonly low: number; readonly width: number },
): ColumnTally[] {
  const values = Math.max(1, width);
  const bits = placeBits(values);
  const histogram = new Uint32Array(count << bits);
  const other = new Uint32Array(count << bits);
  const placeOf = (row: number): number => {
    const own = state[row] ?? 0;
    const value = own === cellState.answered ? (numbers[row] ?? 0) - low : 0;
    return ((group[row] ?? 0) << bits) | (value << 2) | own;
  };
  for (let row = 0; row < rows; row++) {
    const at = placeOf(row);
    histogram[at] = (histogram[at] ?? 0) + 1;
    row += 1;
    if (row === rows) break;
    const next = placeOf(row);
    other[next] = (other[next] ?? 0) + 1;
  }
  addTo(histogram, other);
  const whole = Float64Array.from({ length: width }, (_, index) => low + index);
  return fromHistogram(histogram, { groups: count, values, bits }).map(
    ({ counts, ...tallied }) => ({
      ...tallied,
      counts: new Float64Array(0),
      numbers: present(whole, counts),
    }),
  );
}

/** Without the numbers that do not occur, so that quantiles never land on one. */
function present(values: Float64Array, counts: Float64Array): NumberTally {
  const kept = [...values.keys()].filter((index) => (counts[index] ?? 0) > 0);
  return {
    values: Float64Array.from(kept, (index) => values[index] ?? 0),
    counts: Float64Array.from(kept, (index) => counts[index] ?? 0),
  };
}

function tallySorted(rows: number, column: NumericColumn, grouping: Grouping): ColumnTally[] {
  const { state, values } = column;
  const { count, group } = grouping;
  const states = countStates(rows, state, grouping);
  const lists = Array.from(
    { length: count },
    (_, own) => new Float64Array(states[own * 4 + cellState.answered] ?? 0),
  );
  const filled = new Uint32Array(count);
  for (let row = 0; row < rows; row++) {
    if (state[row] !== cellState.answered) continue;
    const own = group[row] ?? 0;
    const at = filled[own] ?? 0;
    filled[own] = at + 1;
    const list = lists[own];
    if (list) list[at] = values[row] ?? 0;
  }
  return lists.map((list, own) =>
    tallyOf(statesOfGroup(states, own), new Float64Array(0), {
      values: list.sort(),
      counts: new Float64Array(list.length).fill(1),
    }),
  );
}

/** Groups that do not overlap, put together again. */
function sumOf(groups: readonly ColumnTally[]): ColumnTally {
  const counts = new Float64Array(groups[0]?.counts.length ?? 0);
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
    numbers: groups[0]?.numbers ? mergedNumbers(groups) : null,
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
