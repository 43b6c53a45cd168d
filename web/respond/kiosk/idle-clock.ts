/** When a kiosk asks whether somebody is still there, and when it forgets what was answered. */
export const idleMs = { asks: 60_000, forgets: 90_000 } as const;

export type Presence =
  | { readonly kind: 'there' }
  /** Nothing was touched for a minute; so many seconds are left to say so. */
  | { readonly kind: 'asking'; readonly secondsLeft: number }
  | { readonly kind: 'gone' };

/** @param quietMs since something was last touched, by a counter that never jumps */
export function presenceAfter(quietMs: number): Presence {
  if (quietMs >= idleMs.forgets) return { kind: 'gone' };
  if (quietMs < idleMs.asks) return { kind: 'there' };
  return { kind: 'asking', secondsLeft: Math.ceil((idleMs.forgets - quietMs) / 1_000) };
}
