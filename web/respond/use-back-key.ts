import { useEffect } from 'react';

/**
 * Makes the phone's back key leave a screen instead of the page: while `isAway`, one entry of our own lies on top of
 * the history, and stepping off it calls `onBack`.
 */
export function useBackKey(isAway: boolean, onBack: () => void): void {
  useEffect(() => {
    if (!isAway) return;
    history.pushState({ isAway: true }, '');
    addEventListener('popstate', onBack);
    return () => {
      removeEventListener('popstate', onBack);
      // Left by a button: take our entry off again.
      if (history.state?.isAway) history.back();
    };
  }, [isAway, onBack]);
}
