import { pbkdf2Async } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** Takes a few seconds on a cheap phone; the screen stays alive meanwhile. */
export const slowDerive = (
  typed: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Promise<Uint8Array> => pbkdf2Async(sha256, typed, salt, { c: iterations, dkLen: length });
