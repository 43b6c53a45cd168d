import { describe, expect, it } from 'vitest';
import { pilotReplySchema } from '#core/analysis/pilot-api.ts';
import { trialCreatedSchema } from '#core/links/trial-api.ts';
import { problemOf, type TestApp, testApp } from '../support/app.ts';
import { dialects } from '../support/databases.ts';

const runId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const json = { 'content-type': 'application/json' };

const start = async (app: TestApp, body: unknown = {}) =>
  trialCreatedSchema.parse(
    await (await app.ask('an', 'POST', '/surveys/needs-a/trial', body)).json(),
  );
const open = async (app: TestApp, token: string) =>
  app.request('/api/v1/collect/link', { headers: { authorization: `Bearer ${token}` } });
const send = (app: TestApp, token: string, path: string, body: unknown) =>
  app.request(`/api/v1${path}`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
const pilot = async (app: TestApp, who: 'an' | 'mai' = 'mai') =>
  pilotReplySchema.parse(await (await app.ask(who, 'GET', '/surveys/needs-a/pilot')).json());

const changedDraft = async (app: TestApp) => {
  const row = await app.store.db
    .selectFrom('survey_draft')
    .select('document')
    .where('survey_id', '=', 'survey-a')
    .executeTakeFirstOrThrow();
  const draft = JSON.parse(row.document);
  draft.title = { vi: 'Bản đang thử', en: 'Being tried' };
  await app.store.db
    .updateTable('survey_draft')
    .set({ document: JSON.stringify(draft) })
    .where('survey_id', '=', 'survey-a')
    .execute();
  return draft;
};

describe.each(dialects)('a trial (%s)', (dialect) => {
  it('opens the draft, not the published version', async () => {
    const app = await testApp({ dialect });
    const draft = await changedDraft(app);

    const { token } = await start(app);
    const opened = await (await open(app, token)).json();

    expect(opened).toMatchObject({ version: 0, link: { trial: true, title: draft.title } });
    const published = await (await open(app, app.tokens.a)).json();
    expect(published.link.title).not.toEqual(draft.title);
    expect(published.link).not.toHaveProperty('trial');
  });

  it('keeps answers apart: they are stored as tests and never counted', async () => {
    const app = await testApp({ dialect });
    await changedDraft(app);
    const { token } = await start(app);
    const { definitionHash } = await (await open(app, token)).json();
    const response = { id: runId, definitionHash, outcome: 'completed', answers: {} };

    const reply = await (
      await send(app, token, '/collect/responses', { responses: [response] })
    ).json();

    expect(reply.results).toMatchObject([{ id: runId, status: 'stored' }]);
    const progress = await (await app.ask('mai', 'GET', '/surveys/needs-a/progress')).json();
    expect(progress).toMatchObject({ stored: 0, test: 1 });
  });

  it('does not let answers to a draft in through a link that counts', async () => {
    const app = await testApp({ dialect });
    await changedDraft(app);
    const { token } = await start(app);
    const { definitionHash } = await (await open(app, token)).json();
    const response = { id: runId, definitionHash, outcome: 'completed', answers: {} };

    const reply = await (
      await send(app, app.tokens.a, '/collect/responses', { responses: [response] })
    ).json();

    expect(reply.results).toMatchObject([
      { status: 'quarantined', problem: { code: 'definition-unknown' } },
    ]);
  });

  it('tells how tries went, each in its newest state', async () => {
    const app = await testApp({ dialect });
    const { token } = await start(app);
    const { definitionHash, definition } = await (await open(app, token)).json();
    const [first] = definition.pages[0].elements;
    const run = (state: string, seconds: number) => ({
      id: runId,
      language: 'vi',
      state,
      at: first.name,
      items: { [first.name]: { seconds, answered: true, problems: 1 } },
    });
    const tell = (state: string, seconds: number) =>
      send(app, token, '/collect/trial', { definitionHash, runs: [run(state, seconds)] });

    expect((await tell('open', 4)).status).toBe(200);
    expect((await pilot(app)).shown?.figures).toMatchObject({ runs: 1, unfinished: 1 });
    await tell('completed', 9);
    await tell('open', 5);

    // One person is no group: a consultant hears that there was a try, and no more.
    const gated = (await pilot(app, 'an')).shown;
    expect(gated?.figures).toMatchObject({ runs: 1, completed: 1, seconds: null, items: [] });
    const { shown, trials } = await pilot(app);
    expect(trials).toMatchObject([{ runs: 1, over: false }]);
    expect(shown?.figures).toMatchObject({ runs: 1, completed: 1, unfinished: 0 });
    expect(shown?.figures.items[0]).toMatchObject({
      name: first.name,
      seen: 1,
      corrected: 1,
      stopped: 0,
      seconds: { median: 9 },
    });
  });

  it('refuses what is no trace of this draft', async () => {
    const app = await testApp({ dialect });
    const { token } = await start(app);
    const { definitionHash } = await (await open(app, token)).json();
    const run = { id: runId, language: 'vi', state: 'open', items: {} };
    const stranger = { ...run, items: { stranger: { seconds: 1, answered: true, problems: 0 } } };
    const status = async (bearer: string, body: unknown) =>
      (await send(app, bearer, '/collect/trial', body)).status;

    expect(await status(token, { definitionHash, runs: [stranger] })).toBe(422);
    const said = { ...run, at: 'something somebody has said' };
    expect(await status(token, { definitionHash, runs: [said] })).toBe(422);
    expect(await status(token, { definitionHash: 'other', runs: [run] })).toBe(422);
    expect(await status(app.tokens.a, { definitionHash, runs: [run] })).toBe(422);
    expect(await status('x'.repeat(22), { definitionHash, runs: [run] })).toBe(401);
    expect(await status(token, { definitionHash, runs: [{ ...run, answers: { a: 1 } }] })).toBe(
      422,
    );
  });

  it('is not listed among the links that count, and ends by itself', async () => {
    const app = await testApp({ dialect });
    const { id } = await start(app, { days: 1 });

    const links = await (await app.ask('mai', 'GET', '/surveys/needs-a/links')).json();
    expect(links).toHaveLength(1);
    await app.ask('mai', 'POST', `/links/${id}/revoke`, {});
    expect((await pilot(app)).trials).toMatchObject([{ linkId: id, over: true }]);

    const next = await start(app, { days: 1 });
    expect((await open(app, next.token)).status).toBe(200);
    app.clock.set(new Date(app.clock.now().getTime() + 2 * 86_400_000));
    expect((await open(app, next.token)).status).toBe(410);
  });
});

describe('a draft with errors', () => {
  it('cannot be tried: no phone may get it', async () => {
    const app = await testApp();
    const draft = await changedDraft(app);
    draft.pages[0].elements.push({ type: 'html', name: 'x', html: '<img src=x onerror=alert(1)>' });
    await app.store.db
      .updateTable('survey_draft')
      .set({ document: JSON.stringify(draft) })
      .where('survey_id', '=', 'survey-a')
      .execute();

    const problem = await problemOf(await app.ask('mai', 'POST', '/surveys/needs-a/trial', {}));

    expect(problem).toBe('definition-unfit');
  });
});
