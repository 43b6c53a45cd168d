/** Checks the PIN of staff by what the link has brought: without a network, and without the PIN being anywhere. */
import type { KioskPin } from '../../outbox/wire.ts';

export async function isRightPin(typed: string, pin: KioskPin): Promise<boolean> {
  const salt = bytesOf(pin.salt);
  const wanted = bytesOf(pin.hash);
  const made = await derive(new TextEncoder().encode(typed), salt, pin.iterations, wanted.length);
  return made.length === wanted.length && made.every((byte, at) => byte === wanted[at]);
}

async function derive(
  typed: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
  length: number,
): Promise<Uint8Array> {
  if (!crypto.subtle) {
    // On plain http browsers do not calculate for us.
    const { slowDerive } = await import('./slow-derive.ts');
    return slowDerive(typed, salt, iterations, length);
  }
  const key = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
  const way = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(way, key, length * 8));
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Wrong tries that cost nothing; each further one doubles the wait, up to five minutes. */
const freeTries = 3;
const longestWaitMs = 300_000;

export const waitAfter = (wrongTries: number): number =>
  wrongTries < freeTries ? 0 : Math.min(longestWaitMs, 5_000 * 2 ** (wrongTries - freeTries));

export interface Tries {
  readonly wrong: number;
  /** By the device's clock, in milliseconds: a reload must not start the count anew. */
  readonly lockedUntil: number;
}

const key = 'staff-tries';
const none: Tries = { wrong: 0, lockedUntil: 0 };

/** @param now so that a clock that was set back locks nobody out for longer than the longest wait */
export function readTries(now: number): Tries {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return none;
    const [wrong, until] = [Reflect.get(kept, 'wrong'), Reflect.get(kept, 'lockedUntil')].map(
      Number,
    );
    if (wrong === undefined || until === undefined || !Number.isFinite(wrong + until)) return none;
    return { wrong, lockedUntil: Math.min(until, now + longestWaitMs) };
  } catch {
    return none;
  }
}

export function noteWrongTry(now: number): Tries {
  const wrong = readTries(now).wrong + 1;
  const tries = { wrong, lockedUntil: now + waitAfter(wrong) };
  try {
    localStorage.setItem(key, JSON.stringify(tries));
  } catch {
    // A browser that keeps nothing counts for as long as the page is open.
  }
  return tries;
}

export function forgetTries(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept either.
  }
}
