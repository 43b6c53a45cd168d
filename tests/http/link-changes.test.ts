import { pbkdf2Sync } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  codeCountsSchema,
  codesReplySchema,
  type LinkReply,
  linkCreatedSchema,
  linkReplySchema,
  linkRotatedSchema,
  linksCreatedSchema,
} from '#core/links/link-api.ts';
import { canonicalCode } from '#core/links/one-time-code.ts';
import { auditLines } from '#server/access/audit-repo.ts';
import { codeHash } from '#server/links/code-service.ts';
import { burnCodes, codeStates } from '#server/links/one-time-code-repo.ts';
import { setFieldPeriod } from '#server/register/target-repo.ts';
import { problemOf, type TestApp, testApp } from '../support/app.ts';
import { aSubmission, testKeys } from '../support/build.ts';
import { dialects } from '../support/databases.ts';

const minute = 60_000;
const phone = (app: TestApp, token: string, path = '/collect/link', init: RequestInit = {}) =>
  app.request(`/api/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
const send = async (app: TestApp, token: string, ...responses: unknown[]) => {
  const body = JSON.stringify({ responses });
  const reply = await phone(app, token, '/collect/responses', { method: 'POST', body });
  const { results } = z
    .object({
      results: z.array(
        z.object({ status: z.string(), problem: z.object({ code: z.string() }).optional() }),
      ),
    })
    .parse(await reply.json());
  return results.map(({ status, problem }) => problem?.code ?? status);
};
const make = async (app: TestApp, body: Record<string, unknown>) => {
  const reply = await app.ask('mai', 'POST', '/surveys/needs-a/links', body);
  expect(reply.status).toBe(201);
  return linkCreatedSchema.parse(await reply.json());
};
const change = (app: TestApp, id: string, body: Record<string, unknown>) =>
  app.ask('mai', 'PATCH', `/links/${id}`, body);
const act = async (app: TestApp, id: string, what: string, body?: unknown) => {
  const reply = await app.ask('mai', 'POST', `/links/${id}/${what}`, body);
  expect(reply.status).toBeLessThan(300);
  return reply.json();
};
const listed = async (app: TestApp, id: string, who: 'mai' | 'an' = 'mai'): Promise<LinkReply> => {
  const reply = await app.ask(who, 'GET', '/surveys/needs-a/links');
  const link = z
    .array(linkReplySchema)
    .parse(await reply.json())
    .find((one) => one.id === id);
  if (!link) throw new Error('the link is not listed');
  return link;
};
/** Moves the clock on. @returns the moment before and the moment after, as a phone writes them */
const pass = (app: TestApp, ms: number) => {
  const before = app.clock.now();
  app.clock.set(new Date(before.getTime() + ms));
  return { before: before.toISOString(), after: app.clock.now().toISOString() };
};
const begun = (startedAt: string) => aSubmission({ startedAt, finishedAt: startedAt });

describe.each(dialects)('a link in the field on %s', (dialect) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ dialect });
  });

  it('is changed in what is given, keeps the rest, and loses what is null', async () => {
    const { id } = await make(app, { purpose: 'collector', holder: 'Hoa', quota: 9, wanted: 7 });

    await change(app, id, {
      holder: ' Chị Lan ',
      siteId: 'site-a',
      language: 'en',
      closesAt: '2026-04-18',
      prefill: { join: 'yes' },
    });
    const changed = await listed(app, id);
    await change(app, id, { siteId: null, quota: null, wanted: null, prefill: null });
    const cleared = await listed(app, id);

    expect(changed).toMatchObject({
      holder: 'Chị Lan',
      siteId: 'site-a',
      language: 'en',
      closesAt: '2026-04-18T16:59:59.000Z',
      prefill: { join: 'yes' },
      quota: 9,
      wanted: 7,
    });
    expect(cleared).toMatchObject({ holder: 'Chị Lan', language: 'en' });
    for (const gone of ['siteId', 'site', 'quota', 'wanted', 'prefill']) {
      expect(cleared).not.toHaveProperty(gone);
    }
  });

  it('is paused: who was being asked is heard to the end, others wait, until it goes on', async () => {
    const { id, token } = await make(app, { purpose: 'collector' });

    await act(app, id, 'pause');
    const { before, after } = pass(app, minute);
    const opened = await phone(app, token);
    const meanwhile = await send(app, token, begun(before), begun(after));
    const status = (await listed(app, id)).status;
    await act(app, id, 'resume');
    const later = await send(app, token, begun(after));

    expect([opened.status, await problemOf(opened)]).toEqual([410, 'link-paused']);
    expect(meanwhile).toEqual(['stored', 'link-paused']);
    expect(status).toBe('paused');
    expect(later).toEqual(['stored']);
    expect((await listed(app, id)).status).toBe('open');
    expect((await phone(app, token)).status).toBe(200);
  });

  it('is closed at once, and opened again by another last day', async () => {
    const { id, token } = await make(app, { purpose: 'collector' });
    const { before, after } = pass(app, minute);

    await act(app, id, 'close');
    const closed = await listed(app, id);
    const opened = await phone(app, token);
    const results = await send(app, token, begun(before), begun(after));
    await change(app, id, { closesAt: null });

    expect(closed.status).toBe('closed');
    expect([opened.status, await problemOf(opened)]).toEqual([410, 'link-over']);
    expect(results).toEqual(['stored', 'link-closed']);
    expect((await listed(app, id)).status).toBe('open');
  });

  it('is handed over with its target and counts; the address before stops working', async () => {
    const { id, token } = await make(app, { purpose: 'collector', holder: 'Hoa', wanted: 12 });
    await send(app, token, begun(app.clock.now().toISOString()));

    const reply = await act(app, id, 'hand-over', { holder: 'Anh Ba' });
    const next = linkRotatedSchema.parse(reply);
    const former = await phone(app, token);
    const fromBefore = await send(app, token, begun(app.clock.now().toISOString()));
    const opened = await (await phone(app, next.token)).json();

    expect(next).toMatchObject({ id, holder: 'Anh Ba' });
    expect(next.shareText.vi).toContain(next.url);
    expect(former.status).toBe(410);
    expect(fromBefore).toEqual(['link-rotated']);
    expect(opened).toMatchObject({ link: { id, holder: 'Anh Ba' } });
    expect(await listed(app, id)).toMatchObject({ holder: 'Anh Ba', wanted: 12, completed: 1 });
  });

  it('is made many times in one go, all or none', async () => {
    const before = await app.store.db.selectFrom('link').select('id').execute();
    const asked = ['Hoa', 'Ba', 'Lan'].map((holder) => ({ purpose: 'collector', holder }));

    const unfit = await app.ask('mai', 'POST', '/surveys/needs-a/links/many', {
      links: [...asked, { purpose: 'kiosk', language: 'fr' }, { purpose: 'spy' }],
    });
    const unfitBySite = await app.ask('mai', 'POST', '/surveys/needs-a/links/many', {
      links: [...asked, { purpose: 'kiosk', language: 'fr', siteId: 'site-b' }],
    });
    const none = await app.store.db.selectFrom('link').select('id').execute();
    const made = await app.ask('mai', 'POST', '/surveys/needs-a/links/many', { links: asked });
    const { links } = linksCreatedSchema.parse(await made.json());

    expect(await unfit.json()).toMatchObject({ errors: [{ pointer: '/links/4/purpose' }] });
    expect(await unfitBySite.json()).toMatchObject({
      code: 'request-unfit',
      errors: [{ pointer: '/links/3/siteId' }, { pointer: '/links/3/language' }],
    });
    expect(none).toHaveLength(before.length);
    expect(links.map(({ holder }) => holder)).toEqual(['Hoa', 'Ba', 'Lan']);
    for (const { token } of links) expect((await phone(app, token)).status).toBe(200);
  });

  it('asks for codes of which storage has keyed hashes only', async () => {
    const { id, token } = await make(app, { purpose: 'respondent', oneTimeCodes: true });

    const { codes } = codesReplySchema.parse(await act(app, id, 'codes', { count: 40 }));
    await act(app, id, 'codes', { count: 2 });
    const rows = await app.store.db
      .selectFrom('one_time_code')
      .selectAll()
      .where('link_id', '=', id)
      .execute();
    const opened = await (await phone(app, token)).json();

    expect(new Set(codes).size).toBe(40);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(rows).toHaveLength(42);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['code_hash', 'link_id', 'used_on']);
    const [first = ''] = codes;
    const plain = first.replace('-', '');
    const text = JSON.stringify(rows);
    expect(text).not.toContain(plain);
    expect(text).not.toContain(app.secrets.hash(`${id}:${plain}`));
    expect(opened).toMatchObject({ link: { oneTimeCodes: true } });
    expect((await listed(app, id)).oneTimeCodes).toEqual({ made: 42, used: 0 });
    expect((await listed(app, id, 'an')).oneTimeCodes).toEqual({ made: 42 });
  });

  it('burns a code once, for its own link only', async () => {
    const { db } = app.store;
    const { id } = await make(app, { purpose: 'respondent', oneTimeCodes: true });
    const other = await make(app, { purpose: 'respondent', oneTimeCodes: true });
    const { codes } = codesReplySchema.parse(await act(app, id, 'codes', { count: 3 }));
    const canonical = codes.map((code) => canonicalCode(code) ?? '');
    const hashes = canonical.map((code) => codeHash(testKeys(), id, code));
    const [first = '', second = ''] = hashes;

    const burnt = await burnCodes(db, id, [first], '2026-04-16');
    const again = await burnCodes(db, id, [first, second], '2026-04-17');
    const states = await codeStates(db, id, [...hashes, 'unknown']);
    const elsewhere = await codeStates(db, other.id, hashes);

    expect([burnt, again]).toEqual([[first], [second]]);
    expect(hashes.map((hash) => states.get(hash))).toEqual(['used', 'used', 'unused']);
    expect(states.has('unknown')).toBe(false);
    expect(elsewhere.size).toBe(0);
    expect(codeHash(testKeys(), other.id, canonical[0] ?? '')).not.toBe(first);
    const days = await db
      .selectFrom('one_time_code')
      .select('used_on')
      .where('code_hash', '=', first)
      .execute();
    expect(days).toEqual([{ used_on: '2026-04-16' }]);
    const counts = await app.ask('mai', 'GET', `/links/${id}/codes`);
    expect(codeCountsSchema.parse(await counts.json())).toEqual({ made: 3, used: 2 });
    const many = await app.ask('mai', 'POST', `/links/${id}/codes`, { count: 501 });
    expect(many.status).toBe(422);
  });

  it('leads to the exit that its project has chosen, and phones hear of it', async () => {
    const { token } = await make(app, { purpose: 'respondent' });
    const first = await phone(app, token);

    const exitUrl = 'https://thoitiet.example.org/hom-nay';
    await app.ask('mai', 'PUT', '/projects/a/exit', { exitUrl });
    const second = await phone(app, token);
    const shown = await app.ask('an', 'GET', '/projects/a/exit');
    await app.ask('mai', 'PUT', '/projects/a/exit', { exitUrl: null });
    const third = await phone(app, token);

    expect(await first.json()).not.toHaveProperty('link.exitUrl');
    expect(await second.json()).toMatchObject({ link: { exitUrl } });
    expect(await shown.json()).toEqual({ exitUrl });
    expect(await third.json()).not.toHaveProperty('link.exitUrl');
    const tags = [first, second, third].map(({ headers }) => headers.get('etag'));
    expect(new Set(tags).size).toBe(3);
  });

  it('leaves a line of each change in the audit, without a name', async () => {
    const { id } = await make(app, { purpose: 'kiosk', holder: 'Phòng khám Z' });
    await change(app, id, { holder: 'Phòng khám Y', kioskPin: '4711' });
    for (const what of ['pause', 'pause', 'resume', 'close']) await act(app, id, what);
    await act(app, id, 'hand-over', { holder: 'Phòng khám X' });
    await act(app, id, 'revoke');

    const lines = await auditLines(app.store.db, 'org', { limit: 20 });
    const own = lines.filter(({ subject }) => subject === `link:${id}`).reverse();

    expect(own.map(({ action }) => action)).toEqual([
      'link.created',
      'link.changed',
      'link.paused',
      'link.resumed',
      'link.closed',
      'link.handed-over',
      'link.revoked',
    ]);
    expect(own[1]?.detail).toEqual({ fields: 'holder kioskPin' });
    expect(JSON.stringify(lines)).not.toMatch(/Phòng|4711/);
  });
});

it('leaves no mark of PostgreSQL by which a used code could be laid beside its answer', async () => {
  const app = await testApp({ dialect: 'postgres' });
  const { db } = app.store;
  const { id } = await make(app, { purpose: 'respondent', oneTimeCodes: true });
  const { codes } = codesReplySchema.parse(await act(app, id, 'codes', { count: 40 }));
  const hashes = codes.map((code) => codeHash(testKeys(), id, canonicalCode(code) ?? ''));
  const marks = async () => {
    const { rows } = await sql<{ hash: string; writer: string }>`
      select code_hash as hash, xmin::text as writer from one_time_code order by ctid`.execute(db);
    return rows;
  };
  const before = await marks();

  for (const hash of [hashes[7] ?? '', hashes[3] ?? '', hashes[31] ?? '']) {
    await burnCodes(db, id, [hash], '2026-04-16');
  }
  const after = await marks();

  expect(new Set(after.map(({ writer }) => writer)).size).toBe(1);
  expect(after[0]?.writer).not.toBe(before[0]?.writer);
  expect(after.map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash));
});

describe('what a phone is told of a link', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });

  it('is told anew once the link was changed, and not again', async () => {
    const { id, token } = await make(app, { purpose: 'collector', holder: 'Hoa' });
    const ask = (tag: string | null) =>
      app.request('/api/v1/collect/link', {
        headers: { authorization: `Bearer ${token}`, 'if-none-match': tag ?? '' },
      });
    const first = await phone(app, token);
    const hash = (await first.json()).definitionHash;
    const etag = first.headers.get('etag');

    const unchanged = await ask(etag);
    await change(app, id, { holder: 'Ba' });
    const changed = await ask(etag);
    const known = await ask(changed.headers.get('etag'));

    expect(etag).toBe(`"${hash}"`);
    expect([unchanged.status, changed.status, known.status]).toEqual([304, 200, 304]);
    expect(await changed.json()).toMatchObject({ link: { holder: 'Ba' } });
  });

  it('is not taken for what it was told of another link', async () => {
    const reply = await phone(app, app.tokens.a);

    expect(reply.headers.get('vary')).toContain('authorization');
  });

  it('is what a kiosk checks its PIN by, never the PIN', async () => {
    const { id, token } = await make(app, { purpose: 'kiosk', kioskPin: '2580' });

    const text = await (await phone(app, token)).text();
    const { kiosk } = JSON.parse(text).link;
    const { salt, hash, iterations } = kiosk.pin;
    await change(app, id, { kioskPin: null });
    const without = await (await phone(app, token)).json();

    const bytes = (part: string) => Buffer.from(part, 'base64url');
    expect(pbkdf2Sync('2580', bytes(salt), iterations, 32, 'sha256')).toEqual(bytes(hash));
    expect(bytes(salt)).toHaveLength(16);
    expect(text).not.toContain('2580');
    expect(without.link.kiosk).toEqual({});
    expect((await listed(app, id)).hasPin).toBe(false);
  });

  it('is prefilled answers that the newest version takes', async () => {
    const { token } = await make(app, { purpose: 'respondent', prefill: { sex: 'f', age: 31 } });

    expect(await (await phone(app, token)).json()).toMatchObject({
      link: { prefill: { sex: 'f', age: 31 } },
    });
  });
});

describe('a change is refused', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });

  it.each([
    [{ siteId: 'site-b' }, '/siteId'],
    [{ language: 'fr' }, '/language'],
    [{ quota: 0 }, '/quota'],
    [{ wanted: -1 }, '/wanted'],
    [{ kioskPin: '2580' }, '/kioskPin'],
    [{ kioskPin: '12a4' }, '/kioskPin'],
    [{ opensAt: '2026-04-19', closesAt: '2026-04-18' }, '/closesAt'],
    [{ prefill: { why_not: 'because' } }, '/prefill/why_not'],
    [{ prefill: { sex: 'q' } }, '/prefill/sex'],
    [{ oneTimeCodes: true }, '/oneTimeCodes'],
    [{ purpose: 'kiosk' }, '/purpose'],
    [{ completed: 0 }, '/completed'],
    [{ revokedAt: null }, '/revokedAt'],
  ])('for %o at %s', async (body, pointer) => {
    const before = await listed(app, 'link-a');

    const reply = await change(app, 'link-a', body);

    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({ code: 'request-unfit', errors: [{ pointer }] });
    expect(await listed(app, 'link-a')).toEqual(before);
  });

  it('once the link is withdrawn, and of links that belong to a trial', async () => {
    const { id } = await make(app, { purpose: 'collector' });
    await act(app, id, 'revoke');
    const trial = await (await app.ask('mai', 'POST', '/surveys/needs-a/trial', {})).json();

    for (const what of ['pause', 'resume', 'close', 'rotate']) {
      const reply = await app.ask('mai', 'POST', `/links/${id}/${what}`);
      expect(await problemOf(reply)).toBe('link-revoked');
    }
    expect(await problemOf(await change(app, id, { holder: 'Ba' }))).toBe('link-revoked');
    expect(await problemOf(await change(app, trial.id, { holder: 'Ba' }))).toBe('not-found');
  });

  it.each([
    'http://thoitiet.example.org/',
    'https://me:secret@example.org/',
    'https://example.org/?q=hiv',
    'https://example.org/#hiv',
    'javascript:alert(1)',
    'https://localhost:8080/',
    'thoitiet',
  ])('where an exit is %s', async (exitUrl) => {
    const reply = await app.ask('mai', 'PUT', '/projects/a/exit', { exitUrl });

    expect(reply.status).toBe(422);
    expect((await reply.json()).errors[0]).toMatchObject({ pointer: '/exitUrl' });
  });

  it.each([
    [{ purpose: 'collector', oneTimeCodes: true }, '/oneTimeCodes'],
    [{ purpose: 'respondent', kioskPin: '2580' }, '/kioskPin'],
    [{ purpose: 'kiosk', kioskPin: '123' }, '/kioskPin'],
    [{ purpose: 'kiosk', prefill: { sex: 4 } }, '/prefill/sex'],
  ])('before it is made, for %o', async (body, pointer) => {
    const reply = await app.ask('mai', 'POST', '/surveys/needs-a/links', body);

    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({ errors: [{ pointer }] });
  });
});

describe('how far the holder of a link has come', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  const standing = (app: TestApp, token: string) => phone(app, token, '/collect/standing');

  it('is told with what is wanted, and what should be there today', async () => {
    await setFieldPeriod(app.store.db, 'survey-a', {
      startsOn: '2026-04-14',
      endsOn: '2026-04-18',
      unit: 'responses',
    });
    const { token } = await make(app, { purpose: 'collector', opensAt: '2026-04-14', wanted: 11 });
    await send(app, token, aSubmission(), aSubmission({ outcome: 'refused', answers: {} }));

    const reply = await standing(app, token);

    // Made on the third of five days: the first of three, whatever day was wished for its opening.
    expect(await reply.json()).toEqual({
      received: 1,
      wanted: 11,
      expectedByToday: 3,
      endsOn: '2026-04-18',
      state: 'open',
    });
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  it('says what there is to say without a target', async () => {
    const { id, token } = await make(app, { purpose: 'partner', closesAt: '2026-04-17' });
    await act(app, id, 'pause');

    const reply = await standing(app, token);

    expect(await reply.json()).toEqual({ received: 0, endsOn: '2026-04-17', state: 'paused' });
  });

  it.each(['respondent', 'kiosk'])('is not told to whoever opens a %s link', async (purpose) => {
    const { token } = await make(app, { purpose, wanted: 5 });

    expect((await standing(app, token)).status).toBe(404);
  });

  it('is told by a token that works, and by no other', async () => {
    const { id, token } = await make(app, { purpose: 'collector' });
    await act(app, id, 'rotate');

    expect((await standing(app, token)).status).toBe(410);
    expect((await standing(app, 'x'.repeat(22))).status).toBe(401);
    const posted = await phone(app, app.tokens.a, '/collect/standing', { method: 'POST' });
    expect(posted.status).toBe(405);
  });
});

describe('the links of an anonymous survey', () => {
  it('show counts in batches, and neither when nor to the collector', async () => {
    const app = await testApp();
    const { id, token } = await make(app, { purpose: 'collector', quota: 12 });
    await app.store.db
      .updateTable('survey')
      .set({ anonymous: 1 })
      .where('id', '=', 'survey-a')
      .execute();
    const kiosk = await make(app, { purpose: 'kiosk', quota: 12 });
    const opened = await (await phone(app, kiosk.token)).json();
    const seen: unknown[] = [];
    for (const size of [9, 1, 4]) {
      const items = Array.from({ length: size }, () => aSubmission());
      await send(app, kiosk.token, ...items);
      const { completed, status, lastReceivedAt } = await listed(app, kiosk.id);
      seen.push([completed, status, lastReceivedAt]);
    }

    expect(opened).toMatchObject({ link: { anonymous: true } });
    expect(seen).toEqual([
      [0, 'open', undefined],
      [10, 'open', undefined],
      [10, 'open', undefined],
    ]);
    expect((await phone(app, token, '/collect/standing')).status).toBe(404);
    expect(await listed(app, id)).toMatchObject({ completed: 0 });
    const row = await app.store.db
      .selectFrom('link')
      .select('completed')
      .where('id', '=', kiosk.id)
      .executeTakeFirstOrThrow();
    expect(row.completed).toBe(12);
  });
});

describe('whoever tries out tokens', () => {
  it('is noticed in the audit once an hour, with no address and no token', async () => {
    const app = await testApp();
    const guess = (index: number) => phone(app, `guess${String(index).padStart(17, '0')}`);
    const alarms = async () =>
      (await auditLines(app.store.db, 'org', { limit: 50 })).filter(
        ({ action }) => action === 'link-tokens-guessed',
      );

    const statuses = [];
    for (let index = 0; index < 20; index += 1) statuses.push((await guess(index)).status);
    const quiet = await alarms();
    for (let index = 20; index < 45; index += 1) statuses.push((await guess(index)).status);
    const noticed = await alarms();
    const right = await phone(app, app.tokens.a);
    pass(app, 61 * minute);
    for (let index = 0; index < 21; index += 1) await guess(index);

    expect(new Set(statuses)).toEqual(new Set([401]));
    expect(quiet).toEqual([]);
    expect(noticed).toHaveLength(1);
    expect(noticed[0]).toMatchObject({ actor: 'system', detail: { moreThanAMinute: 20 } });
    expect(JSON.stringify(noticed)).not.toContain('guess0');
    expect(right.status).toBe(200);
    expect(await alarms()).toHaveLength(2);
  });
});
