/** What holds for every reply of the server, whatever was asked. */

import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { sql } from 'kysely';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { httpApp } from '#server/http/http-app.ts';
import { problemOf, testApp } from '../support/app.ts';

describe('every reply', () => {
  const paths = ['/healthz', '/api/v1/session', '/api/v1/nothing', '/nothing', '/api/docs', '/'];
  it.each(paths)('of %s tells browsers to trust nobody else', async (path) => {
    const app = await testApp();

    const { headers } = await app.request(path);

    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('asks for https from then on where there is https, and only there', async () => {
    const secure = await testApp({ baseUrl: 'https://survey.example.org' });
    const plain = await testApp();

    expect(
      (await secure.request('/healthz')).headers.get('strict-transport-security'),
    ).toBeTruthy();
    expect((await plain.request('/healthz')).headers.get('strict-transport-security')).toBeNull();
  });
});

describe('a report', () => {
  it('may be framed by our own pages, and runs and fetches nothing', async () => {
    const app = await testApp();

    const reply = await app.ask('an', 'GET', '/surveys/needs-a/report?language=vi');

    expect(reply.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'",
    );
    expect(await reply.text()).toContain('<html lang="vi"');
  });

  it.each([
    ['language=ru', 'language-not-offered'],
    ['language=vi&format=pdf', 'format-not-offered'],
    ['language=vi&by=age', 'variable-unknown'],
    ['language=xx', 'request-unfit'],
    ['language=vi&language=en', 'request-unfit'],
    ['language=vi&secret=1', 'request-unfit'],
    ['', 'request-unfit'],
  ])('is refused for ?%s', async (query, code) => {
    const app = await testApp();

    const reply = await app.ask('mai', 'GET', `/surveys/needs-a/report?${query}`);

    expect(reply.status).toBe(422);
    expect(await problemOf(reply)).toBe(code);
  });

  it('downloads under a name without surprises', async () => {
    const app = await testApp();

    const reply = await app.ask('mai', 'GET', '/surveys/needs-a/report?language=en&format=docx');

    expect(reply.headers.get('content-disposition')).toBe(
      'attachment; filename="report-needs-a-en.docx"',
    );
    const bytes = new Uint8Array(await reply.arrayBuffer());
    expect(String.fromCharCode(...bytes.slice(0, 2))).toBe('PK');
  });
});

describe('results', () => {
  it.each([
    'filter[clientCode]=1',
    'q=Nguyen',
    'sort=age',
    'fields=why_not',
    'by=age',
    'by=why_not',
  ])('cannot be asked by ?%s', async (query) => {
    const app = await testApp();

    const reply = await app.ask('an', 'GET', `/surveys/needs-a/results?${query}`);

    expect(reply.status).toBe(422);
  });
});

describe('an address that is nothing', () => {
  it.each([
    '/nothing',
    '/api/v1/nothing',
    '/r/../../package.json',
    '/r/%2e%2e/%2e%2e/package.json',
    '/app/assets/..%2f..%2fpackage.json',
    '/app/assets/nothing.js',
    '/r/%00',
    '/.env',
    '/dist/server/main.js',
  ])('%s is answered as such', async (path) => {
    const app = await testApp();

    const reply = await app.request(path);

    expect(reply.status).toBe(404);
    expect(await problemOf(reply)).toBe('not-found');
  });

  it.each([
    ['PUT', '/api/v1/session', 'GET, POST, PATCH, DELETE'],
    ['DELETE', '/api/v1/projects', 'GET, POST'],
    ['GET', '/api/v1/links/link-a/revoke', 'POST'],
  ])('%s %s is answered with the methods there are', async (method, path, allow) => {
    const app = await testApp();

    const reply = await app.request(path, { method });

    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')).toBe(allow);
  });
});

describe('who is behind a request', () => {
  it('is not what a forged header says', async () => {
    const app = await testApp();
    const forged = { 'x-forwarded-for': '10.0.0.1', 'x-forwarded-host': 'evil.example' };
    const tryIn = () =>
      app.request('/api/v1/session', {
        method: 'POST',
        headers: { ...forged, 'content-type': 'application/json' },
        body: JSON.stringify({ login: 'mai', password: 'wrong' }),
      });

    for (let wrong = 0; wrong < 5; wrong += 1) await tryIn();

    expect((await tryIn()).status).toBe(429);
  });
});

describe('a fault of ours', () => {
  const broken = () => {
    const app = httpApp(pino({ level: 'silent' }));
    app.get('/fault', () => {
      throw new Error('SELECT answers FROM response WHERE name = Hoa');
    });
    app.get('/teapot', () => {
      throw new HTTPException(413, { message: 'secret' });
    });
    return new Hono().route('/', app);
  };

  it('is answered with an id and nothing else', async () => {
    const reply = await broken().request('/fault');

    expect(reply.status).toBe(500);
    const text = await reply.text();
    expect(text).not.toMatch(/SELECT|Hoa|at .*\.ts/);
    expect(JSON.parse(text)).toMatchObject({
      code: 'internal-error',
      instance: expect.stringMatching(/^urn:uuid:/),
    });
  });

  it('keeps the status that a handler has chosen', async () => {
    const reply = await broken().request('/teapot');

    expect(reply.status).toBe(413);
    expect(await reply.text()).not.toContain('secret');
  });
});

describe('health', () => {
  it('is told with version and storage', async () => {
    const app = await testApp();

    const reply = await app.request('/healthz');

    expect(await reply.json()).toEqual({ status: 'ok', version: '0.1.0', storage: 'sqlite' });
  });

  it('is bad when nothing can be written', async () => {
    const app = await testApp();
    await sql`pragma query_only = on`.execute(app.store.db);

    const reply = await app.request('/healthz');

    expect(reply.status).toBe(503);
  });

  it('is bad when the storage does not answer', async () => {
    const app = await testApp();
    await app.store.db.schema.alterTable('organisation').renameTo('gone').execute();

    const reply = await app.request('/healthz');

    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({ status: 'unavailable' });
  });
});
