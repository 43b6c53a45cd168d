/** What the owner does at their desk while a phone is out in the field. */
import { must } from './fault.ts';
import type { OpenedLink, Server } from './server.ts';

const owner = { login: 'owner@example.org', password: 'a long password' };

/** Pauses, closes or revokes a link. */
export async function atTheDesk(
  { url }: Server,
  { id }: OpenedLink,
  action: 'close' | 'pause' | 'revoke',
): Promise<void> {
  const headers = { origin: url, 'content-type': 'application/json' };
  const call = (path: string, body: object, more: Readonly<Record<string, string>> = {}) =>
    fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify(body),
    });
  const signedIn = await call('/session', owner);
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const done = await call(`/links/${id}/${action}`, {}, { cookie });
  must(done.ok, `the owner could not ${action} the link: ${done.status}`);
}
