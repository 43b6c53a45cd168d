import { useEffect } from 'react';
import type { EditorParts } from '#web/workspace/editor/use-editor.ts';

/** Runs what goes on behind the editor while it is open, and sends what is unsaved before it is left. */
export function useEditorLife({ autosave, review }: EditorParts): void {
  useEffect(() => {
    const stops = [autosave.start(), review.start()];
    const leave = () => autosave.leave();
    const hide = () => {
      if (document.visibilityState === 'hidden') autosave.leave();
    };
    const retry = () => void autosave.flush();
    // Only where leaving would lose something: what is under way arrives by itself.
    const warn = (event: BeforeUnloadEvent) => {
      const { kind } = autosave.state();
      if (kind === 'offline' || kind === 'refused' || kind === 'conflict') event.preventDefault();
    };
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', retry);
    window.addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', retry);
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', hide);
      for (const stop of stops) stop();
    };
  }, [autosave, review]);
}
