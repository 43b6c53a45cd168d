import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { linkCreatedSchema, linkReplySchema, linkRotatedSchema } from '#core/links/link-api.ts';
import { problemOf, type TestApp, testApp } from '../support/app.ts';
import { dialects } from '../support/databases.ts';

const create = async (app: TestApp, body: Record<string, unknown>) => {
  const reply = await app.ask('mai', 'POST', '/surveys/needs-a/links', body);
  expect(reply.status).toBe(201);
  return linkCreatedSchema.parse(await reply.json());
};
const list = async (app: TestApp, who: 'mai' | 'an') => {
  const reply = await app.ask(who, 'GET', '/surveys/needs-a/links');
  return z.array(linkReplySchema).parse(await reply.json());
};
const open = (app: TestApp, token: string) =>
  app.request('/api/v1/collect/link', { headers: { authorization: `Bearer ${token}` } });

describe.each(dialects)('a new link (%s)', (dialect) => {
  it('opens the survey by a token that stands in its address and nowhere in storage', async () => {
    const app = await testApp({ dialect });

    const { id, url, token } = await create(app, { purpose: 'collector', holder: 'Chị Hoa' });

    expect(token).toMatch(/^[\w-]{22}$/);
    expect(url).toBe(`http://localhost/s/${id}#${token}`);
    const opened = await open(app, token);
    expect(opened.status).toBe(200);
    expect(await opened.json()).toMatchObject({ link: { id, purpose: 'collector' }, version: 1 });
    const rows = await app.store.db.selectFrom('link').selectAll().where('id', '=', id).execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows[0]?.token_hash).toBe(app.secrets.hash(token));
  });

  it('closes at the end of its day in the time zone of the project', async () => {
    const app = await testApp({ dialect });

    await create(app, { purpose: 'respondent', opensAt: '2026-04-14', closesAt: '2026-04-18' });

    const link = (await list(app, 'mai')).at(-1);
    expect(link).toMatchObject({
      opensAt: '2026-04-13T17:00:00.000Z',
      closesAt: '2026-04-18T16:59:59.000Z',
    });
  });

  it('stops working when it is revoked, and when it gets another token', async () => {
    const app = await testApp({ dialect });
    const { id, token } = await create(app, { purpose: 'collector' });

    const rotated = await app.ask('mai', 'POST', `/links/${id}/rotate`);
    const next = linkRotatedSchema.parse(await rotated.json());
    const former = await open(app, token);
    const current = await open(app, next.token);
    await app.ask('mai', 'POST', `/links/${id}/revoke`);
    const revoked = await open(app, next.token);

    expect(next.token).not.toBe(token);
    expect(former.status).toBe(410);
    expect(current.status).toBe(200);
    expect(revoked.status).toBe(410);
    expect((await list(app, 'mai')).at(-1)?.revokedAt).toBeDefined();
  });
});

describe('what goes along with a link', () => {
  it('is a message in each of our languages, with the title and the address', async () => {
    const app = await testApp();

    const { url, shareText } = await create(app, { purpose: 'respondent' });

    expect(Object.keys(shareText)).toEqual(['vi', 'en', 'ru', 'id']);
    for (const text of Object.values(shareText)) expect(text).toContain(url);
    expect(shareText.vi).toContain('Nhu cầu học tập');
    expect(shareText.en).toContain('What to learn');
  });

  it('asks collectors to keep it to themselves', async () => {
    const app = await testApp();

    const collector = await create(app, { purpose: 'collector' });
    const respondent = await create(app, { purpose: 'respondent' });

    expect(collector.shareText.en).toContain('do not pass it on');
    expect(respondent.shareText.en).not.toContain('do not pass it on');
  });
});

describe('a link is refused', () => {
  it.each([
    [{ purpose: 'spy' }, '/purpose'],
    [{ purpose: 'collector', quota: 0 }, '/quota'],
    [{ purpose: 'collector', quota: 1.5 }, '/quota'],
    [{ purpose: 'collector', closesAt: '2026-02-30' }, '/closesAt'],
    [{ purpose: 'collector', closesAt: 'soon' }, '/closesAt'],
    [{ purpose: 'collector', siteId: 'site-b' }, '/siteId'],
    [{ purpose: 'collector', siteId: 'site-x' }, '/siteId'],
    [{ purpose: 'collector', language: 'fr' }, '/language'],
    [{ purpose: 'collector', opensAt: '2026-04-19', closesAt: '2026-04-18' }, '/closesAt'],
    [{ purpose: 'collector', token: 'mine' }, '/token'],
    [{ purpose: 'collector', completed: 0 }, '/completed'],
    [{}, '/purpose'],
  ])('for %o at %s', async (body, pointer) => {
    const app = await testApp();

    const reply = await app.ask('mai', 'POST', '/surveys/needs-a/links', body);

    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({ code: 'request-unfit', errors: [{ pointer }] });
    expect(await list(app, 'mai')).toHaveLength(1);
  });

  it('while the survey has no published version', async () => {
    const app = await testApp();
    await app.ask('mai', 'POST', '/projects/a/surveys', {
      name: 'fresh',
      library: { name: 'worker-needs', version: 1 },
    });

    const reply = await app.ask('mai', 'POST', '/surveys/fresh/links', { purpose: 'collector' });

    expect(await problemOf(reply)).toBe('version-unknown');
  });
});

describe('the list of links', () => {
  it('has counts for the coordinator, and not for a consultant', async () => {
    const app = await testApp();

    const [seenByMai] = await list(app, 'mai');
    const [seenByAn] = await list(app, 'an');

    expect(seenByMai).toMatchObject({ id: 'link-a', completed: 0 });
    expect(seenByAn).toMatchObject({ id: 'link-a' });
    expect(seenByAn).not.toHaveProperty('completed');
    expect(seenByAn).not.toHaveProperty('lastReceivedAt');
  });

  it('never has a token or an address', async () => {
    const app = await testApp();
    const { token, url } = await create(app, { purpose: 'collector' });

    const text = await (await app.ask('mai', 'GET', '/surveys/needs-a/links')).text();

    expect(text).not.toContain(token);
    expect(text).not.toContain(url);
    expect(text).not.toContain(app.secrets.hash(token));
  });
});
