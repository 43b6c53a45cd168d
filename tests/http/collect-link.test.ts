import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishVersion } from '#server/definitions/survey-repo.ts';
import { revokeLink, rotateLink } from '#server/links/link-repo.ts';
import { inTransaction } from '#server/store/transaction.ts';
import { aSubmission, at, insertLinkWithToken, smallDefinition } from '../support/build.ts';
import { type Collecting, startCollecting } from '../support/collecting.ts';
import { dialects } from '../support/databases.ts';

describe.each(dialects)('GET /collect/link on %s', (dialect) => {
  let server: Collecting;
  const newLink = (special: Parameters<typeof insertLinkWithToken>[2]) =>
    insertLinkWithToken(server.db, server.secrets, special);
  beforeAll(async () => {
    server = await startCollecting(dialect);
  });

  it('shows a phone what it needs, and nothing that does not apply', async () => {
    const reply = await server.request('/collect/link');

    expect(reply.status).toBe(200);
    expect(reply.headers.get('etag')).toBe(`"${server.version.hash}"`);
    expect(await reply.json()).toEqual({
      link: {
        id: 'link',
        purpose: 'collector',
        survey: 'worker-needs',
        title: smallDefinition.title,
        languages: ['vi', 'en'],
      },
      version: 1,
      definition: smallDefinition,
      definitionHash: server.version.hash,
      // A point of the curve, uncompressed: 65 bytes.
      sealTo: {
        kid: expect.stringMatching(/^[\w-]{10}$/),
        key: expect.stringMatching(/^B[\w-]{86}$/),
      },
    });
  });

  it('names holder, site, window and quota where the link has them, its language first', async () => {
    const token = await newLink({
      id: 'whole',
      holder: 'chị Hoa',
      siteId: 'site-hoa-binh',
      language: 'en',
      opensAt: at('2026-04-14T00:00:00'),
      closesAt: at('2026-04-18T16:59:59'),
      quota: 50,
    });

    const { link } = await (await server.request('/collect/link', {}, token)).json();

    expect(link).toMatchObject({
      holder: 'chị Hoa',
      site: { code: 'hoa-binh', name: 'Hòa Bình' },
      languages: ['en', 'vi'],
      opensAt: '2026-04-14T00:00:00.000Z',
      closesAt: '2026-04-18T16:59:59.000Z',
      quota: 50,
    });
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])(
    'packs the definition for a phone that takes %s, under the same ETag',
    async (name, unpack) => {
      const reply = await server.request('/collect/link', { headers: { 'accept-encoding': name } });

      expect(reply.headers.get('content-encoding')).toBe(name);
      expect(reply.headers.get('etag')).toBe(`"${server.version.hash}"`);
      const text = unpack(new Uint8Array(await reply.arrayBuffer())).toString('utf8');
      expect(JSON.parse(text)).toMatchObject({ definitionHash: server.version.hash });
    },
  );

  it('answers 304 to a phone that has the version already', async () => {
    const headers = { 'if-none-match': `W/"old", "${server.version.hash}"` };

    const reply = await server.request('/collect/link', { headers });

    expect(reply.status).toBe(304);
    expect(await reply.text()).toBe('');
    const changed = await server.request('/collect/link', {
      headers: { 'if-none-match': '"old"' },
    });
    expect(changed.status).toBe(200);
  });

  it.each([
    '',
    'Bearer',
    'Bearer short',
    'Basic abc',
    `Bearer ${'A'.repeat(22)}`,
    "Bearer ' or 1=1 --",
  ])('does not know the token in %j', async (authorization) => {
    for (const path of ['/collect/link', '/collect/definitions/x', '/collect/receipts?ids=x']) {
      const reply = await server.app.request(`/api/v1${path}`, { headers: { authorization } });

      expect(reply.status).toBe(401);
      expect(reply.headers.get('content-type')).toBe('application/problem+json');
      expect(await reply.json()).toMatchObject({ code: 'link-unknown' });
    }
  });

  it('says 410 once the link is withdrawn, replaced or past its day, while it is remembered', async () => {
    const revoked = await newLink({ id: 'revoked' });
    const rotated = await newLink({ id: 'rotated' });
    const closed = await newLink({ id: 'closed', closesAt: at('2026-04-16T00:59:59') });
    for (const token of [revoked, rotated]) {
      expect((await server.request('/collect/link', {}, token)).status).toBe(200);
    }

    await revokeLink(server.db, 'revoked', at('2026-04-16T01:00:00'));
    await inTransaction(server.db, (trx) =>
      rotateLink(trx, 'rotated', server.secrets.hash('n'.repeat(22)), at('2026-04-16T01:00:00')),
    );

    for (const token of [revoked, rotated, closed]) {
      const reply = await server.request('/collect/link', {}, token);
      expect(reply.status).toBe(410);
      expect(await reply.json()).toMatchObject({ code: 'link-over' });
    }
    expect((await server.request('/collect/link', {}, 'n'.repeat(22))).status).toBe(200);
  });

  it('serves the newest version, or the one it is pinned to, and both later by hash', async () => {
    const pinned = await newLink({ id: 'pinned', pinnedVersion: 1 });
    await server.request('/collect/link');
    const definition = { ...smallDefinition, title: 'second' };
    await publishVersion(server.db, {
      surveyId: 'survey',
      hash: 'second',
      definition,
      publishedAt: at('2026-04-16T00:00:00'),
    });

    const newest = await (await server.request('/collect/link')).json();
    const first = await (await server.request('/collect/link', {}, pinned)).json();

    expect([newest.version, first.version]).toEqual([2, 1]);
    const old = await server.request(`/collect/definitions/${server.version.hash}`);
    expect(await old.json()).toEqual({
      version: 1,
      definition: smallDefinition,
      definitionHash: server.version.hash,
    });
    expect((await server.request('/collect/definitions/second')).status).toBe(200);
    const never = await server.request('/collect/definitions/second', {}, pinned);
    expect(never.status).toBe(404);
    expect(await never.json()).toMatchObject({ code: 'version-unknown' });
  });

  it('refuses other methods by naming the right one', async () => {
    for (const [path, allow] of [
      ['/collect/link', 'GET'],
      ['/collect/responses', 'POST'],
      ['/collect/receipts', 'GET'],
      ['/collect/definitions/x', 'GET'],
    ] as const) {
      const reply = await server.request(path, { method: 'DELETE' });

      expect(reply.status).toBe(405);
      expect(reply.headers.get('allow')).toBe(allow);
      expect(await reply.json()).toMatchObject({ code: 'method-not-allowed' });
    }
  });
});

describe.each(dialects)('GET /collect/receipts on %s', (dialect) => {
  let server: Collecting;
  beforeAll(async () => {
    server = await startCollecting(dialect);
  });

  it('gives in the order asked what this link has sent, and nothing of other links', async () => {
    const other = await insertLinkWithToken(server.db, server.secrets, { id: 'other' });
    const [stored, misfit, foreign] = [
      aSubmission(),
      aSubmission({ answers: { sex: 'q' } }),
      aSubmission(),
    ];
    const clash = { ...stored, answers: { sex: 'm' } };
    const results = await server.send([stored, misfit]);
    await server.send([foreign, clash], other);

    const ids = [misfit.id, foreign.id, stored.id.toUpperCase(), 'no-uuid'];
    const mine = await (await server.request(`/collect/receipts?ids=${ids.join(',')}`)).json();
    const theirs = await (
      await server.request(`/collect/receipts?ids=${stored.id},${foreign.id}`, {}, other)
    ).json();

    const receivedAt = '2026-04-16T01:00:00.000Z';
    expect(mine.receipts).toEqual([
      { id: misfit.id, status: 'quarantined', receivedAt, code: results[1]?.code },
      { id: stored.id.toUpperCase(), status: 'stored', receivedAt, code: results[0]?.code },
    ]);
    expect(theirs.receipts.map((one: { status: string }) => one.status)).toEqual([
      'conflict',
      'stored',
    ]);
  });

  it('takes 1 to 100 ids', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => index).join(',');
    for (const [query, status] of [
      ['', 422],
      ['?ids=', 422],
      [`?ids=${many(101)}`, 422],
      [`?ids=${many(100)}`, 200],
      ['?ids=%00', 200],
    ] as const) {
      expect((await server.request(`/collect/receipts${query}`)).status).toBe(status);
    }
  });
});
