/**
 * One entry of the browser's history for each step away from the start, so that the back key goes back by one page and
 * never out of an interview. All entries have the same address and title; an entry knows nothing but its depth.
 */
export interface BrowserHistory {
  /** How many of our own entries lie below the one that is shown. */
  depth(): number;
  /** Whether the entry that is shown is one of ours. */
  isOurs(): boolean;
  /** Makes the entry that is shown ours, so many steps from the start. */
  mark(depth: number): void;
  push(depth: number): void;
  /** Moves by so many entries; the browser says later that it has moved. */
  go(by: number): void;
}

export class BackSteps {
  #wanted = 0;
  #isMoving = false;
  readonly #history: BrowserHistory;

  constructor(history: BrowserHistory) {
    this.#history = history;
  }

  /** The screens are this many steps away from the start. */
  want(depth: number): void {
    this.#wanted = depth;
    this.#settle();
  }

  /**
   * The browser has moved: by our wish, or because a person has pressed back or forward.
   * @param onBack goes back by one step; false where that is not possible
   */
  moved(onBack: () => boolean): void {
    if (this.#isMoving) {
      this.#isMoving = false;
      this.#settle();
      return;
    }
    // The same address, opened once more in this tab: no way back, whoever did it wants to be here.
    if (!this.#history.isOurs()) {
      this.#history.mark(this.#wanted);
      return;
    }
    const steps = this.#wanted - this.#history.depth();
    for (let step = 0; step < steps; step += 1) {
      // What could not go back stays where it is, and so does the browser.
      if (onBack()) continue;
      this.#settle();
      return;
    }
    // Forward leads nowhere: the way on is through the answers.
    if (steps < 0) this.#settle();
  }

  #settle(): void {
    if (this.#isMoving) return;
    const here = this.#history.depth();
    if (!this.#history.isOurs()) this.#history.mark(here);
    for (let depth = here + 1; depth <= this.#wanted; depth += 1) this.#history.push(depth);
    if (here <= this.#wanted) return;
    this.#isMoving = true;
    this.#history.go(this.#wanted - here);
  }
}

/** Undefined of an entry that is not ours. */
function depthHere(): number | undefined {
  const state: unknown = history.state;
  const depth =
    typeof state === 'object' && state !== null && 'depth' in state ? state.depth : undefined;
  return typeof depth === 'number' ? depth : undefined;
}

export const browserHistory: BrowserHistory = {
  depth: () => depthHere() ?? 0,
  isOurs: () => depthHere() !== undefined,
  mark: (depth) => history.replaceState({ depth }, ''),
  push: (depth) => history.pushState({ depth }, ''),
  go: (by) => history.go(by),
};
