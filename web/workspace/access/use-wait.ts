import { useEffect, useState } from 'react';
import type { Refusal } from '#web/workspace/api/request.ts';

/** Seconds left until one may try again, counted down from each new refusal. */
export function useWait(refusal: Refusal | undefined): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!refusal) return;
    const until = Date.now() + (refusal.retryAfterSeconds ?? 60) * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [refusal]);
  return refusal ? left : 0;
}
