import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { type KioskPin, pinBytes, pinIterations } from '#core/links/kiosk-pin.ts';

/** What a phone checks the PIN by, with a salt of its own. */
export async function hashPin(pin: string): Promise<KioskPin> {
  const salt = randomBytes(pinBytes.salt);
  const hash = await promisify(pbkdf2)(pin, salt, pinIterations, pinBytes.hash, 'sha256');
  return {
    salt: salt.toString('base64url'),
    hash: hash.toString('base64url'),
    iterations: pinIterations,
  };
}
