/**
 * A reader who wants to know more than is shown. Knows every published number, that counts are not negative, and that
 * parts make sums; finds the least and the greatest value that a count could have. Shares nothing with the gate: a
 * textbook two-phase simplex (Bland's rule). Its answers must be whole, else it throws: then they prove that there is
 * such a table of people.
 */
export interface Sum {
  readonly parts: readonly string[];
  readonly total: number;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** @param ceiling more than all counts together can be */
export function rangeOf(sums: readonly Sum[], ceiling: number, parts: readonly string[]): Range {
  const names = [...new Set([...sums.flatMap((sum) => sum.parts), ...parts])];
  const everything = [...names, 'slack'];
  const equations = [...sums, { parts: everything, total: ceiling }].map(
    ({ parts: own, total }) => ({
      row: everything.map((name) => (own.includes(name) ? 1 : 0)),
      total,
    }),
  );
  const goal = everything.map((name) => (parts.includes(name) ? 1 : 0));
  return {
    low: -whole(
      maximum(
        equations,
        goal.map((weight) => -weight),
      ),
    ),
    high: whole(maximum(equations, goal)),
  };
}

interface Equation {
  readonly row: readonly number[];
  readonly total: number;
}

function whole(value: number): number {
  if (Math.abs(value - Math.round(value)) > 1e-6) throw new Error('the extreme is no whole number');
  return Math.round(value) + 0;
}

const tiny = 1e-9;

/** The greatest value of a weighted sum over x ≥ 0 with all equations. */
function maximum(equations: readonly Equation[], goal: readonly number[]): number {
  const count = goal.length;
  const table = equations.map(({ row, total }, i) => [
    ...row,
    ...equations.map((_, k) => (k === i ? 1 : 0)),
    total,
  ]);
  const basis = equations.map((_, i) => count + i);
  const phaseOne = [...goal.map(() => 0), ...equations.map(() => -1)];
  const shortfall = climb(table, basis, phaseOne, count + equations.length);
  if (shortfall < -1e-7) throw new Error('what is published contradicts itself');
  const phaseTwo = [...goal, ...equations.map(() => 0)];
  dropArtificial(table, basis, count);
  return climb(table, basis, phaseTwo, count);
}

/** Artificial columns still in the basis stand at 0: they are exchanged, or their row says nothing. */
function dropArtificial(table: number[][], basis: number[], count: number): void {
  for (let i = basis.length - 1; i >= 0; i--) {
    if ((basis[i] ?? 0) < count) continue;
    const column = table[i]?.slice(0, count).findIndex((value) => Math.abs(value) > tiny) ?? -1;
    if (column >= 0) pivot(table, basis, i, column);
    else {
      table.splice(i, 1);
      basis.splice(i, 1);
    }
  }
}

/** Moves from vertex to vertex over the first `width` columns while that raises the goal. */
function climb(table: number[][], basis: number[], goal: readonly number[], width: number): number {
  for (;;) {
    const gains = Array.from({ length: width }, (_, column) =>
      basis.reduce(
        (gain, own, i) => gain - (goal[own] ?? 0) * (table[i]?.[column] ?? 0),
        goal[column] ?? 0,
      ),
    );
    const entering = gains.findIndex((gain) => gain > 1e-7);
    if (entering < 0) break;
    const leaving = rowThatLeaves(table, basis, entering);
    if (leaving < 0) throw new Error('unbounded');
    pivot(table, basis, leaving, entering);
  }
  return basis.reduce((value, own, i) => value + (goal[own] ?? 0) * (table[i]?.at(-1) ?? 0), 0);
}

function rowThatLeaves(table: number[][], basis: readonly number[], column: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  table.forEach((row, i) => {
    const slope = row[column] ?? 0;
    if (slope <= tiny) return;
    const ratio = (row.at(-1) ?? 0) / slope;
    const first = ratio < least - tiny;
    if (first || (ratio < least + tiny && (basis[i] ?? 0) < (basis[best] ?? 0))) {
      best = i;
      least = Math.min(ratio, least);
    }
  });
  return best;
}

function pivot(table: number[][], basis: number[], leaving: number, entering: number): void {
  const row = table[leaving] ?? [];
  const scale = row[entering] ?? 1;
  const scaled = row.map((value) => value / scale);
  table.forEach((other, i) => {
    const factor = other[entering] ?? 0;
    table[i] = i === leaving ? scaled : other.map((value, j) => value - factor * (scaled[j] ?? 0));
  });
  basis[leaving] = entering;
}
