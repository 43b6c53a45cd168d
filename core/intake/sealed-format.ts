/**
 * Answers sealed to the key of their survey: `v1.<kid>.<epk>.<iv>.<ct>`, each part base64url without padding. The phone
 * makes a P-256 key pair for one response and throws its private half away, so that nobody but the server opens it.
 *
 * Shared secret: ECDH(ephemeral, survey) → HKDF-SHA-256 (salt: the bytes of epk) → AES-256-GCM, whose tag ends `ct`.
 */
export const sealedVersion = 'v1';
/** `info` of HKDF. */
export const sealedInfo = 'langnghe sealed v1';
/** A point that is not compressed. */
export const publicKeyBytes = 65;
export const sealedIvBytes = 12;
export const sealedTagBytes = 16;

/** Additional data of AES-GCM: what is sealed opens for its own response and version only. */
export const sealedAad = (responseId: string, definitionHash: string): string =>
  `${sealedVersion}|${responseId}|${definitionHash}`;

/** The parts, still as base64url. */
export interface SealedParts {
  /** Which key of the survey opens it. */
  readonly kid: string;
  /** The ephemeral public key. */
  readonly epk: string;
  readonly iv: string;
  /** The encrypted UTF-8 JSON of the answers, then the tag. */
  readonly ct: string;
}

export const formatSealed = ({ kid, epk, iv, ct }: SealedParts): string =>
  [sealedVersion, kid, epk, iv, ct].join('.');

const part = /^[\w-]+$/;

/** @returns undefined if it is not written like this: whether it opens is another matter. */
export function parseSealed(text: string): SealedParts | undefined {
  const [version, kid = '', epk = '', iv = '', ct = '', ...more] = text.split('.');
  const parts = [kid, epk, iv, ct];
  if (version !== sealedVersion || more.length > 0) return undefined;
  return parts.every((one) => part.test(one)) ? { kid, epk, iv, ct } : undefined;
}
