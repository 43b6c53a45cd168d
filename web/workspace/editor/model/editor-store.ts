/** The definition in hand, what is chosen in it, and the steps behind and ahead. It lives outside React. */
import type { Definition } from '#core/definitions/definition.ts';
import { getAt, type Pointer, parentOf } from '#web/workspace/editor/model/pointer.ts';

interface Step {
  readonly definition: Definition;
  readonly selected: Pointer;
}

export interface EditorState extends Step {
  /** The language texts are written in first, and the one beside it. */
  readonly source: string;
  readonly second: string | null;
  /** Newest last, at most 100. */
  readonly past: readonly Step[];
  /** Next first. */
  readonly future: readonly Step[];
}

export interface ChangeOptions {
  /** Changes in a row with the same key are one step to undo: typing. */
  readonly merge?: string;
  readonly select?: Pointer;
}

export interface EditorStore {
  state(): EditorState;
  subscribe(changed: () => void): () => void;
  change(next: Definition | ((now: Definition) => Definition), options?: ChangeOptions): void;
  select(pointer: Pointer): void;
  speak(languages: { readonly source?: string; readonly second?: string | null }): void;
  undo(): void;
  redo(): void;
}

const deepest = 100;
const mergeMilliseconds = 2_000;

/** @param clock milliseconds that only go forward. */
export function createEditorStore(
  begin: Pick<EditorState, 'definition' | 'source' | 'second'>,
  clock: () => number = () => performance.now(),
): EditorStore {
  let state: EditorState = {
    ...begin,
    selected: firstPlace(begin.definition),
    past: [],
    future: [],
  };
  let last = { merge: '', at: Number.NEGATIVE_INFINITY };
  const listeners = new Set<() => void>();

  const become = (next: EditorState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const go = (step: Step, past: readonly Step[], future: readonly Step[]): void => {
    last = { merge: '', at: Number.NEGATIVE_INFINITY };
    become({ ...state, ...step, past, future });
  };

  return {
    state: () => state,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    change(next, { merge = '', select = state.selected } = {}) {
      const definition = typeof next === 'function' ? next(state.definition) : next;
      if (definition === state.definition) {
        if (select !== state.selected) become({ ...state, selected: standing(definition, select) });
        return;
      }
      const now = clock();
      const joins = merge !== '' && merge === last.merge && now - last.at < mergeMilliseconds;
      last = { merge, at: now };
      const step = { definition: state.definition, selected: state.selected };
      const past = joins ? state.past : [...state.past, step].slice(-deepest);
      become({ ...state, definition, selected: standing(definition, select), past, future: [] });
    },
    select(pointer) {
      if (pointer === state.selected) return;
      last = { merge: '', at: Number.NEGATIVE_INFINITY };
      become({ ...state, selected: standing(state.definition, pointer) });
    },
    speak: (languages) => become({ ...state, ...languages }),
    undo() {
      const step = state.past.at(-1);
      if (step) go(step, state.past.slice(0, -1), [here(state), ...state.future]);
    },
    redo() {
      const [step, ...rest] = state.future;
      if (step) go(step, [...state.past, here(state)], rest);
    },
  };
}

const here = ({ definition, selected }: EditorState): Step => ({ definition, selected });

/** The place itself while something stands there, else the nearest holder that does. */
function standing(definition: Definition, pointer: Pointer): Pointer {
  let place = pointer;
  while (place !== '' && getAt(definition, place) === undefined) place = parentOf(parentOf(place));
  return place;
}

const firstPlace = (definition: Definition): Pointer => {
  if (getAt(definition, '/pages/0/elements/0') !== undefined) return '/pages/0/elements/0';
  return definition.pages.length > 0 ? '/pages/0' : '';
};
