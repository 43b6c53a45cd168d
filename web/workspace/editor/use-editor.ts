/** What the parts of the editor share: the definition in hand, what is chosen, how to change it. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import type { DefinitionProblem, Frozen } from '#core/definitions/survey-api.ts';
import type { Autosave, SaveState } from '#web/workspace/editor/autosave.ts';
import type {
  ChangeOptions,
  EditorState,
  EditorStore,
} from '#web/workspace/editor/model/editor-store.ts';
import { getAt, type Pointer } from '#web/workspace/editor/model/pointer.ts';
import type { Review } from '#web/workspace/editor/review.ts';
import { useOnline } from '#web/workspace/parts/use-online.ts';

/** What the publish gate says of the definition in hand. */
export type EditorProblem = DefinitionProblem;

/** Where the eye goes after a change. */
export type Focus = 'list' | 'card';

export interface EditorActions {
  readonly projectId: string;
  readonly surveyName: string;
  /** As it is now; for what happens on a click or a key. */
  definition(): Definition;
  selected(): Pointer;
  state(): EditorState;
  change(next: Definition | ((now: Definition) => Definition), options?: ChangeOptions): void;
  select(pointer: Pointer, options?: { readonly focus?: Focus }): void;
  focus(place: Focus): void;
  undo(): void;
  redo(): void;
  speak: EditorStore['speak'];
  /** Saves now; true when the server has everything. */
  flush(): Promise<boolean>;
  /** Says something to those who listen instead of looking. */
  announce(words: string): void;
}

export interface EditorParts {
  readonly actions: EditorActions;
  readonly store: EditorStore;
  readonly review: Review<EditorProblem>;
  readonly autosave: Autosave;
}

/** What the server says about the draft beside its definition. */
export interface DraftKnown {
  readonly frozen: Frozen;
  readonly basedOn?: number;
}

export const EditorContext = createContext<EditorParts | null>(null);
export const DraftContext = createContext<DraftKnown>({ frozen: { items: [], codes: {} } });

export function useEditorParts(): EditorParts {
  const parts = useContext(EditorContext);
  if (!parts) throw new Error('useEditor is for parts of the editor');
  return parts;
}

/** Never the reason for a redraw: the object stays the same as long as the editor is open. */
export const useEditor = (): EditorActions => useEditorParts().actions;

/** A piece of the state; the part is drawn again only when the piece is another. */
export function useEditorState<Piece>(pick: (state: EditorState) => Piece): Piece {
  const { store } = useEditorParts();
  return useSyncExternalStore(store.subscribe, () => pick(store.state()));
}

export const useSelected = (): Pointer => useEditorState(({ selected }) => selected);
export const useAt = (pointer: Pointer): unknown =>
  useEditorState(({ definition }) => getAt(definition, pointer));

export interface LanguagePair {
  readonly source: string;
  readonly second: string | null;
}
export function useLanguages(): LanguagePair {
  const source = useEditorState((state) => state.source);
  const second = useEditorState((state) => state.second);
  return { source, second };
}

/** The definition as it was when typing last rested. */
export function useSettled(): Definition {
  const { review } = useEditorParts();
  return useSyncExternalStore(review.subscribe, review.settled);
}

/** What the publish gate says of the settled definition. */
export function useProblems(): readonly EditorProblem[] {
  const { review } = useEditorParts();
  return useSyncExternalStore(review.subscribe, review.problems);
}

export interface DraftFacts extends DraftKnown {
  readonly online: boolean;
  readonly saved: SaveState;
  readonly revision: number;
}

export function useDraftFacts(): DraftFacts {
  const { autosave } = useEditorParts();
  const saved = useSyncExternalStore(autosave.subscribe, autosave.state);
  const online = useOnline();
  return { ...useContext(DraftContext), online, saved, revision: autosave.revision() };
}

export const useFrozen = (): Frozen => useContext(DraftContext).frozen;
