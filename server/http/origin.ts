import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Name of the session cookie: browsers tie `__Host-` to https and to this very host. */
export const sessionCookie = (baseUrl: string): string =>
  baseUrl.startsWith('https:') ? '__Host-ln' : 'ln';

/**
 * Whether a request that changes something was sent by a page of another site. With a session cookie it must say
 * that it comes from ours, whatever its content type (JSON too: a lax browser sends it without asking). Without
 * one it may be a program, which says nothing; a page says where it is from.
 */
export function isForeignRequest(c: Context, baseUrl: string): boolean {
  if (safeMethods.has(c.req.method)) return false;
  const origin = c.req.header('origin');
  if (origin !== undefined) return !ownOrigins(c, baseUrl).includes(origin);
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin';
  return getCookie(c, sessionCookie(baseUrl)) !== undefined;
}

const ownOrigins = (c: Context, baseUrl: string): readonly string[] => [
  new URL(baseUrl).origin,
  new URL(c.req.url).origin,
];
