/**
 * Which cells of a two-way table to hide so that nobody can work the sensitive ones out of the others and the margins.
 *
 * Cells with their row and column sums form a flow network: rows and columns are nodes, a cell is an arc, a hidden sum
 * is an arc to a common node. Another table agrees with everything published exactly if it differs from ours along
 * cycles of hidden arcs. So a cell can be as high as a cycle of hidden arcs can push it: the highest value is found by
 * whole numbers alone, and every pattern below comes with the tables that prove it. Cox (1995), JASA 90, p. 1453,
 * describes the method.
 */
export interface TwoWayTable {
  /** Counts, rows × columns. */
  readonly cells: readonly (readonly number[])[];
  /** Whether readers may know the row's sum. Unknown sums are known together. */
  readonly knownRows: readonly boolean[];
  readonly knownColumns: readonly boolean[];
  /** Hidden for reasons of their own. */
  readonly hidden: (row: number, column: number) => boolean;
  /** How high a reader must be able to believe a cell to be; 0 = it is not sensitive. */
  readonly need: (row: number, column: number) => number;
}

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  hidden: boolean;
  /** What hiding it loses. */
  readonly cost: number;
}

/** @returns hidden or not, rows × columns; `null` if no pattern protects every sensitive cell */
export function protectTwoWay(table: TwoWayTable): readonly (readonly boolean[])[] | null {
  const network = networkOf(table);
  const order = network.cells
    .flatMap((row, i) => row.map((arc, j) => ({ arc, need: table.need(i, j) })))
    .filter(({ need }) => need > 0)
    // Those that need most bring most company for the rest.
    .sort((a, b) => b.need - b.arc.count - (a.need - a.arc.count));
  for (const { arc } of order) arc.hidden = true;
  for (const { arc, need } of order) {
    if (need <= arc.count) blur(network, arc);
    else if (!raise(network, arc, need)) return null;
  }
  return network.cells.map((row, i) =>
    row.map((arc, j) => arc.hidden && (table.need(i, j) > 0 || isFree(network, arc))),
  );
}

interface Network {
  readonly nodes: number;
  readonly arcs: readonly Arc[];
  readonly cells: readonly (readonly Arc[])[];
}

function networkOf({ cells, knownRows, knownColumns, hidden }: TwoWayTable): Network {
  const rows = cells.length;
  const columns = knownColumns.length;
  const total = cells.flat().reduce((sum, count) => sum + count, 0);
  const inner = cells.map((row, i) =>
    row.map((count, j) => ({
      from: i,
      to: rows + j,
      count,
      hidden: hidden(i, j),
      cost: 1 + count / (total + 1),
    })),
  );
  const sumArc = (from: number, to: number, count: number): Arc => ({
    from,
    to,
    count,
    hidden: true,
    cost: 0,
  });
  const rowSums = knownRows.flatMap((known, i) =>
    known ? [] : [sumArc(rows + columns, i, sumOf(cells[i] ?? []))],
  );
  const columnSums = knownColumns.flatMap((known, j) =>
    known ? [] : [sumArc(rows + j, rows + columns + 1, sumOf(cells.map((row) => row[j] ?? 0)))],
  );
  return {
    nodes: rows + columns + 2,
    arcs: [...inner.flat(), ...rowSums, ...columnSums],
    cells: inner,
  };
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Hides, as cheaply as it finds, until `target` may be as high as `need`. Marks arcs of the network as hidden. */
function raise(network: Network, target: Arc, need: number): boolean {
  const flow = new Map(network.arcs.map((arc) => [arc, arc.count]));
  for (let missing = need - target.count; missing > 0; ) {
    const path = cheapestPath(network, flow, target, target.to, target.from, true);
    if (!path) return false;
    const room = path
      .filter(({ forward }) => !forward)
      .map(({ arc }) => flow.get(arc) ?? 0)
      .reduce((least, held) => Math.min(least, held), missing);
    for (const { arc, forward } of path) {
      arc.hidden = true;
      flow.set(arc, (flow.get(arc) ?? 0) + (forward ? room : -room));
    }
    missing -= room;
  }
  return true;
}

/** Whether another table that agrees with what is published has one more or one less here. */
function isFree(network: Network, target: Arc): boolean {
  const flow = new Map(network.arcs.map((arc) => [arc, arc.count]));
  const up = cheapestPath(network, flow, target, target.to, target.from, false);
  if (up) return true;
  return (
    target.count > 0 && cheapestPath(network, flow, target, target.from, target.to, false) !== null
  );
}

/**
 * A cell that its margins keep from being higher can still be lower. Where it cannot even be that, the margins alone
 * say what it is, and no pattern could hide it.
 */
function blur(network: Network, target: Arc): void {
  const flow = new Map(network.arcs.map((arc) => [arc, arc.count]));
  const path = cheapestPath(network, flow, target, target.from, target.to, true);
  for (const { arc } of path ?? []) arc.hidden = true;
}

interface Step {
  readonly arc: Arc;
  /** Forward raises the cell, backward lowers it, which takes a count above 0. */
  readonly forward: boolean;
}

/** Dijkstra from one node to another, never over `target`; hidden arcs cost nothing. */
function cheapestPath(
  { nodes, arcs }: Network,
  flow: ReadonlyMap<Arc, number>,
  target: Arc,
  start: number,
  end: number,
  mayHide: boolean,
): readonly Step[] | null {
  const distance = new Array<number>(nodes).fill(Number.POSITIVE_INFINITY);
  const via = new Array<Step | null>(nodes).fill(null);
  const done = new Set<number>();
  const usable = arcs.filter((arc) => arc !== target && (arc.hidden || mayHide));
  distance[start] = 0;
  for (;;) {
    const node = nearest(distance, done);
    if (node < 0) return null;
    if (node === end) return stepsTo(via, start, end);
    done.add(node);
    for (const arc of usable) {
      const step = stepFrom(node, arc, flow);
      const length = (distance[node] ?? 0) + (arc.hidden ? 0 : arc.cost);
      if (!step || length >= (distance[headOf(step)] ?? 0)) continue;
      distance[headOf(step)] = length;
      via[headOf(step)] = step;
    }
  }
}

function stepFrom(node: number, arc: Arc, flow: ReadonlyMap<Arc, number>): Step | null {
  if (arc.from === node) return { arc, forward: true };
  return arc.to === node && (flow.get(arc) ?? 0) > 0 ? { arc, forward: false } : null;
}

const headOf = ({ arc, forward }: Step): number => (forward ? arc.to : arc.from);

function nearest(distance: readonly number[], done: ReadonlySet<number>): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  distance.forEach((length, node) => {
    if (length >= least || done.has(node)) return;
    best = node;
    least = length;
  });
  return best;
}

function stepsTo(via: readonly (Step | null)[], start: number, end: number): readonly Step[] {
  const steps: Step[] = [];
  for (let node = end; node !== start; ) {
    const step = via[node];
    if (!step) break;
    steps.push(step);
    node = step.forward ? step.arc.from : step.arc.to;
  }
  return steps;
}
