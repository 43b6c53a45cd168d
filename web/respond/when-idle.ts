/**
 * A shared phone that is laid aside in the middle of an interview shows its start screen after a while: the answers stay
 * as a draft, and nobody reads them off the screen in passing.
 */
export const formIdleMs = 10 * 60 * 1000;
const lookMs = 15_000;
const touches = ['pointerdown', 'keydown', 'input', 'scroll'] as const;

/**
 * Calls `onIdle` once nothing was touched for so long.
 * @param nowMs by the clock, which runs on while the phone sleeps.
 * @returns a function that stops looking.
 */
export function whenIdle(
  page: EventTarget,
  idleMs: number,
  nowMs: () => number,
  onIdle: () => void,
): () => void {
  let touchedAt = nowMs();
  const touch = (): void => {
    touchedAt = nowMs();
  };
  const look = (): void => {
    if (nowMs() - touchedAt >= idleMs) onIdle();
  };
  const timer = setInterval(look, lookMs);
  for (const name of touches) page.addEventListener(name, touch, { capture: true, passive: true });
  // A phone that slept has to look before the first touch counts.
  page.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    for (const name of touches) page.removeEventListener(name, touch, { capture: true });
    page.removeEventListener('visibilitychange', look);
  };
}
