/** Opens what phones have sealed, so that it is judged as if it had come in clear. */
import { createDecipheriv, createECDH, type ECDH, hkdfSync } from 'node:crypto';
import type { Kysely } from 'kysely';
import {
  parseSealed,
  publicKeyBytes,
  type SealedParts,
  sealedAad,
  sealedInfo,
  sealedIvBytes,
  sealedTagBytes,
} from '#core/intake/sealed-format.ts';
import type { Keys } from '#server/access/keys.ts';
import { privateKeyOf, sealingCurve } from '#server/definitions/survey-keys.ts';
import type { Database } from '#server/store/database.ts';

/** Why it stays closed. */
export type StaysClosed = 'format-unknown' | 'key-unknown' | 'does-not-open' | 'not-json';

export type Opening =
  | { readonly ok: true; readonly answers: unknown }
  | { readonly ok: false; readonly why: StaysClosed };

export interface Sealed {
  readonly surveyId: string;
  /** In lower case, as phones make them. */
  readonly id: string;
  readonly definitionHash: string;
  readonly sealed: string;
}

/** What is inside is whatever the phone put there: it still has to pass every guard. */
export type OpenSealed = (sealed: Sealed) => Promise<Opening>;

const rememberedMost = 500;

/** Keys are remembered: reading one takes longer than opening with it. */
export function sealedOpener(db: Kysely<Database>, keys: Keys): OpenSealed {
  const known = new Map<string, ECDH>();
  const pairOf = async (surveyId: string, kid: string): Promise<ECDH | undefined> => {
    const name = `${surveyId} ${kid}`;
    const remembered = known.get(name);
    if (remembered) return remembered;
    const secret = await privateKeyOf(db, keys, surveyId, kid);
    if (secret === undefined) return undefined;
    const pair = createECDH(sealingCurve);
    pair.setPrivateKey(secret, 'base64url');
    if (known.size >= rememberedMost) known.clear();
    known.set(name, pair);
    return pair;
  };
  return async ({ surveyId, id, definitionHash, sealed }) => {
    const parts = parseSealed(sealed);
    if (!parts) return { ok: false, why: 'format-unknown' };
    const pair = await pairOf(surveyId, parts.kid);
    if (!pair) return { ok: false, why: 'key-unknown' };
    const bytes = decrypt(pair, parts, sealedAad(id, definitionHash));
    return bytes ? parse(bytes) : { ok: false, why: 'does-not-open' };
  };
}

function decrypt(pair: ECDH, parts: SealedParts, aad: string): Buffer | undefined {
  const [epk, iv, ct] = [parts.epk, parts.iv, parts.ct].map((one) => Buffer.from(one, 'base64url'));
  const isWhole =
    epk?.length === publicKeyBytes && iv?.length === sealedIvBytes && ct !== undefined;
  if (!isWhole || ct.length < sealedTagBytes) return undefined;
  try {
    const secret = pair.computeSecret(epk);
    const key = new Uint8Array(hkdfSync('sha256', secret, epk, sealedInfo, 32));
    const decipher = createDecipheriv('aes-256-gcm', key, iv);
    decipher.setAAD(Buffer.from(aad, 'utf8'));
    decipher.setAuthTag(ct.subarray(-sealedTagBytes));
    return Buffer.concat([decipher.update(ct.subarray(0, -sealedTagBytes)), decipher.final()]);
  } catch {
    // No point of the curve, or sealed to something else, or altered on the way.
    return undefined;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parse(bytes: Buffer): Opening {
  try {
    return { ok: true, answers: JSON.parse(utf8.decode(bytes)) };
  } catch {
    return { ok: false, why: 'not-json' };
  }
}
