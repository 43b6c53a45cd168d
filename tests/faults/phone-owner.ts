/** What the owner does at their desk while a phone is out in the field. */
import { must } from './fault.ts';
import { type OpenedLink, owner, type Server } from './server.ts';

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
  const signedIn = await call('/session', {
    login: owner.OWNER_EMAIL,
    password: owner.OWNER_PASSWORD,
  });
  must(signedIn.ok, `the owner could not sign in: ${signedIn.status}`);
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const done = await call(`/links/${id}/${action}`, {}, { cookie });
  must(done.ok, `the owner could not ${action} the link: ${done.status}`);
}
