import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { insertSurvey, publishVersion } from '#server/definitions/survey-repo.ts';
import { flagCounts } from '#server/intake/review-repo.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { aSubmission, aSurvey, at, insertLinkWithToken } from '../../support/build.ts';
import { dialects } from '../../support/databases.ts';

const names = Array.from({ length: 10 }, (_, index) => `q${index}`);
const definition: Definition = {
  title: 'Ten choices',
  pages: [
    {
      name: 'page',
      elements: names.map((name) => ({ type: 'radiogroup', name, choices: ['a', 'b', 'c'] })),
    },
  ],
};
const answers = (codes: string) =>
  Object.fromEntries(names.map((name, index) => [name, codes[index] ?? 'a']));
const response = (codes: string) =>
  aSubmission({ definitionHash: canonicalHash(definition), answers: answers(codes) });

describe.each(dialects)('look-alikes on %s', (dialect) => {
  let app: TestApp;
  const tokens: Record<string, string> = {};

  const send = async (survey: 'named' | 'quiet', items: readonly object[]) => {
    const reply = await app.request('/api/v1/collect/responses', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens[survey]}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ responses: items }),
    });
    expect(reply.status).toBe(200);
  };
  const ask = async (method: string, path: string, body?: unknown) => {
    const reply = await app.ask('mai', method, path, body);
    return { status: reply.status, body: reply.status === 204 ? undefined : await reply.json() };
  };
  const alikeOf = async (id: string) =>
    (await ask('GET', `/surveys/named/responses/${id}`)).body.alike;
  const duplicates = async () => (await flagCounts(app.store.db, 'named')).duplicates;

  beforeAll(async () => {
    app = await testApp({ dialect });
    for (const name of ['named', 'quiet'] as const) {
      const about = { id: name, name, projectId: 'a', anonymous: name === 'quiet' };
      await insertSurvey(app.store.db, aSurvey(about));
      await publishVersion(app.store.db, {
        surveyId: name,
        hash: canonicalHash(definition),
        definition,
        publishedAt: at('2026-04-02T00:00:00'),
      });
      tokens[name] = await insertLinkWithToken(app.store.db, app.secrets, {
        id: `link-${name}`,
        surveyId: name,
      });
    }
  });

  const first = response('abcabcabca');
  const same = response('abcabcabca');
  const near = response('abcabcabcb');
  const other = response('cccbbbaaac');

  it('are found as they come, the later one flagged', async () => {
    await send('named', [first, other]);
    expect(await duplicates()).toBe(0);
    await send('named', [same, near]);
    expect(await duplicates()).toBe(2);

    expect(await alikeOf(same.id)).toMatchObject([
      { id: first.id, kind: 'same-answers', equal: 10, compared: 10, isSameLink: true },
      { id: near.id, kind: 'near-answers', equal: 9, compared: 10 },
    ]);
    const listed = await ask('GET', '/surveys/named/review?flag=look-alike');
    expect(listed.body.rows.map(({ id }: { id: string }) => id)).toEqual([near.id, same.id]);
  });

  it('stay told apart once somebody has looked at both', async () => {
    for (const one of [first, same]) {
      await ask('POST', `/surveys/named/responses/${near.id}/tell-apart`, { other: one.id });
    }
    expect(await duplicates()).toBe(1);
    await send('named', [response('bbbbbaaaaa')]);

    expect(await duplicates()).toBe(1);
    expect(
      (await alikeOf(near.id)).map((one: { isToldApart: boolean }) => one.isToldApart),
    ).toEqual([true, true]);
  });

  it('are no matter any more when the other one is excluded, and are again when it is restored', async () => {
    const path = `/surveys/named/responses/${first.id}`;
    await ask('POST', `${path}/exclude`, { reason: 'same-person' });
    const without = await duplicates();
    await ask('POST', `${path}/restore`, { reason: 'looked-again' });

    expect([without, await duplicates()]).toEqual([0, 1]);
  });

  it('are looked for anew where an answer is corrected', async () => {
    await ask('POST', `/surveys/named/responses/${same.id}/correct`, {
      at: ['q0'],
      answer: 'c',
      reason: 'asked-again',
    });
    await ask('POST', `/surveys/named/responses/${same.id}/correct`, {
      at: ['q1'],
      answer: 'c',
      reason: 'asked-again',
    });

    expect(await duplicates()).toBe(0);
  });

  it('of an anonymous survey are not looked for, and nothing there is about one person', async () => {
    await send(
      'quiet',
      [1, 2, 3, 4].map(() => ({ ...response('aaaaaaaaaa'), outcome: 'partial' })),
    );
    const early = await ask('GET', '/surveys/quiet/review');
    await send('quiet', [response('aaaaaaaaaa'), response('bbbbbbbbbb')]);
    const { body } = await ask('GET', '/surveys/quiet/review');
    const [row] = body.rows;
    const reason = { reason: 'incomplete' };
    const byOne = await ask('POST', `/surveys/quiet/responses/${row.id}/exclude`, reason);
    const correct = { at: ['q0'], answer: 'a', reason: 'asked-again' };
    const corrected = await ask('POST', `/surveys/quiet/responses/${row.id}/correct`, correct);
    const day = await ask('GET', '/surveys/quiet/review?from=2026-04-16');
    const rule = (outcome: string, action = 'exclude') =>
      ask('POST', '/surveys/quiet/responses/pooled', { action, outcome, reason });

    // Fewer than five are not even listed.
    expect(early.body.total).toBe(0);
    expect(Object.keys(row).sort()).toEqual(
      ['answers', 'code', 'flags', 'id', 'isCorrected', 'outcome', 'state', 'version'].sort(),
    );
    expect([byOne.status, corrected.status, day.status]).toEqual([422, 422, 422]);
    // Four have this in common: one more look would tell of them.
    expect((await rule('partial')).body.code).toBe('too-few');
    await send(
      'quiet',
      [1, 2, 3, 4, 5].map(() => ({ ...response('c'), id: randomUUID(), outcome: 'partial' })),
    );
    expect((await rule('partial')).body).toEqual({ changed: 9 });
    expect((await ask('GET', '/surveys/quiet/review')).body.counts).toMatchObject({
      responses: 2,
      excluded: 9,
    });
    expect((await rule('partial', 'restore')).body).toEqual({ changed: 9 });
  });
});
