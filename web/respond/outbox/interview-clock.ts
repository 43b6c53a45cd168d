/**
 * How long an interview took, where the phone's clock was set in the middle of it. The browser's counter
 * (`performance.now()`) never jumps: where clock and counter part by more than a phone asleep explains, the clock was
 * set, and what was noted before is moved by as much. Counters may stand still while a phone sleeps, so that a clock
 * that has only run ahead of the counter is believed up to a day.
 */
const slackMs = 60_000;
const longestSleepMs = 24 * 60 * 60 * 1000;

/** One moment by both. */
export interface Moment {
  readonly clockMs: number;
  readonly counterMs: number;
}

/** @returns by how much times noted before `earlier` have to be moved to agree with the clock as it is now. */
export function clockJumpMs(earlier: Moment, now: Moment): number {
  const drift = now.clockMs - earlier.clockMs - (now.counterMs - earlier.counterMs);
  return drift < -slackMs || drift > longestSleepMs ? Math.round(drift) : 0;
}

/** @param iso RFC 3339; what cannot be read or moved stays as it is. */
export function movedBy(iso: string, ms: number): string {
  const moved = new Date(new Date(iso).getTime() + ms);
  return ms === 0 || Number.isNaN(moved.getTime()) ? iso : moved.toISOString();
}
