/** Targets, samples, pick lists and field work, asked for as the screens do, on both databases. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { drawPicks } from '#core/register/pick-list.ts';
import { type TestApp, testApp, type Who } from '../support/app.ts';
import { at, smallDefinition } from '../support/build.ts';
import { dialects } from '../support/databases.ts';

describe.each(dialects)('field work on %s', (dialect) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ dialect });
  });

  async function json(who: Who, method: string, path: string, body?: unknown) {
    const reply = await app.ask(who, method, path, body);
    return { status: reply.status, body: await reply.json() };
  }
  const survey = '/surveys/needs-a';
  const fieldWork = async (who: Who = 'mai') =>
    (await json(who, 'GET', `${survey}/field-work`)).body;

  /** Answers as a phone sends them, received at that moment. */
  async function receive(moment: string, sexes: readonly string[], outcome = 'completed') {
    app.clock.set(at(moment));
    const responses = sexes.map((sex) => ({
      id: randomUUID(),
      definitionHash: canonicalHash(smallDefinition),
      outcome,
      startedAt: `${moment}Z`,
      finishedAt: `${moment}Z`,
      language: 'vi',
      answers: { sex, age: 30 },
    }));
    const { body } = await json('collector', 'POST', '/collect/responses', { responses });
    expect(body.results.map(({ status }: { status: string }) => status)).toEqual(
      responses.map(() => 'stored'),
    );
  }

  it('begins with nothing, and says so', async () => {
    const work = await fieldWork();
    expect(work).toMatchObject({
      day: '2026-04-16',
      unit: 'responses',
      counts: { received: 0, today: 0, refused: 0, waitingOnPhones: 0 },
      cells: [],
    });
    expect(work.counts).not.toHaveProperty('people');
    expect(work.links).toMatchObject([{ id: 'link-a', received: 0 }]);
  });

  it('keeps targets: a part that is absent stays, a part that is there replaces its kind', async () => {
    const first = await json('mai', 'PUT', `${survey}/targets`, {
      period: { startsOn: '2026-04-14', endsOn: '2026-04-18', unit: 'responses' },
      survey: 20,
      links: [{ id: 'link-a', wanted: 15 }],
      cells: [
        { cell: { sex: 'f' }, wanted: 12 },
        { cell: { sex: 'm' }, wanted: 8 },
      ],
    });
    expect(first.status).toBe(200);
    expect(first.body.breakdowns).toMatchObject([
      { variable: 'sex', categories: [{ code: 'f' }, { code: 'm' }, { code: 'x' }] },
    ]);
    const { body } = await json('mai', 'PUT', `${survey}/targets`, {
      survey: null,
      cells: [{ cell: { sex: 'f' }, wanted: 10 }],
    });
    expect(body).toMatchObject({
      period: { startsOn: '2026-04-14', endsOn: '2026-04-18', unit: 'responses' },
      sites: [],
      links: [{ id: 'link-a', wanted: 15 }],
      cells: [{ cell: { sex: 'f' }, wanted: 10 }],
      countsPeople: false,
    });
    expect(body).not.toHaveProperty('survey');
    expect((await json('an', 'GET', `${survey}/targets`)).body).toEqual(body);
  });

  it.each([
    [{ sites: [{ id: 'nowhere', wanted: 1 }] }, '/sites/0/id'],
    [{ links: [{ id: 'link-b', wanted: 1 }] }, '/links/0/id'],
    [{ cells: [{ cell: { sex: 'q' }, wanted: 1 }] }, '/cells/0/cell'],
    [{ cells: [{ cell: { join: 'yes' }, wanted: 1 }] }, '/cells/0/cell'],
    [{ period: { unit: 'people' } }, '/period/unit'],
    [
      { period: { startsOn: '2026-04-18', endsOn: '2026-04-14', unit: 'responses' } },
      '/period/endsOn',
    ],
    [{ period: { startsOn: '2026-02-30', unit: 'responses' } }, '/period/startsOn'],
    [{ survey: 0 }, '/survey'],
  ])('refuses %j, and keeps what was', async (body, pointer) => {
    const before = (await json('mai', 'GET', `${survey}/targets`)).body;
    const refused = await json('mai', 'PUT', `${survey}/targets`, body);
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].pointer).toBe(pointer);
    expect((await json('mai', 'GET', `${survey}/targets`)).body).toEqual(before);
  });

  it('counts by the days of the project, by outcome, by link and by quota cell', async () => {
    // 17:30 UTC of the 14th is the 15th in Viet Nam.
    await receive('2026-04-14T03:00:00', ['f', 'f', 'm']);
    await receive('2026-04-14T17:30:00', ['f', 'm']);
    await receive('2026-04-16T01:00:00', ['f']);
    await receive('2026-04-16T02:00:00', ['x'], 'refused');
    await receive('2026-04-16T02:00:00', ['x'], 'partial');
    const work = await fieldWork();
    expect(work.counts).toMatchObject({
      received: 6,
      today: 1,
      refused: 1,
      partial: 1,
      screenedOut: 0,
      wanted: 15,
      expectedByToday: 9,
      missing: 9,
      perDayNeeded: 3,
    });
    expect(work.days).toEqual([
      { day: '2026-04-14', received: 3, expected: 3 },
      { day: '2026-04-15', received: 2, expected: 6 },
      { day: '2026-04-16', received: 1, expected: 9 },
    ]);
    expect(work.links).toMatchObject([
      {
        id: 'link-a',
        received: 6,
        days: [3, 2, 1],
        wanted: 15,
        lastReceivedAt: '2026-04-16T02:00:00.000Z',
      },
    ]);
    expect(work.cells).toMatchObject([
      { id: '{"sex":"f"}', name: 'f', cell: { sex: 'f' }, received: 4, wanted: 10, expected: 6 },
    ]);
  });

  it('tells people without a right to exact counts what progress tells them', async () => {
    expect(await fieldWork('an')).toEqual({ atLeast: 0 });
  });

  it('does not count what somebody has excluded, nor tests', async () => {
    const one = await app.store.db
      .selectFrom('response')
      .select('id')
      .where('outcome', '=', 'completed')
      .orderBy('seq')
      .executeTakeFirstOrThrow();
    const set = (values: { excluded_at?: string | null; is_test?: number }) =>
      app.store.db.updateTable('response').set(values).where('id', '=', one.id).execute();
    await set({ excluded_at: '2026-04-16T03:00:00.000Z' });
    expect((await fieldWork()).counts.received).toBe(5);
    await set({ excluded_at: null, is_test: 1 });
    expect((await fieldWork()).counts.received).toBe(5);
    await set({ is_test: 0 });
  });

  it('tells people and contacts apart by the client\u2019s index', async () => {
    const rows = await app.store.db
      .selectFrom('response')
      .select(['id', 'seq'])
      .where('outcome', '=', 'completed')
      .orderBy('seq')
      .execute();
    // Hoa three times, on the 14th, the 15th and the 16th; Lan once; the others wrote no code.
    for (const [index, client] of [
      ['0', 'hoa'],
      ['3', 'hoa'],
      ['5', 'hoa'],
      ['1', 'lan'],
    ] as const) {
      await app.store.db
        .updateTable('response')
        .set({ client_index: client })
        .where('id', '=', rows[Number(index)]?.id ?? '')
        .execute();
    }
    await app.store.db.updateTable('field_period').set({ unit: 'people' }).execute();
    const work = await fieldWork();
    expect(work).toMatchObject({
      unit: 'people',
      counts: { people: 2, contacts: 6, received: 2, today: 0 },
    });
    expect(work.days.map(({ received }: { received: number }) => received)).toEqual([2, 0, 0]);
    const project = (
      await json('mai', 'PUT', '/projects/a/targets', {
        period: { startsOn: '2026-04-14', endsOn: '2026-04-18', unit: 'people' },
        wanted: 10,
      })
    ).body;
    expect(project).toMatchObject({
      wanted: 10,
      counts: { received: 2, people: 2, contacts: 6, missing: 8, expectedByToday: 6 },
      surveys: [{ name: 'needs-a', received: 6 }],
    });
    await app.store.db.updateTable('field_period').set({ unit: 'responses' }).execute();
  });

  it('knows what phones last said that they still hold', async () => {
    await app.store.db.deleteFrom('link_contact').execute();
    await app.store.db
      .insertInto('link_contact')
      .values({
        link_id: 'link-a',
        last_seen_at: '2026-04-15T00:00:00.000Z',
        waiting: 7,
        skew_seconds: 0,
      })
      .execute();
    const work = await fieldWork();
    expect(work.counts.waitingOnPhones).toBe(7);
    expect(work.attention).toContainEqual({
      code: 'on-phones',
      params: { count: 7 },
      linkId: 'link-a',
      since: '2026-04-15T00:00:00.000Z',
    });
  });

  it('keeps how people were chosen, and works out the response rate', async () => {
    const siteId = (await json('mai', 'GET', '/projects/a')).body.sites[0].id;
    const stated = await json('mai', 'PUT', `${survey}/sample`, {
      sites: [
        { siteId, headcount: 60, invited: 40, method: 'random' },
        { siteId: 'all', headcount: 60, invited: 12, method: 'random', note: 'Bảng lương tháng 3' },
      ],
    });
    expect(stated.status).toBe(200);
    expect(stated.body.sites).toMatchObject([
      { siteId: 'all', invited: 12, note: 'Bảng lương tháng 3' },
      { siteId, invited: 40, method: 'random' },
    ]);
    expect((await fieldWork()).counts).toMatchObject({ invited: 12, responseRate: 0.5 });
    const gone = await json('mai', 'PUT', `${survey}/sample`, { sites: [{ siteId: 'all' }] });
    expect(gone.body.sites.map((one: { siteId: string }) => one.siteId)).toEqual([siteId]);
    const tooMany = await json('mai', 'PUT', `${survey}/sample`, {
      sites: [{ siteId, headcount: 10, invited: 11 }],
    });
    expect(tooMany.status).toBe(422);
    expect(
      (await json('mai', 'PUT', `${survey}/sample`, { sites: [{ siteId: 'site-b' }] })).status,
    ).toBe(422);
  });

  it('draws a pick list that can be drawn again, and keeps it when another is drawn', async () => {
    const path = `${survey}/sample/all/pick`;
    expect((await json('mai', 'GET', path)).body).toEqual({ lists: [] });
    const first = await json('mai', 'POST', path, { population: 240, size: 12 });
    expect(first.status).toBe(201);
    expect(first.body.picks).toEqual(drawPicks(first.body.seed, 240, 12));
    expect(first.body.picks).toHaveLength(12);
    const again = await json('mai', 'POST', path, { population: 240, size: 12 });
    expect(again).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason' }] } });
    const reason = 'Bảng lương cũ: có 5 người đã nghỉ';
    const second = await json('mai', 'POST', path, { population: 235, size: 12, reason });
    expect(second.body).toMatchObject({ number: 2, population: 235, reason });
    expect((await json('mai', 'GET', path)).body.lists).toEqual([second.body, first.body]);
    const { sites } = (await json('mai', 'GET', `${survey}/sample`)).body;
    expect(sites[0]).toMatchObject({
      siteId: 'all',
      headcount: 240,
      invited: 12,
      method: 'random',
      pick: { number: 2, population: 235, size: 12 },
    });
    expect((await json('mai', 'POST', path, { population: 5, size: 6, reason })).status).toBe(422);
    expect((await json('mai', 'GET', `${survey}/sample/site-b/pick`)).status).toBe(404);
  });

  it('writes what was stated into the audit, without names', async () => {
    const lines = await app.store.db
      .selectFrom('audit')
      .select(['action', 'detail'])
      .where('action', 'in', [
        'targets.stated',
        'sample.stated',
        'pick-list.drawn',
        'pick-list.redrawn',
      ])
      .execute();
    expect(new Set(lines.map(({ action }) => action)).size).toBe(4);
    expect(JSON.stringify(lines)).not.toMatch(/Bảng lương/);
  });
});
