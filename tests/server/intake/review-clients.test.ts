import { beforeAll, describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { codeMask } from '#core/intake/client-code.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { insertSurvey, publishVersion } from '#server/definitions/survey-repo.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { aSubmission, aSurvey, at, insertLinkWithToken } from '../../support/build.ts';
import { dialects } from '../../support/databases.ts';

const definition: Definition = {
  title: 'Clients',
  pages: [
    {
      name: 'page',
      elements: [
        {
          type: 'text',
          name: 'code',
          lnRole: 'client-code',
          lnUnique: 'survey',
        },
        { type: 'radiogroup', name: 'sex', choices: ['f', 'm'] },
        { type: 'text', name: 'name', lnClass: 'identifier' },
      ],
    },
  ],
};
const of = (answers: object) => aSubmission({ definitionHash: canonicalHash(definition), answers });

describe.each(dialects)('people with codes, and people without a trace, on %s', (dialect) => {
  let app: TestApp;
  const tokens: Record<string, string> = {};
  const send = async (survey: 'known' | 'quiet', ...responses: readonly object[]) => {
    const reply = await app.request('/api/v1/collect/responses', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens[survey]}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ responses }),
    });
    return (await reply.json()).results as { status: string; code: string }[]; // as: the contract
  };
  const ask = async (method: string, path: string, body?: unknown, who: 'mai' | 'linh' = 'mai') => {
    const reply = await app.ask(who, method, `/surveys/${path}`, body);
    return { status: reply.status, body: reply.status === 204 ? undefined : await reply.json() };
  };

  beforeAll(async () => {
    app = await testApp({ dialect });
    for (const name of ['known', 'quiet'] as const) {
      const about = { id: name, name, projectId: 'a', anonymous: name === 'quiet' };
      await insertSurvey(app.store.db, aSurvey(about));
      await publishVersion(app.store.db, {
        surveyId: name,
        hash: canonicalHash(definition),
        definition,
        publishedAt: at('2026-04-02T00:00:00'),
      });
      const link = { id: `link-${name}`, surveyId: name };
      tokens[name] = await insertLinkWithToken(app.store.db, app.secrets, link);
    }
  });

  const first = of({ code: 'NGA1990', sex: 'f', name: 'Nga' });
  const again = of({ code: 'nga-1990', sex: 'm', name: 'Nga' });

  it('takes in a second entry of a client beside the first, and says that it is one', async () => {
    await send('known', first);
    const [held] = await send('known', again);
    const { key, reason } = (await ask('GET', 'known/waiting')).body.rows[0];
    const seen = await ask('GET', `known/waiting/${key}`);
    const taken = await ask('POST', `known/waiting/${key}/decide`, {
      decision: 'take-in',
      reason: 'checked',
    });
    await ask('GET', 'known/review');
    const detail = await ask('GET', `known/responses/${again.id}`);

    expect([held?.status, reason, taken.status]).toEqual(['quarantined', 'client-exists', 204]);
    expect(seen.body.answers).toEqual({ code: codeMask, sex: 'm' });
    expect(detail.body.answers).toEqual({ code: codeMask, sex: 'm' });
    expect(detail.body.alike).toMatchObject([{ id: first.id, kind: 'same-client' }]);
  });

  it('restores both, whichever was excluded', async () => {
    const states: string[] = [];
    for (const { id } of [first, again]) {
      await ask('POST', `known/responses/${id}/exclude`, { reason: 'same-person' });
      await ask('POST', `known/responses/${id}/restore`, { reason: 'looked-again' });
      states.push((await ask('GET', `known/responses/${id}`)).body.state);
    }

    expect(states).toEqual(['unjudged', 'unjudged']);
  });

  it('shows names and codes to owners who ask, and lets nobody change what they do not see', async () => {
    const owner = await ask('GET', `known/responses/${again.id}?identifiers=1`, undefined, 'linh');
    const correct = (at: string, who: 'mai' | 'linh') =>
      ask(
        'POST',
        `known/responses/${again.id}/correct`,
        { at: [at], answer: 'Hoa', reason: 'typing-mistake' },
        who,
      );

    expect(owner.body.answers).toEqual({ code: 'nga-1990', sex: 'm', name: 'Nga' });
    expect((await correct('name', 'mai')).status).toBe(403);
    expect((await correct('code', 'linh')).status).toBe(403);
    expect((await correct('name', 'linh')).body).toEqual({ changed: 1 });
    // What was corrected is covered in its history, too.
    const { history } = (await ask('GET', `known/responses/${again.id}`)).body;
    expect(JSON.stringify(history)).not.toMatch(/Nga|Hoa/);
  });

  it('finds nothing at addresses that no database takes', async () => {
    const asked = ['known%00', 'known/responses/%00', 'known/waiting/%00', 'known/review?link=%00'];
    const replies = await Promise.all(asked.map((path) => ask('GET', path)));
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 422]);
  });

  it('takes an anonymous answer into the pool without a trace of the decision on it', async () => {
    await send('quiet', of({ sex: 'f', shoe: 4 }));
    const { key, receivedAt } = (await ask('GET', 'quiet/waiting')).body.rows[0];
    const seen = await ask('GET', `quiet/waiting/${key}`);
    const taken = await ask('POST', `quiet/waiting/${key}/decide`, {
      decision: 'take-in',
      reason: 'checked',
      leaveOut: ['shoe'],
    });
    const reply = async () => (await app.ask('mai', 'GET', '/surveys/quiet')).json();
    const before = await reply();
    const sent = await send('quiet', ...[1, 2, 3, 4].map(() => of({ sex: 'm' })));
    const { body } = await ask('GET', 'quiet/review');

    expect([taken.status, receivedAt]).toEqual([204, '2026-04-16']);
    // Nobody reads one answer by itself, or sees when it came.
    expect(seen.body).toMatchObject({ leaveOut: ['shoe'], mayTakeIn: true });
    expect('answers' in seen.body).toBe(false);
    expect([before.stored, before.lastOn]).toEqual([0, undefined]);
    expect(await reply()).toMatchObject({ stored: 5, lastOn: '2026-04-16' });
    expect(body.total).toBe(5);
    // Nor finds an answer by the code that a phone has shown.
    const shown: string[] = body.rows.map((row: { code: string }) => row.code);
    expect(sent.filter(({ code }) => shown.includes(code))).toEqual([]);
    expect(body.rows.every((row: { state: string }) => row.state === 'unjudged')).toBe(true);
  });
});
