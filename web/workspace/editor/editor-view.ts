/** What is shown of the editor where there is no room for all of it, and where the keyboard stands. */
import { createContext, useContext, useMemo, useRef, useState } from 'react';
import type { Focus } from '#web/workspace/editor/use-editor.ts';
import { whenDrawn } from '#web/workspace/editor/when-drawn.ts';

export type Pane = 'list' | 'card' | 'preview';

export interface EditorView {
  /** The pane that phones show; tablets show the preview in a drawer when it is called. */
  readonly pane: Pane;
  show(pane: Pane): void;
  focus(place: Focus): void;
  announce(words: string): void;
  /** Puts the live region on the page. */
  readonly live: (element: HTMLElement | null) => void;
}

export function useEditorView(): EditorView {
  const [pane, setPane] = useState<Pane>('list');
  const region = useRef<HTMLElement | null>(null);
  const actions = useMemo(
    () => ({
      show: setPane,
      focus(place: Focus) {
        setPane(place);
        whenDrawn(() => wanted(place));
      },
      announce(words: string) {
        if (region.current) region.current.textContent = words;
      },
      live(element: HTMLElement | null) {
        region.current = element;
      },
    }),
    [],
  );
  return useMemo(() => ({ pane, ...actions }), [pane, actions]);
}

function wanted(place: Focus): HTMLElement | null {
  const within = document.querySelector(place === 'list' ? '[data-items]' : '[data-card]');
  if (place === 'list') {
    return within?.querySelector<HTMLElement>('[data-row][aria-current="true"]') ?? null;
  }
  return (
    within?.querySelector<HTMLElement>('[data-first]') ??
    within?.querySelector<HTMLElement>('textarea, input') ??
    null
  );
}

export const EditorViewContext = createContext<EditorView | null>(null);

export function useView(): EditorView {
  const view = useContext(EditorViewContext);
  if (!view) throw new Error('useView is for parts of the editor');
  return view;
}
