import { useEffect, useRef } from 'react';
import { browserHistory } from '../back-steps.ts';

/** So often in a row back can be pressed, without a tap in between, before the browser leaves the page. */
const entries = 20;

/** The back key of a kiosk leads to its start and forgets what was answered. */
export function useKioskBack(onBack: () => void): void {
  const goBack = useRef(onBack);
  goBack.current = onBack;
  useEffect(() => {
    // Browsers step over entries that were made without a tap.
    const fill = (): void => {
      for (let depth = browserHistory.depth() + 1; depth <= entries; depth += 1)
        browserHistory.push(depth);
    };
    const moved = (): void => goBack.current();
    addEventListener('pointerup', fill);
    addEventListener('keyup', fill);
    addEventListener('popstate', moved);
    return () => {
      removeEventListener('pointerup', fill);
      removeEventListener('keyup', fill);
      removeEventListener('popstate', moved);
    };
  }, []);
}
