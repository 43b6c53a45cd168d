/** The id under which a row of a file is kept: its own where it has one, else one that the same row always gets. */
import type { Secrets } from '#core/kernel/ports.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `uuid:…` as forms write it, in lower case; undefined if the text is no UUID. */
export function uuidIn(text: string): string | undefined {
  const bare = text.replace(/^uuid:/i, '');
  return uuid.test(bare) ? bare.toLowerCase() : undefined;
}

/** A UUID of version 8 made of a hash: whoever has the same parts gets the same id. */
export function derivedId(secrets: Secrets, ...parts: readonly string[]): string {
  const hex = secrets.hash(JSON.stringify(parts));
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
