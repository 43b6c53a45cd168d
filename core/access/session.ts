/** How long a person stays signed in: a working day after the last use, a month at most. Times in milliseconds. */
const idleMs = 12 * 3_600_000;
const longestMs = 30 * 86_400_000;
/** Renewing writes to storage; a session that was used within this time is not renewed again. */
const renewalMs = 10 * 60_000;

export const sessionEnd = (createdAt: Date, usedAt: Date): Date =>
  new Date(Math.min(usedAt.getTime() + idleMs, createdAt.getTime() + longestMs));

/** Whether using the session now moves its end far enough to write it down. */
export const needsRenewal = (createdAt: Date, expiresAt: Date, now: Date): boolean =>
  sessionEnd(createdAt, now).getTime() - expiresAt.getTime() >= renewalMs;

/** A one-time address is handed over by a person: long enough for that, short enough to be forgotten safely. */
export const oneTimeHours = { setup: 24, invitation: 72, reset: 24 } as const;
