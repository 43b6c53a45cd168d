/** Completed responses in quota cells: combinations of answers to questions that results are broken down by. */
import type { CategoricalColumn, Frame } from '#core/analysis/frame.ts';
import { cellState } from '#core/analysis/frame.ts';
import { type Cell, cellKey } from '#core/register/target.ts';

/** @returns by `cellKey`; a cell of unknown variables or codes has none. Responses without an answer are in no cell. */
export function cellCounts(frame: Frame, cells: readonly Cell[]): ReadonlyMap<string, number> {
  const counts = new Map(cells.map((cell) => [cellKey(cell), 0]));
  for (const [names, group] of byVariables(cells)) {
    const columns = names.map((name) => frame.columns.get(name));
    if (!columns.every((column) => column?.kind === 'categorical')) continue;
    const totals = combinations(frame.rows, columns);
    for (const cell of group) counts.set(cellKey(cell), totals[placeOf(cell, names, columns)] ?? 0);
  }
  return counts;
}

/** One look at all rows is enough for all cells of the same variables. */
function byVariables(
  cells: readonly Cell[],
): Iterable<readonly [readonly string[], readonly Cell[]]> {
  const groups = new Map<string, { readonly names: readonly string[]; readonly cells: Cell[] }>();
  for (const cell of cells) {
    const names = Object.keys(cell).sort();
    const key = JSON.stringify(names);
    const group = groups.get(key) ?? { names, cells: [] };
    groups.set(key, group);
    group.cells.push(cell);
  }
  return [...groups.values()].map((group) => [group.names, group.cells] as const);
}

/** Breakdowns have 20 codes at most, and cells four variables: what is larger is somebody's mistake. */
const mostCombinations = 2_000_000;

/** How many rows have each combination of codes; a combination is a number in mixed radix. */
function combinations(rows: number, columns: readonly CategoricalColumn[]): Uint32Array {
  const size = columns.reduce((product, { categories }) => product * categories.length, 1);
  if (size > mostCombinations) return new Uint32Array(0);
  const totals = new Uint32Array(size);
  for (let row = 0; row < rows; row++) {
    let place = 0;
    for (const { state, codes, categories } of columns) {
      const isAnswered = state[row] === cellState.answered;
      place = isAnswered && place >= 0 ? place * categories.length + (codes[row] ?? 0) : -1;
    }
    if (place >= 0) totals[place] = (totals[place] ?? 0) + 1;
  }
  return totals;
}

function placeOf(
  cell: Cell,
  names: readonly string[],
  columns: readonly CategoricalColumn[],
): number {
  return columns.reduce((place, { categories }, index) => {
    const code = cell[names[index] ?? ''];
    const at = categories.findIndex(({ value }) => String(value) === code);
    return place < 0 || at < 0 ? -1 : place * categories.length + at;
  }, 0);
}
