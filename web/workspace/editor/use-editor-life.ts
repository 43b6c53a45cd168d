import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { goToPlace } from '#web/workspace/editor/tools/tabs/go-to-place.ts';
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

/** What other pages remember of the survey is old as soon as the draft is saved. */
export function useOthersForget({ autosave, actions: { surveyName } }: EditorParts): void {
  const client = useQueryClient();
  useEffect(
    () =>
      autosave.subscribe(() => {
        if (autosave.state().kind !== 'saved') return;
        for (const queryKey of [['draft', surveyName], ['survey', surveyName], ['surveys']]) {
          void client.invalidateQueries({ queryKey, refetchType: 'none' });
        }
      }),
    [autosave, client, surveyName],
  );
}

/** Whoever comes from a problem elsewhere begins at its place: the address holds its pointer once. */
export function useWantedPlace({ actions }: EditorParts): void {
  useEffect(() => {
    const path = decodeURIComponent(location.hash.slice(1));
    if (!path.startsWith('/')) return;
    history.replaceState(history.state, '', location.pathname);
    goToPlace(actions, path);
  }, [actions]);
}
