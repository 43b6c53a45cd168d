/**
 * Seals answers to the survey's key the moment an interview ends: whoever holds the phone cannot open them again, the
 * server can. P-256 (ECDH with a key made for this one response) → HKDF-SHA256 → AES-256-GCM; what is bound to it is the
 * response's id and the definition, so that nothing sealed can be put into the place of something else.
 */
import { formatSealed, sealedAad, sealedIvBytes } from '#core/intake/sealed-format.ts';
import type { Answers, SealTo } from './wire.ts';

export interface Sealable {
  readonly id: string;
  readonly definitionHash: string;
  readonly answers: Answers;
}

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
/** `sealedInfo`, as bytes: nothing that lies on a phone spells out whose it is. */
const purpose = fromBase64Url('bGFuZ25naGUgc2VhbGVkIHYx');

/** Whether this browser can seal: pages of an insecure address have no WebCrypto. */
export const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined;

/**
 * @returns as `core/intake/sealed-format.ts` says.
 * @throws if the key is no point of the curve.
 */
export async function seal({ id, definitionHash, answers }: Sealable, to: SealTo): Promise<string> {
  const { subtle } = crypto;
  const theirs = await subtle.importKey('raw', fromBase64Url(to.key), curve, false, []);
  const ours = await subtle.generateKey(curve, false, ['deriveBits']);
  const point = new Uint8Array(await subtle.exportKey('raw', ours.publicKey));
  const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256);
  const secret = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: point, info: purpose },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = crypto.getRandomValues(new Uint8Array(sealedIvBytes));
  const additionalData = bytesOf(sealedAad(id, definitionHash));
  const sealed = await subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData },
    key,
    bytesOf(JSON.stringify(answers)),
  );
  return formatSealed({
    kid: to.kid,
    epk: toBase64Url(point),
    iv: toBase64Url(iv),
    ct: toBase64Url(new Uint8Array(sealed)),
  });
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
