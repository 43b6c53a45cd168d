import { useEffect, useRef, useState } from 'react';
import { type Presence, presenceAfter } from './idle-clock.ts';

const touches = ['pointerdown', 'keydown', 'input', 'scroll'] as const;

/**
 * Whether somebody is still at the kiosk, looked at twice a second; `onGone` is called once they are not. While the
 * question is asked only an answer to it counts: a hand that brushes past extends nothing.
 * @param isWatched false where there is nothing to forget
 */
export function usePresence(
  isWatched: boolean,
  onGone: () => void,
): { readonly presence: Presence; extend(): void } {
  const [presence, setPresence] = useState<Presence>({ kind: 'there' });
  const touchedAt = useRef(0);
  const gone = useRef(onGone);
  gone.current = onGone;
  const extend = (): void => {
    touchedAt.current = performance.now();
    setPresence({ kind: 'there' });
  };
  useEffect(() => {
    if (!isWatched) return undefined;
    touchedAt.current = performance.now();
    setPresence({ kind: 'there' });
    const now = (): Presence => presenceAfter(performance.now() - touchedAt.current);
    const touch = (): void => {
      if (now().kind === 'there') touchedAt.current = performance.now();
    };
    const look = (): void => {
      const seen = now();
      setPresence((known) => (known.kind === 'there' && seen.kind === 'there' ? known : seen));
      if (seen.kind === 'gone') gone.current();
    };
    const timer = setInterval(look, 500);
    for (const name of touches) addEventListener(name, touch, { capture: true, passive: true });
    // A device that slept has to look at once.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      for (const name of touches) removeEventListener(name, touch, { capture: true });
      document.removeEventListener('visibilitychange', look);
    };
  }, [isWatched]);
  return { presence: isWatched ? presence : { kind: 'there' }, extend };
}
