/**
 * What kills processes, cuts power and fills disks, and what must hold all the same. Each fault is a promise with the
 * experiment that could break it; its control takes the defence away, and then the same experiment has to fail:
 * a check that cannot fail proves nothing.
 */
export const grounds = ['sqlite', 'postgres', 'browser'] as const;
/** Where a fault happens: on a server over one of the databases, or in a browser. */
export type GroundKind = (typeof grounds)[number];

export interface Ground {
  readonly kind: GroundKind;
  /** An empty folder of its own, removed afterwards. */
  readonly folder: string;
  /** Settings that put a server on a fresh storage of this ground. In a browser it is SQLite. */
  readonly env: Readonly<Record<string, string>>;
  /** Fewer repetitions, for a look in passing. */
  readonly isQuick: boolean;
}

export interface Fault {
  /** `F1` … as the list of faults calls them; several experiments may share one. */
  readonly id: string;
  /** The promise, in one sentence. */
  readonly what: string;
  readonly on: readonly GroundKind[];
  /**
   * Does what it says and looks whether the promise holds.
   * @returns one sentence with the figures seen
   * @throws PromiseBroken
   */
  run(ground: Ground): Promise<string>;
  /** The same without the defence: must throw `PromiseBroken`. Absent where no defence can be taken away. */
  control?(ground: Ground): Promise<unknown>;
}

/** What was promised does not hold. Any other error says that the experiment itself has failed. */
export class PromiseBroken extends Error {
  override readonly name = 'PromiseBroken';
}

/** @throws PromiseBroken unless it holds. */
export function must(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new PromiseBroken(sentence);
}
