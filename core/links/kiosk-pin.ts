/** The PIN that lets staff out of a kiosk. It keeps curious hands in; what a kiosk holds is sealed without it. */
import { z } from 'zod';

export const pinSchema = z.string().regex(/^\d{4,8}$/);

/** What the phone checks a PIN by, without a connection: PBKDF2 with SHA-256, 32 bytes. */
export interface KioskPin {
  /** 16 random bytes, base64url. */
  readonly salt: string;
  /** base64url. */
  readonly hash: string;
  readonly iterations: number;
}

/** A few tenths of a second on a cheap phone. */
export const pinIterations = 200_000;
export const pinBytes = { salt: 16, hash: 32 } as const;
