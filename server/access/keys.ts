/**
 * What this installation alone can open. One master key of 32 bytes lies in a file outside the database and outside its
 * backups; every purpose has a key of its own, derived from it. A stolen database opens nothing without that file.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export interface Keys {
  /** Names the master key without telling anything of it: 12 hex digits. */
  readonly keyId: string;
  /**
   * HMAC-SHA-256 as base64url: equal for equal texts, and not to be guessed without the key.
   * @param purpose keeps what is made for one use apart from every other.
   */
  hmac(purpose: string, text: string): string;
  /**
   * Encrypts (AES-256-GCM), each time differently.
   * @param aad what the text belongs to: it opens nowhere else.
   */
  seal(purpose: string, aad: string, plain: string): string;
  /** @returns undefined if it was not sealed with this key, for this purpose and this `aad`. */
  open(purpose: string, aad: string, sealed: string): string | undefined;
}

const masterBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
/** Of the way in which texts are sealed. */
const format = '1';

/** @throws RangeError unless there are 32 bytes. */
export function keysOf(master: Uint8Array): Keys {
  if (master.length !== masterBytes) throw new RangeError('a master key has 32 bytes');
  const derived = new Map<string, Buffer>();
  const keyFor = (use: string): Buffer => {
    const known = derived.get(use) ?? derive(master, use);
    derived.set(use, known);
    return known;
  };
  return {
    keyId: derive(master, 'key id').toString('hex').slice(0, 12),
    hmac: (purpose, text) =>
      createHmac('sha256', keyFor(`hmac ${purpose}`))
        .update(text, 'utf8')
        .digest('base64url'),
    seal: (purpose, aad, plain) => sealWith(keyFor(`seal ${purpose}`), aad, plain),
    open: (purpose, aad, sealed) => openWith(keyFor(`seal ${purpose}`), aad, sealed),
  };
}

const derive = (master: Uint8Array, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, new Uint8Array(0), `langnghe ${use}`, masterBytes));

function sealWith(key: Buffer, aad: string, plain: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return `${format}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
}

function openWith(key: Buffer, aad: string, sealed: string): string | undefined {
  const [version, body = ''] = sealed.split('.');
  const bytes = Buffer.from(body, 'base64url');
  if (version !== format || bytes.length < ivBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes));
  decipher.setAAD(Buffer.from(aad, 'utf8'));
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    const text = decipher.update(bytes.subarray(ivBytes + tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    // Another key, another place, or altered: which of them is not to be known.
    return undefined;
  }
}
