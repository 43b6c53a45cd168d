import { beforeAll, describe, expect, it } from 'vitest';
import { linkRotatedSchema, linksCreatedSchema } from '#core/links/link-api.ts';
import { auditLines } from '#server/access/audit-repo.ts';
import { problemOf, type TestApp, testApp } from '../support/app.ts';
import { dialects } from '../support/databases.ts';
import {
  act,
  begun,
  change,
  listed,
  make,
  minute,
  pass,
  phone,
  send,
} from '../support/links-in-use.ts';

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
