import { pbkdf2Sync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditLines } from '#server/access/audit-repo.ts';
import { setFieldPeriod } from '#server/register/target-repo.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { aSubmission } from '../support/build.ts';
import { act, change, listed, make, minute, pass, phone, send } from '../support/links-in-use.ts';

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
