/** One-time codes as intake meets them: by their hash, which is of one link. */
import type { Link } from '#core/links/link.ts';
import { canonicalCode } from '#core/links/one-time-code.ts';
import type { Keys } from '#server/access/keys.ts';

/** `missing`: there is none. `mistyped`: no link can have such a code. */
export type AccessCode = 'missing' | 'mistyped' | { readonly hash: string };

export function accessCodeOf(keys: Keys, link: Link, sent: string | null): AccessCode {
  if (sent === null || sent.trim() === '') return 'missing';
  const code = canonicalCode(sent);
  return code === undefined
    ? 'mistyped'
    : { hash: keys.hmac('one-time-code', `${link.id}:${code}`) };
}
