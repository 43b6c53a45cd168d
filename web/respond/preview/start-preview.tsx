/** The phone inside the editor: it shows what the editor sends, and tells where it stands. */
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { loadWords, productLanguageFor, type Words, WordsProvider } from '../language/words.ts';
import { PreviewApp } from './PreviewApp.tsx';
import { type FromPreview, heardFromEditor, type ShowMessage } from './preview-messages.ts';
import type { Place } from './use-preview.ts';

const tell = (message: FromPreview): void => parent.postMessage(message, location.origin);

export function startPreview(root: HTMLElement): void {
  leaveTheKeyboardAlone();
  // The frame is a phone: a scroll bar would take width that a phone has.
  document.documentElement.style.scrollbarWidth = 'none';
  // What SurveyJS cannot make of a draft shows outside of drawing too.
  addEventListener('error', () => tell({ kind: 'failed' }));
  addEventListener('unhandledrejection', () => tell({ kind: 'failed' }));
  createRoot(root).render(<PreviewFrame />);
}

/** Somebody types beside this frame: what happens here takes neither the keyboard nor the page's place from them. */
function leaveTheKeyboardAlone(): void {
  const focus = HTMLElement.prototype.focus;
  HTMLElement.prototype.focus = function focusIfHere(options) {
    if (document.hasFocus()) focus.call(this, options);
  };
  // The browser's own would scroll the editor around the frame too.
  Element.prototype.scrollIntoView = function scrollHere() {
    scrollBy({ top: this.getBoundingClientRect().top - 96 });
  };
}

function PreviewFrame() {
  const [shown, setShown] = useState<ShowMessage>();
  const [place, setPlace] = useState<Place>();
  const [restarts, setRestarts] = useState(0);
  const [words, setWords] = useState<Words>();

  useEffect(() => {
    const hear = (event: MessageEvent): void => {
      const message = heardFromEditor(event);
      if (message?.kind === 'show') setShown(message);
      else if (message?.kind === 'restart') setRestarts((count) => count + 1);
      else if (message?.kind === 'go') {
        const { kind: _, ...place } = message;
        setPlace((last) => ({ ...place, wish: (last?.wish ?? 0) + 1 }));
      }
    };
    addEventListener('message', hear);
    tell({ kind: 'ready' });
    return () => removeEventListener('message', hear);
  }, []);

  const theme = shown?.theme;
  useEffect(() => {
    if (theme) document.documentElement.dataset.theme = theme;
  }, [theme]);

  const wanted = shown && productLanguageFor(shown.language, shown.languages);
  useEffect(() => {
    if (!wanted) return undefined;
    let isCurrent = true;
    void loadWords(wanted).then((loaded) => {
      if (!isCurrent) return;
      document.documentElement.lang = loaded.language;
      setWords(loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, [wanted]);

  if (!shown || !words) return null;
  return (
    <WordsProvider value={words}>
      <PreviewApp shown={shown} place={place} restarts={restarts} tell={tell} />
    </WordsProvider>
  );
}
