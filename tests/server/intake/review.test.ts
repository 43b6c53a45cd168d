import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createColumnStores } from '#server/analysis/column-store.ts';
import { surveyResults } from '#server/analysis/results-service.ts';
import { flagCounts } from '#server/intake/review-repo.ts';
import { problemOf, type TestApp, testApp } from '../../support/app.ts';
import { aSubmission } from '../../support/build.ts';
import { dialects } from '../../support/databases.ts';

const survey = '/surveys/needs-a';

describe.each(dialects)('judging responses on %s', (dialect) => {
  let app: TestApp;
  const sent: string[] = [];

  const ask = async (method: string, path: string, body?: unknown, who: 'mai' | 'linh' = 'mai') => {
    const reply = await app.ask(who, method, `${survey}${path}`, body);
    return { status: reply.status, body: reply.status === 204 ? undefined : await reply.json() };
  };
  const send = async (...items: readonly object[]) => {
    const reply = await app.request('/api/v1/collect/responses', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${app.tokens.a}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ responses: items }),
    });
    const { results } = await reply.json();
    return results as { id: string; status: string }[]; // as: the contract
  };
  const look = async (exact: boolean, columnStores = createColumnStores(app.store.db)) => {
    const deps = { db: app.store.db, clock: app.clock, columnStores };
    const results = await surveyResults(deps, { surveyId: 'survey-a', exact });
    if (!results.ok) throw new Error(results.problem.code);
    const { rows, tables } = results.value;
    const sex = tables.find(({ variable }) => variable.name === 'sex')?.columns[0];
    return { rows, counts: sex?.categories.map(({ count }) => count) };
  };
  const exclude = { reason: 'not-real' };

  beforeAll(async () => {
    app = await testApp({ dialect });
    for (let index = 0; index < 12; index += 1) {
      app.clock.set(new Date(`2026-04-16T0${index % 8}:10:00Z`));
      const one = aSubmission({
        id: randomUUID(),
        answers: { sex: index < 6 ? 'f' : 'm', age: 30 + index, join: 'yes' },
      });
      sent.push(one.id);
      await send(one);
    }
  });

  it('lists them newest first, each on one page only, whatever arrives meanwhile', async () => {
    const first = await ask('GET', '/review');
    const middle = (await ask('GET', '/review?before=7')).body;
    await send(aSubmission({ answers: { sex: 'm', age: 17, join: 'yes' } }));
    const again = (await ask('GET', '/review?before=7')).body;
    const newer = (await ask('GET', '/review?after=7')).body;

    expect(first.body.rows.map(({ id }: { id: string }) => id)).toEqual(sent.toReversed());
    expect(middle.rows.map(({ id }: { id: string }) => id)).toEqual(sent.slice(0, 6).toReversed());
    expect(again.rows).toEqual(middle.rows);
    expect(newer.rows).toHaveLength(6);
    expect(first.body.counts).toMatchObject({
      responses: 12,
      completed: 12,
      accepted: 0,
      waiting: 0,
    });
    expect(first.body.columns.map(({ name }: { name: string }) => name)).toEqual(['sex', 'join']);
  });

  it('narrows by what is listed and by nothing else', async () => {
    const young = await ask('GET', '/review?flag=constraint&state=to-check');
    const day = await ask('GET', '/review?from=2026-04-17&to=2026-04-17');
    const oracle = await ask('GET', '/review?answers=f');

    expect(young.body.total).toBe(1);
    expect(young.body.rows[0].flags).toContain('constraint');
    expect(day.body.total).toBe(0);
    expect([oracle.status, oracle.body.code]).toEqual([422, 'request-unfit']);
  });

  it('takes what people type for a code to the letter', async () => {
    const { body } = await ask('GET', '/review');
    const found = await ask('GET', `/review?code=${body.rows[3].code}`);
    const pattern = await ask('GET', '/review?code=%25%25%25%25%25%25');

    expect(found.body.rows.map(({ id }: { id: string }) => id)).toContain(body.rows[3].id);
    expect(pattern.status).toBe(422);
  });

  it('writes down who has read which', async () => {
    await ask('GET', `/responses/${sent[0]}`);

    const lines = await app.store.db
      .selectFrom('audit')
      .select(['actor', 'subject'])
      .where('action', '=', 'response.read')
      .execute();
    expect(lines).toEqual([{ actor: 'mai', subject: `response:${sent[0]}` }]);
  });

  it('lets figures follow exclusion and restoration without a restart, in every process', async () => {
    const here = createColumnStores(app.store.db);
    const before = await look(true, here);

    const { body } = await ask('POST', `/responses/${sent[0]}/exclude`, exclude);
    const without = [await look(true, here), await look(true)];
    await ask('POST', `/responses/${sent[0]}/restore`, { reason: 'looked-again' });

    expect(before.counts).toEqual([6, 7, 0]);
    expect(body).toEqual({ changed: 1 });
    expect(without.map(({ counts }) => counts)).toEqual([
      [5, 7, 0],
      [5, 7, 0],
    ]);
    expect(await look(true, here)).toEqual(before);
  });

  it('shows people who see aggregates only the same figures until five people have come or gone', async () => {
    const here = createColumnStores(app.store.db);
    const first = await look(false, here);
    for (const id of sent.slice(0, 3)) await ask('POST', `/responses/${id}/exclude`, exclude);
    await ask('POST', `/responses/${sent[11]}/correct`, {
      at: ['sex'],
      answer: 'f',
      reason: 'asked-again',
    });
    const four = [await look(false, here), await look(false)];
    // One that goes and comes back is nobody.
    await ask('POST', `/responses/${sent[3]}/exclude`, exclude);
    await ask('POST', `/responses/${sent[3]}/restore`, { reason: 'looked-again' });
    const still = await look(false, here);
    await send(aSubmission());
    const fifth = [await look(false, here), await look(false)];

    expect(first.counts).toEqual([6, 7, 0]);
    expect(four).toEqual([first, first]);
    expect(still).toEqual(first);
    expect(fifth.map(({ counts }) => counts)).toEqual([
      [5, 6, 0],
      [5, 6, 0],
    ]);
  });

  it('frees the place of an excluded response under a quota', async () => {
    const { db } = app.store;
    const completed = () =>
      db.selectFrom('link').select('completed').where('id', '=', 'link-a').executeTakeFirst();

    expect(await completed()).toEqual({ completed: 11 });
    await ask('POST', `/responses/${sent[0]}/restore`, { reason: 'excluded-by-mistake' });
    expect(await completed()).toEqual({ completed: 12 });
  });

  it('leaves excluded responses out of files, and keeps them in storage', async () => {
    const reply = await app.ask('mai', 'GET', `${survey}/responses?format=csv`);
    const csv = await reply.text();
    const kept = await ask('GET', `/responses/${sent[1]}`);

    expect(csv).not.toContain(sent[1]);
    expect(csv).toContain(sent[4]);
    expect(kept.body).toMatchObject({ state: 'excluded', excluded: { reason: 'not-real' } });
  });

  it('keeps what stood before a correction, and flags what is wrong anew', async () => {
    const refused = await ask('POST', `/responses/${sent[5]}/correct`, {
      at: ['sex'],
      answer: 'nobody',
      reason: 'typing-mistake',
    });
    await ask('POST', `/responses/${sent[5]}/correct`, {
      at: ['age'],
      answer: 99,
      reason: 'other',
      words: 'the paper says so',
    });
    const { body } = await ask('GET', `/responses/${sent[5]}`);

    expect(refused.body).toMatchObject({ code: 'answers-unfit', errors: [{ pointer: '/sex' }] });
    expect(body.answers).toEqual({ sex: 'f', age: 99, join: 'yes' });
    expect(body.flags).toContainEqual(
      expect.objectContaining({ code: 'constraint', pointer: '/age' }),
    );
    expect(body.history).toEqual([
      {
        kind: 'corrected',
        at: expect.any(String),
        by: 'mai',
        reason: { reason: 'other', words: 'the paper says so' },
        changes: [{ pointer: '/age', before: 35, after: 99 }],
      },
    ]);
    // What the phone sends again is still what it had sent.
    const again = await send(
      aSubmission({ id: sent[5], answers: { sex: 'f', age: 35, join: 'yes' } }),
    );
    expect(again[0]?.status).toBe('already-stored');
  });

  it('accepts many at once, all or none', async () => {
    const ids = [sent[6], sent[7]];
    const none = await ask('POST', '/responses/review', {
      action: 'accept',
      ids: [...ids, randomUUID()],
    });
    const all = await ask('POST', '/responses/review', { action: 'accept', ids });
    const again = await ask('POST', '/responses/review', { action: 'accept', ids });

    expect(none.status).toBe(404);
    expect([all.body, again.body]).toEqual([{ changed: 2 }, { changed: 0 }]);
    expect((await ask('GET', '/review?state=accepted')).body.total).toBe(2);
  });

  it('takes in what waited, once, and says what had made it wait', async () => {
    await app.ask('mai', 'POST', '/links/link-a/revoke');
    const late = aSubmission();
    const [held] = await send(late);
    const { body: waiting } = await ask('GET', '/waiting');
    const [row] = waiting.rows;
    const body = { decision: 'take-in', reason: 'late-phone' };

    const taken = await ask('POST', `/waiting/${row.key}/decide`, body);
    const twice = await ask('POST', `/waiting/${row.key}/decide`, body);
    const detail = await ask('GET', `/responses/${late.id}`);
    const [again] = await send(late);

    expect([held?.status, row.reason]).toEqual(['quarantined', 'link-revoked']);
    expect([taken.status, twice.status]).toEqual([204, 404]);
    expect(detail.body.history[0]).toMatchObject({
      kind: 'taken-in',
      waited: 'link-revoked',
      reason: { reason: 'late-phone' },
    });
    expect(again?.status).toBe('already-stored');
    expect((await ask('GET', '/waiting')).body.total).toBe(0);
  });

  it('leaves behind only what the person has seen does not fit', async () => {
    await send(aSubmission({ answers: { sex: 'f', age: 40, shoe: 42 } }));
    const { key } = (await ask('GET', '/waiting')).body.rows[0];
    const seen = (await ask('GET', `/waiting/${key}`)).body;
    const body = { decision: 'take-in', reason: 'checked' };

    const blind = await ask('POST', `/waiting/${key}/decide`, body);
    const agreed = await ask('POST', `/waiting/${key}/decide`, { ...body, leaveOut: ['shoe'] });

    expect(seen).toMatchObject({ mayTakeIn: true, leaveOut: ['shoe'] });
    expect([blind.status, agreed.status]).toEqual([422, 204]);
  });

  it('keeps the first of two contents, or takes the second as its correction', async () => {
    const second = { id: sent[8], answers: { sex: 'x', age: 38, join: 'yes' } };
    const third = { id: sent[9], answers: { sex: 'x', age: 39, join: 'yes' } };
    await send(aSubmission(second), aSubmission(third));
    const { rows } = (await ask('GET', '/waiting')).body;
    const keyOf = (id: string | undefined) =>
      rows.find((row: { id: string }) => row.id === id)?.key as string; // as: it was sent
    const decide = (id: string | undefined, decision: string, reason: string) =>
      ask('POST', `/waiting/${keyOf(id)}/decide`, { decision, reason });

    const shown = await ask('GET', `/waiting/${keyOf(sent[8])}`);
    await decide(sent[8], 'take-second', 'second-right');
    await decide(sent[9], 'keep-first', 'first-right');

    expect(shown.body.first.answers.sex).toBe('m');
    expect((await ask('GET', `/responses/${sent[8]}`)).body.answers).toEqual(second.answers);
    expect((await ask('GET', `/responses/${sent[9]}`)).body.answers.sex).toBe('m');
    expect((await ask('GET', '/waiting?state=kept-out')).body.total).toBe(1);
    expect((await flagCounts(app.store.db, 'survey-a')).waiting).toBe(0);
  });

  it('brings in a phone\u2019s file again and again without doubling, whatever has become of its link', async () => {
    const lost = [aSubmission(), aSubmission()];
    const file = {
      format: 'lang-nghe-unsent',
      version: 1,
      linkId: 'link-a',
      savedAt: '2026-04-16T09:00:00Z',
      responses: [
        ...lost,
        aSubmission({ id: sent[10], answers: { sex: 'm', age: 40, join: 'yes' } }),
      ],
    };
    const first = await ask('POST', '/responses/unsent', file);
    const again = await ask('POST', '/responses/unsent', file);
    const withToken = await ask('POST', '/responses/unsent', { ...file, token: 'x' });
    const foreign = await ask('POST', '/responses/unsent', { ...file, linkId: 'link-b' });

    const states = (reply: typeof first) =>
      reply.body.results.map(({ status }: { status: string }) => status);
    expect(states(first)).toEqual(['quarantined', 'quarantined', 'already-stored']);
    expect(states(again)).toEqual(states(first));
    expect((await ask('GET', '/waiting')).body.total).toBe(2);
    expect([withToken.status, foreign.status]).toEqual([422, 404]);
  });

  it('shows answers that name people to owners who ask only', async () => {
    const asCoordinator = await app.ask(
      'mai',
      'GET',
      `${survey}/responses/${sent[0]}?identifiers=1`,
    );
    const asOwner = await ask('GET', `/responses/${sent[0]}?identifiers=1`, undefined, 'linh');

    expect(await problemOf(asCoordinator)).toBe('not-allowed');
    expect(asOwner.body.withIdentifiers).toBe(true);
  });
});
