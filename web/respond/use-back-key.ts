import { useEffect, useRef, useState } from 'react';
import { BackSteps, browserHistory } from './back-steps.ts';

/**
 * Makes the phone's back key go back one step instead of leaving the page.
 * @param depth how many steps the shown screen is away from the start
 * @param onBack goes back by one; false where that is not possible
 */
export function useBackKey(depth: number, onBack: () => boolean): void {
  const [steps] = useState(() => new BackSteps(browserHistory));
  const goBack = useRef(onBack);
  goBack.current = onBack;
  useEffect(() => {
    const moved = (): void => steps.moved(() => goBack.current());
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, [steps]);
  useEffect(() => steps.want(depth), [steps, depth]);
}
