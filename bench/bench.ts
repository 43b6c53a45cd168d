/** What the parts of the bench share. Figures are ratios of things measured in one run; machines differ too much for more. */

export interface BenchFigure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'times' | 'bytes' | 'ms' | 'us' | 'share' | 'cases';
  readonly aim?: number;
  readonly met?: boolean;
}

export interface BenchResult {
  readonly rows: readonly BenchFigure[];
  readonly note?: string;
}

/** One measured task: does its work and says how many units of work it was. */
export type Task = () => number | Promise<number>;

/**
 * Runs the tasks in turn, round after round, so that a busy moment of the machine falls on all of them, and gives the
 * median processor time of one unit of work, in microseconds.
 */
export async function alternate<Name extends string>(
  rounds: number,
  tasks: Readonly<Record<Name, Task>>,
): Promise<Readonly<Record<Name, number>>> {
  // Object.keys gives exactly the names that the record is typed with.
  const names = Object.keys(tasks) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const before = process.cpuUsage();
      const units = await tasks[name]();
      const { user, system } = process.cpuUsage(before);
      times.get(name)?.push((user + system) / units);
    }
  }
  const entries = names.map((name) => [name, median(times.get(name) ?? [])] as const);
  // One entry a name, as typed.
  return Object.fromEntries(entries) as Record<Name, number>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
