/**
 * What is worked out from the whole definition (problems, preview, tables) follows at a distance: when typing rests, not
 * at every key. Outside React, like the store.
 */
import type { Definition } from '#core/definitions/definition.ts';
import type { EditorStore } from '#web/workspace/editor/model/editor-store.ts';

export interface Review<Problem> {
  /** The definition as it was when typing last rested. */
  settled(): Definition;
  /** Of the settled definition, once they are known. */
  problems(): readonly Problem[];
  subscribe(changed: () => void): () => void;
  /** Begins to follow; gives what ends it. */
  start(): () => void;
}

const restMilliseconds = 350;

/** @param check gives the problems; slow for long surveys, so it may answer later. */
export function createReview<Problem>(
  store: EditorStore,
  check: (definition: Definition) => Promise<readonly Problem[]>,
): Review<Problem> {
  let settled = store.state().definition;
  let problems: readonly Problem[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  const settle = async (): Promise<void> => {
    const { definition } = store.state();
    settled = definition;
    tell();
    // Keys that were pressed meanwhile come first.
    await new Promise((resolve) => setTimeout(resolve));
    if (settled !== definition) return;
    const found = await check(definition);
    if (settled !== definition) return;
    problems = found;
    tell();
  };
  const follow = (): void => {
    if (store.state().definition === settled) return;
    clearTimeout(timer);
    timer = setTimeout(() => void settle(), restMilliseconds);
  };

  return {
    settled: () => settled,
    problems: () => problems,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    start() {
      const unsubscribe = store.subscribe(follow);
      void settle();
      return () => {
        unsubscribe();
        clearTimeout(timer);
      };
    },
  };
}
