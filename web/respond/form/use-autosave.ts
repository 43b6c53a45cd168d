/** Saves a draft a moment after each change, and at once when the page or the screen is left. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DraftRow } from '../outbox/rows.ts';

export interface Autosave {
  /** The newest state of the interview, saved or about to be. */
  latest(): DraftRow;
  note(draft: DraftRow): void;
  /** Saves what is still waiting. */
  flush(): void;
  /** Nothing is saved any more: the interview is finished, or thrown away. */
  stop(): void;
}

export interface SaveState {
  readonly savedAt: string | undefined;
  readonly hasFailed: boolean;
}

/** Typing is saved when it pauses. */
const pauseMs = 250;

export function useAutosave(
  first: DraftRow,
  onSave: (draft: DraftRow) => Promise<void>,
): readonly [Autosave, SaveState] {
  const [state, setState] = useState<SaveState>({ savedAt: first.updatedAt, hasFailed: false });
  const draft = useRef(first);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saveNow = useRef(onSave);
  saveNow.current = onSave;

  const stop = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
  }, []);
  const flush = useCallback(() => {
    if (timer.current === undefined) return;
    stop();
    const saved = draft.current;
    saveNow.current(saved).then(
      () => setState({ savedAt: saved.updatedAt, hasFailed: false }),
      () => setState((known) => ({ ...known, hasFailed: true })),
    );
  }, [stop]);

  useEffect(() => {
    addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      flush();
    };
  }, [flush]);

  const autosave = useMemo<Autosave>(
    () => ({
      latest: () => draft.current,
      note(changed) {
        draft.current = changed;
        clearTimeout(timer.current);
        timer.current = setTimeout(flush, pauseMs);
      },
      flush,
      stop,
    }),
    [flush, stop],
  );
  return [autosave, state];
}
