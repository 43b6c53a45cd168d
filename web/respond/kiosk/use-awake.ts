import { useEffect } from 'react';

/** Keeps the screen lit for as long as the kiosk is shown, where the browser lets us. */
export function useAwake(): void {
  useEffect(() => {
    let lock: { release(): Promise<void> } | undefined;
    let isOver = false;
    const hold = async (): Promise<void> => {
      if (document.hidden || !('wakeLock' in navigator)) return;
      try {
        lock = await navigator.wakeLock.request('screen');
        if (isOver) await lock.release();
      } catch {
        // A battery that is low, or a setting of the device: the screen then goes dark as usual.
      }
    };
    const look = (): void => void hold();
    look();
    // The browser takes the lock back whenever the page is out of sight.
    document.addEventListener('visibilitychange', look);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', look);
      lock?.release().catch(() => undefined);
    };
  }, []);
}

/** Browsers allow it only in answer to a tap, and some not at all. */
export function fillScreen(): void {
  if (document.fullscreenElement) return;
  document.documentElement.requestFullscreen?.({ navigationUI: 'hide' }).catch(() => undefined);
}
