/** Files of responses and paper forms over HTTP, asked as the screens ask. */
import { describe, expect, it } from 'vitest';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { problemOf, type TestApp, testApp, type Who } from '../support/app.ts';
import { smallDefinition } from '../support/build.ts';

const first = '00000000-0000-4000-8000-000000000001';
const second = '00000000-0000-4000-8000-000000000002';
const csv = `_uuid,sex,age\n${first},f,31\n${second},zz,40\n`;

const send = (app: TestApp, who: 'mai' | 'linh' | 'an', body: string, query = '') =>
  app.request(`/api/v1/surveys/needs-a/responses/import?file=a.csv${query}`, {
    method: 'POST',
    headers: { cookie: app.cookieOf(who), origin: 'http://localhost' },
    body,
  });

const linesOf = async (reply: Response): Promise<readonly Record<string, unknown>[]> =>
  (await reply.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('an upload', () => {
  it('answers with progress and then the report; once more it stores nothing', async () => {
    const app = await testApp();

    const dry = await linesOf(await send(app, 'mai', csv, '&dryRun=1'));
    const lines = await linesOf(await send(app, 'mai', csv));
    const again = await linesOf(await send(app, 'linh', csv));

    expect(dry.at(-1)).toMatchObject({ report: { isDryRun: true, rows: 2, stored: 2 } });
    expect(lines[0]).toEqual({ progress: { done: 2, total: 2 } });
    expect(lines.at(-1)).toMatchObject({
      report: { stored: 2, losses: [{ row: 3, column: 'sex', code: 'code-unlisted' }] },
    });
    expect(again.at(-1)).toMatchObject({ report: { stored: 0, alreadyStored: 2 } });
  });

  it('that cannot be read says why, without a word of it', async () => {
    const app = await testApp();

    const lines = await linesOf(await send(app, 'mai', 'secret,b\n1,2\n'));

    expect(lines).toEqual([{ problem: { code: 'file-unreadable', refusal: 'no-columns' } }]);
  });

  it('that is broken off stops after whole batches', async () => {
    const app = await testApp();
    const rows = Array.from({ length: 3000 }, (_, at) => `id-${at},${at % 70}`).join('\n');
    const reply = await send(app, 'mai', `_uuid,age\n${rows}\n`);
    const reader = reply.body?.getReader();

    await reader?.read();
    await reader?.cancel();

    const { count } = await app.store.db
      .selectFrom('response')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(3000);
    expect(count % 250).toBe(0);
  });
});

describe('a download', () => {
  it('is a file with an audit line, and names people for owners only', async () => {
    const app = await testApp();
    await linesOf(await send(app, 'mai', csv));

    const reply = await app.ask('mai', 'GET', '/surveys/needs-a/responses?format=csv');
    const text = await reply.text();

    expect(reply.headers.get('content-disposition')).toBe(
      'attachment; filename="responses-needs-a.csv"',
    );
    expect(text).toContain(`${first},`);
    const asked = (who: Who) =>
      app.ask(who, 'GET', '/surveys/needs-a/responses?format=csv&identifiers=1');
    expect(await problemOf(await asked('mai'))).toBe('not-allowed');
    expect((await asked('linh')).status).toBe(200);
    const audit = await app.store.db
      .selectFrom('audit')
      .select(['actor', 'action'])
      .where('action', '=', 'responses.exported')
      .execute();
    expect(audit.map(({ actor }) => actor)).toEqual(['mai', 'linh']);
  });
});

describe('paper typed in', () => {
  const entry = (special: Readonly<Record<string, unknown>> = {}) => ({
    number: '17',
    definitionHash: canonicalHash(smallDefinition),
    isDouble: false,
    paper: { day: '2026-04-10', collector: 'Chị Lan', site: 'hoa-binh' },
    answers: { sex: 'f', age: 31, join: 'yes' },
    ...special,
  });
  const at = (id: string, rest = '') => `/surveys/needs-a/typed-entries/${id}${rest}`;
  const put = (app: TestApp, who: Who, id: string, body: unknown) =>
    app.ask(who, 'PUT', at(id), body);
  const finish = async (app: TestApp, who: Who, id: string): Promise<Record<string, unknown>> =>
    JSON.parse(await (await app.ask(who, 'POST', at(id, '/finish'))).text());

  it('is a draft of its own person until it is finished, then a response with what the paper said', async () => {
    const app = await testApp();
    await put(app, 'mai', first, entry({ answers: { sex: 'f' } }));
    await put(app, 'mai', first, entry());

    const seen = await (await app.ask('linh', 'GET', '/surveys/needs-a/typed-entries')).text();
    const finished = await finish(app, 'mai', first);

    expect(seen).toContain('"number":"17"');
    expect(seen).not.toContain('"answers"');
    expect((await put(app, 'linh', first, entry())).status).toBe(200);
    expect(finished).toMatchObject({ status: 'stored' });
    const row = await app.store.db.selectFrom('response').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      id: first,
      link_id: null,
      source: 'typed',
      paper_number: '17',
      collector: 'Chị Lan',
      site_id: 'site-a',
      finished_at: '2026-04-10T05:00:00.000Z',
      flags: '[]',
    });
  });

  it('that cannot be answers to the form is not stored', async () => {
    const app = await testApp();
    await put(app, 'mai', first, entry({ answers: { sex: 'nobody' } }));

    const reply = await app.ask('mai', 'POST', at(first, '/finish'));

    expect(await problemOf(reply)).toBe('answers-unfit');
    expect(await (await app.ask('mai', 'GET', '/surveys/needs-a/typed-entries')).text()).toContain(
      first,
    );
  });

  it('twice and alike is stored once, under the id of the first', async () => {
    const app = await testApp();
    await put(app, 'mai', first, entry({ isDouble: true }));
    expect(await finish(app, 'mai', first)).toEqual({ status: 'waiting' });
    await put(app, 'linh', second, entry({ isDouble: true }));

    expect(await finish(app, 'linh', second)).toMatchObject({ status: 'stored' });
    const rows = await app.store.db.selectFrom('response').select('id').execute();
    expect(rows).toEqual([{ id: first }]);
    expect(await app.store.db.selectFrom('typed_entry').selectAll().execute()).toEqual([]);
  });

  it('twice and differently waits for a decision', async () => {
    const app = await testApp();
    await put(app, 'mai', first, entry({ isDouble: true }));
    await finish(app, 'mai', first);
    expect(await problemOf(await put(app, 'mai', first, entry()))).toBe('entry-finished');
    await put(app, 'linh', second, entry({ isDouble: true, answers: { sex: 'm', age: 31 } }));

    const compared = await finish(app, 'linh', second);

    expect(compared).toMatchObject({
      status: 'differs',
      differences: [
        { pointer: '/answers/sex', first: 'f', second: 'm' },
        { pointer: '/answers/join', first: 'yes' },
      ],
    });
    expect(await app.store.db.selectFrom('response').selectAll().execute()).toEqual([]);
    const { paper } = entry();
    const answers = { sex: 'm', age: 31, join: 'yes' };
    const settled = await app.ask('linh', 'POST', at('settle'), { first, second, paper, answers });
    expect(settled.status).toBe(200);
    const row = await app.store.db.selectFrom('response').selectAll().executeTakeFirstOrThrow();
    expect(JSON.parse(row.answers)).toEqual(answers);
  });

  it('under a number that has been stored is pointed out', async () => {
    const app = await testApp();
    await put(app, 'mai', first, entry());
    await finish(app, 'mai', first);

    const reply = await put(app, 'mai', second, entry());

    expect(await reply.json()).toMatchObject({ isTypedBefore: true });
  });
});
