/**
 * Keeps the server's draft like the definition in hand. A change is sent when typing rests; one request is under way at
 * a time; what could not be sent stays here and is tried again. Outside React, so that typing redraws nothing.
 */
import type { Definition } from '#core/definitions/definition.ts';
import {
  type DraftConflict,
  type DraftSaved,
  draftConflictSchema,
} from '#core/definitions/survey-api.ts';
import { type Refusal, refusalOf } from '#web/workspace/api/request.ts';
import type { EditorStore } from '#web/workspace/editor/model/editor-store.ts';

export type SaveState =
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'saving' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'conflict'; readonly conflict: DraftConflict; readonly base: Definition };

/** What a tab that was closed too early leaves behind. */
export interface Unsaved {
  readonly revision: number;
  readonly definition: Definition;
}

interface AutosaveParts {
  readonly store: EditorStore;
  readonly begin: { readonly revision: number; readonly savedAt: string };
  readonly put: (unsaved: Unsaved, options: { leaving: boolean }) => Promise<DraftSaved>;
  /** Keeps a copy in the browser until the server has it; `null` when it has. */
  readonly keep: (unsaved: Unsaved | null) => void;
}

export interface Autosave {
  state(): SaveState;
  revision(): number;
  subscribe(changed: () => void): () => void;
  /** Sends what is unsaved now; true when the server has everything. */
  flush(): Promise<boolean>;
  /** The page is being left: the last chance to send. */
  leave(): void;
  /** What is in hand is what the server has, under this revision. */
  adopt(saved: { readonly revision: number; readonly savedAt: string }): void;
  /** Sends what is in hand over the revision of somebody else. */
  overwrite(revision: number): Promise<boolean>;
  /** Begins to listen; gives what ends it, which sends what is left. */
  start(): () => void;
}

const restMilliseconds = 800;
const longestMilliseconds = 4_000;
const retryMilliseconds = 5_000;

export function createAutosave({ store, begin, put, keep }: AutosaveParts): Autosave {
  let state: SaveState = { kind: 'saved', at: begin.savedAt };
  let { revision, savedAt } = begin;
  let saved = store.state().definition;
  let seen = saved;
  let unsavedSince: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<boolean> | null = null;
  const listeners = new Set<() => void>();

  const become = (next: SaveState): void => {
    if (state.kind === next.kind && state.kind !== 'saved') return;
    state = next;
    for (const listener of listeners) listener();
  };
  const isDirty = (): boolean => store.state().definition !== saved;

  const later = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), milliseconds);
  };

  const onChange = (): void => {
    const { definition } = store.state();
    if (definition === seen) return;
    seen = definition;
    if (state.kind === 'conflict') return;
    if (state.kind === 'saved') become({ kind: 'saving' });
    const now = Date.now();
    unsavedSince ??= now;
    later(Math.max(0, Math.min(restMilliseconds, unsavedSince + longestMilliseconds - now)));
  };

  const send = async (leaving: boolean): Promise<boolean> => {
    const { definition } = store.state();
    const base = saved;
    unsavedSince = null;
    keep({ revision, definition });
    if (state.kind !== 'offline') become({ kind: 'saving' });
    try {
      const reply = await put({ revision, definition }, { leaving });
      ({ revision, savedAt } = reply);
      saved = definition;
      if (isDirty()) later(restMilliseconds);
      else keep(null);
      become(isDirty() ? { kind: 'saving' } : { kind: 'saved', at: savedAt });
      return !isDirty();
    } catch (error) {
      become(stateAfter(refusalOf(error), base));
      if (state.kind !== 'conflict') later(retryMilliseconds);
      return false;
    }
  };

  const flush = async (leaving = false): Promise<boolean> => {
    clearTimeout(timer);
    if (underWay) await underWay;
    if (state.kind === 'conflict') return false;
    if (!isDirty()) {
      keep(null);
      become({ kind: 'saved', at: savedAt });
      return true;
    }
    underWay = send(leaving).finally(() => {
      underWay = null;
    });
    return underWay;
  };

  return {
    state: () => state,
    revision: () => revision,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    flush: () => flush(),
    leave: () => {
      if (isDirty() && !underWay) void flush(true);
    },
    adopt(now) {
      clearTimeout(timer);
      ({ revision, savedAt } = now);
      saved = store.state().definition;
      keep(null);
      become({ kind: 'saved', at: savedAt });
    },
    overwrite(theirs) {
      revision = theirs;
      state = { kind: 'saving' };
      return flush();
    },
    start() {
      const unsubscribe = store.subscribe(onChange);
      return () => {
        unsubscribe();
        clearTimeout(timer);
        if (isDirty()) void flush();
      };
    },
  };
}

function stateAfter(refusal: Refusal, base: Definition): SaveState {
  const conflict = draftConflictSchema.safeParse(refusal.document);
  if (refusal.code === 'draft-conflict' && conflict.success) {
    return { kind: 'conflict', conflict: conflict.data, base };
  }
  return refusal.status === 0 ? { kind: 'offline' } : { kind: 'refused', refusal };
}
