/**
 * What browsers are told about every reply: nothing from other sites, no frames, no guessing of types, no referrer.
 * A route that says its own policy (a report in a frame of ours) keeps it.
 */
import type { MiddlewareHandler } from 'hono';

const rules = [
  "default-src 'self'",
  // SurveyJS and Mantine set styles on elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
];
const policy = [...rules, "frame-ancestors 'none'"].join('; ');

/** For the one page of ours that another page of ours shows in a frame: the phone in the editor. */
export const framedPolicy = [...rules, "frame-ancestors 'self'"].join('; ');

export const securityHeaders = (baseUrl: string): MiddlewareHandler =>
  async function setHeaders(c, next) {
    await next();
    const set = (name: string, value: string): void => {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    };
    set('content-security-policy', policy);
    set('referrer-policy', 'no-referrer');
    set('x-content-type-options', 'nosniff');
    set('cross-origin-opener-policy', 'same-origin');
    set('cross-origin-resource-policy', 'same-origin');
    set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    set('cache-control', 'no-store');
    if (baseUrl.startsWith('https:')) set('strict-transport-security', 'max-age=31536000');
  };
