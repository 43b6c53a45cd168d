import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * JSON as RFC 8785 writes it: keys in UTF-16 order, numbers as ECMAScript prints them, no white space. Every string
 * is first brought to Unicode NFC, so that texts that look equal are equal. Properties that are `undefined` are left
 * out, as in JSON itself.
 * @throws TypeError for what JSON cannot hold (functions, symbols, NaN, Infinity).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'));
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('JSON has no such number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return `{${canonicalMembers(value).join(',')}}`;
  throw new TypeError('only JSON values have a canonical text');
}

function canonicalMembers(value: object): string[] {
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => [key.normalize('NFC'), inner] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
}

/** SHA-256 of the canonical text, as lower-case hex: the identity of a version, the fingerprint of a response. */
export const canonicalHash = (value: unknown): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
