import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { invitationReplySchema, sessionReplySchema } from '#core/access/access-api.ts';
import { invite, issueSetup } from '#server/access/people-service.ts';
import { password, problemOf, type TestApp, testApp } from '../support/app.ts';
import { testKeys } from '../support/build.ts';
import { dialects } from '../support/databases.ts';

const strong = 'một hạt thóc vàng';
const signIn = (app: TestApp, login: string, secret: string) =>
  app.ask('nobody', 'POST', '/session', { login, password: secret });
const minutes = (app: TestApp, count: number) =>
  app.clock.set(new Date(app.clock.now().getTime() + count * 60_000));
const newCookie = (reply: Response): string =>
  reply.headers.get('set-cookie')?.split(';')[0] ?? 'none';
const sessionOf = (app: TestApp, cookie: string) =>
  app.request('/api/v1/session', { headers: { cookie } });
const depsOf = ({ store, clock, secrets }: TestApp) => ({
  db: store.db,
  clock,
  secrets,
  keys: testKeys(),
  baseUrl: 'http://localhost',
});

describe.each(dialects)('signing in (%s)', (dialect) => {
  it('gives a session to whoever knows the password, under any spelling of the name', async () => {
    const app = await testApp({ dialect });

    const reply = await signIn(app, '  MAI ', password.normalize('NFD'));

    expect(reply.status).toBe(200);
    const body = sessionReplySchema.parse(await reply.json());
    expect(body.person).toMatchObject({ id: 'mai', role: 'coordinator' });
    expect(body.projects).toEqual([{ id: 'a', name: 'project a' }]);
    expect((await sessionOf(app, newCookie(reply))).status).toBe(200);
  });

  it('says the same of a wrong password, an unknown name and a disabled person', async () => {
    const app = await testApp({ dialect });

    const replies = [
      await signIn(app, 'mai', 'wrong'),
      await signIn(app, 'who', password),
      await signIn(app, 'tu', password),
    ];

    for (const reply of replies) {
      expect(reply.status).toBe(401);
      expect(await problemOf(reply)).toBe('sign-in-failed');
    }
  });

  it('stops the sixth try of a minute, for this name only and for this minute only', async () => {
    const app = await testApp({ dialect });
    for (let wrong = 0; wrong < 5; wrong += 1) await signIn(app, 'mai', 'wrong');

    const sixth = await signIn(app, 'mai', password);
    const other = await signIn(app, 'an', password);
    minutes(app, 1);
    const later = await signIn(app, 'mai', password);

    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(other.status).toBe(200);
    expect(later.status).toBe(200);
  });

  it('lets nobody guess more often by guessing at once', async () => {
    const app = await testApp({ dialect });

    const tries = Array.from({ length: 12 }, () => signIn(app, 'mai', 'wrong'));
    const statuses = (await Promise.all(tries)).map((reply) => reply.status);

    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  });
});

describe('a session', () => {
  it('has a new token each time, and only its hash is kept', async () => {
    const app = await testApp();

    const first = newCookie(await signIn(app, 'mai', password));
    const second = newCookie(await signIn(app, 'mai', password));

    expect(first).not.toBe(second);
    const token = second.replace('ln=', '');
    const rows = await app.store.db.selectFrom('session').select('token_hash').execute();
    const kept = rows.map((row) => row.token_hash);
    expect(kept).toContain(app.secrets.hash(token));
    expect(kept).not.toContain(token);
  });

  it('is in a cookie that no script, no other site and no plain connection can read', async () => {
    const app = await testApp({ baseUrl: 'https://survey.example.org' });

    const cookie = (await signIn(app, 'mai', password)).headers.get('set-cookie') ?? '';

    expect(cookie).toMatch(/^__Host-ln=[\w-]{43};/);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) {
      expect(cookie).toContain(flag);
    }
    expect(cookie).not.toContain('Domain');
  });

  it('ends after twelve hours without use, and goes on when used', async () => {
    const app = await testApp();

    minutes(app, 11 * 60);
    expect((await app.ask('mai', 'GET', '/session')).status).toBe(200);
    minutes(app, 11 * 60);
    expect((await app.ask('mai', 'GET', '/session')).status).toBe(200);
    expect((await app.ask('an', 'GET', '/session')).status).toBe(401);
    minutes(app, 12 * 60);
    expect((await app.ask('mai', 'GET', '/session')).status).toBe(401);
  });

  it('ends after thirty days, however much it is used', async () => {
    const app = await testApp();

    for (let day = 0; day < 30; day += 0.25) {
      expect((await app.ask('mai', 'GET', '/session')).status).toBe(200);
      minutes(app, 6 * 60);
    }

    expect((await app.ask('mai', 'GET', '/session')).status).toBe(401);
  });

  it('is over at once when one signs out', async () => {
    const app = await testApp();

    const out = await app.ask('mai', 'DELETE', '/session');

    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^ln=;.*Max-Age=0/);
    expect((await app.ask('mai', 'GET', '/session')).status).toBe(401);
  });

  it('keeps the chosen language', async () => {
    const app = await testApp();

    await app.ask('mai', 'PATCH', '/session', { language: 'id' });

    const reply = sessionReplySchema.parse(await (await app.ask('mai', 'GET', '/session')).json());
    expect(reply.person.language).toBe('id');
  });
});

describe('requests from other sites', () => {
  const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];
  const senders: Readonly<Record<string, Record<string, string>>> = {
    'an evil origin': { origin: 'https://evil.example' },
    'a null origin': { origin: 'null' },
    'our own name on another port': { origin: 'http://localhost:81' },
    'no origin but another site': { 'sec-fetch-site': 'cross-site' },
    'no origin but a sister site': { 'sec-fetch-site': 'same-site' },
    'no word about where from': {},
  };
  const cases = Object.entries(senders).flatMap(([name, headers]) =>
    types.map((type) => [name, type, headers] as const),
  );

  it.each(cases)('with %s as %s change nothing', async (_, type, headers) => {
    const app = await testApp();
    const cookie = app.cookieOf('linh');

    for (const [method, path] of [
      ['POST', '/projects'],
      ['PATCH', '/session'],
      ['DELETE', '/session'],
      ['POST', '/links/link-a/revoke'],
    ] as const) {
      const reply = await app.request(`/api/v1${path}`, {
        method,
        headers: { ...headers, cookie, 'content-type': type },
        ...(method !== 'DELETE' && { body: '{"name":"evil","language":"en"}' }),
      });
      expect(reply.status).toBe(403);
      expect(await problemOf(reply)).toBe('foreign-origin');
    }
    expect((await app.ask('linh', 'GET', '/session')).status).toBe(200);
  });

  it('cannot sign somebody in', async () => {
    const app = await testApp();

    const reply = await app.request('/api/v1/session', {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'mai', password }),
    });

    expect(reply.status).toBe(403);
    expect(reply.headers.get('set-cookie')).toBeNull();
  });

  it('are given no leave to read', async () => {
    const app = await testApp();

    const reply = await app.request('/api/v1/session', {
      headers: { origin: 'https://evil.example', cookie: app.cookieOf('mai') },
    });

    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe.each(dialects)('a one-time address (%s)', (dialect) => {
  async function invitation(app: TestApp) {
    const reply = await app.ask('linh', 'POST', '/people', {
      name: 'Hà',
      role: 'consultant',
      projectIds: ['a'],
    });
    const { url } = invitationReplySchema.parse(await reply.json());
    expect(url).toMatch(/^http:\/\/localhost\/app\/welcome#[\w-]{43}$/);
    return url.split('#')[1] ?? '';
  }
  const use = (app: TestApp, token: string, special: Record<string, unknown> = {}) =>
    app.ask('nobody', 'POST', '/one-time/use', {
      token,
      login: 'ha@example.org',
      name: 'Hà',
      password: strong,
      ...special,
    });

  it('can be looked at, and works once', async () => {
    const app = await testApp({ dialect });
    const token = await invitation(app);

    const look = await app.ask('nobody', 'POST', '/one-time', { token });
    const look2 = await app.ask('nobody', 'POST', '/one-time', { token });
    const joined = await use(app, token);
    const again = await use(app, token, { login: 'other' });

    expect(await look.json()).toEqual({ purpose: 'invitation', role: 'consultant', name: 'Hà' });
    expect(look2.status).toBe(200);
    const session = await sessionOf(app, newCookie(joined));
    expect(await session.json()).toMatchObject({
      person: { login: 'ha@example.org', role: 'consultant' },
      projects: [{ id: 'a' }],
    });
    expect(again.status).toBe(410);
    expect((await app.ask('nobody', 'POST', '/one-time', { token })).status).toBe(410);
  });

  it('makes one person when it is used five times at once', async () => {
    const app = await testApp({ dialect });
    const token = await invitation(app);

    const uses = [1, 2, 3, 4, 5].map((one) => use(app, token, { login: `ha${one}` }));
    const statuses = (await Promise.all(uses)).map((reply) => reply.status).sort();

    expect(statuses).toEqual([200, 410, 410, 410, 410]);
    const people = await app.store.db.selectFrom('person').select('id').execute();
    expect(people).toHaveLength(7);
  });

  it('is not used up by a weak password or a name that is taken', async () => {
    const app = await testApp({ dialect });
    const token = await invitation(app);

    for (const weak of ['1234567', 'password1', 'ha@example.org']) {
      const reply = await use(app, token, { password: weak });
      expect(reply.status).toBe(422);
      expect(await problemOf(reply)).toBe('password-weak');
    }
    const taken = await use(app, token, { login: 'MAI' });
    expect(await problemOf(taken)).toBe('login-taken');
    expect((await use(app, token, { password: strong.repeat(8) })).status).toBe(200);
  });

  it('expires', async () => {
    const app = await testApp({ dialect });
    const token = await invitation(app);

    minutes(app, 72 * 60 + 1);

    expect((await use(app, token)).status).toBe(410);
  });

  it('that sets up the first owner is worth nothing once there is one', async () => {
    const app = await testApp({ dialect });
    const url = await issueSetup(depsOf(app), 'org');

    expect((await use(app, url.split('#')[1] ?? '')).status).toBe(410);
  });

  it('names the configured address, whatever the host header says', async () => {
    const app = await testApp({ dialect, baseUrl: 'https://survey.example.org' });

    const reply = await app.request('http://evil.example/api/v1/people', {
      method: 'POST',
      headers: {
        host: 'evil.example',
        origin: 'https://survey.example.org',
        cookie: app.cookieOf('linh'),
        'content-type': 'application/json',
      },
      body: JSON.stringify({ name: 'Hà', role: 'consultant' }),
    });

    const { url } = invitationReplySchema.parse(await reply.json());
    expect(url).toMatch(/^https:\/\/survey\.example\.org\/app\/welcome#/);
  });
});

describe('people', () => {
  it('are shut out on every device at once', async () => {
    const app = await testApp();
    const cookie = newCookie(await signIn(app, 'mai', password));

    const disabled = await app.ask('linh', 'POST', '/people/mai/disable');

    expect(disabled.status).toBe(204);
    expect((await sessionOf(app, cookie)).status).toBe(401);
    expect((await app.ask('mai', 'GET', '/session')).status).toBe(401);
    expect((await signIn(app, 'mai', password)).status).toBe(401);
  });

  it('always have an owner', async () => {
    const app = await testApp();

    const reply = await app.ask('linh', 'POST', '/people/linh/disable');

    expect(reply.status).toBe(409);
    expect(await problemOf(reply)).toBe('last-owner');
  });

  it('are invited by owners only, into projects that exist', async () => {
    const app = await testApp();

    const request = { name: 'Hà', role: 'owner', projectIds: ['a', 'x'] };

    expect((await app.ask('mai', 'POST', '/people', request)).status).toBe(403);
    const unknown = await app.ask('linh', 'POST', '/people', request);
    expect(unknown.status).toBe(422);
    expect(await unknown.json()).toMatchObject({ errors: [{ pointer: '/projectIds/1' }] });
  });

  it.each(['id', 'organisation_id', 'created_by', 'verbs'])(
    'cannot be given %s by whoever asks',
    async (key) => {
      const app = await testApp();

      const reply = await app.ask('linh', 'POST', '/people', {
        name: 'Hà',
        role: 'consultant',
        [key]: 'x',
      });

      expect(reply.status).toBe(422);
      expect(await reply.json()).toMatchObject({ errors: [{ pointer: `/${key}` }] });
    },
  );

  it('are written into the audit without name, sign-in name or token', async () => {
    const app = await testApp();
    await invite(
      depsOf(app),
      { organisationId: 'org', actorId: 'linh' },
      {
        name: 'Nguyễn Thị Hà',
        role: 'consultant',
        projectIds: [],
      },
    );
    await signIn(app, 'mai', password);

    const rows = await app.store.db.selectFrom('audit').selectAll().execute();

    expect(rows.map((row) => row.action)).toEqual(['invitation.issued', 'session.begun']);
    expect(z.string().parse(JSON.stringify(rows))).not.toMatch(/Nguyễn|hạt gạo/);
  });
});
