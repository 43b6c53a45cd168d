/** What is shown of the editor where there is no room for all of it, and where the keyboard stands. */
import { createContext, useContext, useMemo, useRef, useState } from 'react';
import type { Focus } from '#web/workspace/editor/use-editor.ts';

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
        // After the next drawing: what is to be focused may only come with it.
        requestAnimationFrame(() => requestAnimationFrame(() => focusOn(place)));
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

function focusOn(place: Focus): void {
  const within = document.querySelector(place === 'list' ? '[data-items]' : '[data-card]');
  const wanted =
    place === 'list' ? ['[data-row][aria-current="true"]'] : ['[data-first]', 'textarea, input'];
  const [element] = wanted.flatMap((one) => within?.querySelector<HTMLElement>(one) ?? []);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest' });
}

export const EditorViewContext = createContext<EditorView | null>(null);

export function useView(): EditorView {
  const view = useContext(EditorViewContext);
  if (!view) throw new Error('useView is for parts of the editor');
  return view;
}
