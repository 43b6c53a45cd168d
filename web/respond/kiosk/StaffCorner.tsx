import { useEffect, useRef } from 'react';
import { useWords } from '../language/words.ts';

/** How long, and how far from the corner of the screen at most, in CSS pixels. */
const hold = { ms: 3_000, reach: 72, slip: 24 } as const;

/**
 * The way in for staff: a finger that stays in the upper left corner for three seconds. Nothing lies over the screen
 * there, so that taps reach what is below; a keyboard finds a button instead.
 */
export function StaffCorner({ onHeld }: { readonly onHeld: () => void }) {
  const { t } = useWords();
  const held = useRef(onHeld);
  held.current = onHeld;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let from = { x: 0, y: 0 };
    const stop = (): void => clearTimeout(timer);
    const down = ({ clientX: x, clientY: y, isPrimary }: PointerEvent): void => {
      stop();
      if (!isPrimary || x > hold.reach || y > hold.reach) return;
      from = { x, y };
      timer = setTimeout(() => held.current(), hold.ms);
    };
    const move = ({ clientX, clientY }: PointerEvent): void => {
      if (Math.hypot(clientX - from.x, clientY - from.y) > hold.slip) stop();
    };
    const keep = (event: Event): void => event.preventDefault();
    addEventListener('pointerdown', down);
    addEventListener('pointermove', move);
    addEventListener('pointerup', stop);
    addEventListener('pointercancel', stop);
    // Browsers answer a long press with a menu of their own.
    addEventListener('contextmenu', keep);
    return () => {
      stop();
      removeEventListener('pointerdown', down);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', stop);
      removeEventListener('pointercancel', stop);
      removeEventListener('contextmenu', keep);
    };
  }, []);
  return (
    <button type="button" className="button button-mid staff-key" onClick={onHeld}>
      {t('respond.staff')}
    </button>
  );
}
