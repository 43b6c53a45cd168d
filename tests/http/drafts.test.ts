import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  changesReplySchema,
  draftConflictSchema,
  draftReplySchema,
  draftRevisionReplySchema,
  draftRevisionsSchema,
  draftSavedSchema,
  publishReplySchema,
  renameReplySchema,
  surveyDetailSchema,
  versionReplySchema,
} from '#core/definitions/survey-api.ts';
import { auditLines } from '#server/access/audit-repo.ts';
import { problemOf, type TestApp, testApp, type Who } from '../support/app.ts';
import { aSubmission, smallDefinition } from '../support/build.ts';
import { dialects } from '../support/databases.ts';

const draft = '/surveys/needs-a/draft';
const withTitle = (title: string) => ({ ...smallDefinition, title: { vi: title, en: title } });
const elements = smallDefinition.pages[0]?.elements ?? [];
const withElements = (change: (element: (typeof elements)[number]) => unknown) => ({
  ...smallDefinition,
  pages: [{ name: 'about', elements: elements.map(change) }],
});

const put = (app: TestApp, who: Who, revision: number, definition: unknown) =>
  app.ask(who, 'PUT', draft, { revision, definition });
const saved = async (reply: Response) => draftSavedSchema.parse(await reply.json());
const readDraft = async (app: TestApp, who: Who = 'mai') =>
  draftReplySchema.parse(await (await app.ask(who, 'GET', draft)).json());
const publish = (app: TestApp, body: unknown = {}) =>
  app.ask('mai', 'POST', '/surveys/needs-a/versions', body);
const numberOf = async (reply: Response) => publishReplySchema.parse(await reply.json()).number;
const detail = async (app: TestApp) =>
  surveyDetailSchema.parse(await (await app.ask('mai', 'GET', '/surveys/needs-a')).json());
const errorsSchema = z.object({
  errors: z.array(z.object({ pointer: z.string(), code: z.string() })),
});
const errorsOf = async (reply: Response) => errorsSchema.parse(await reply.json()).errors;

async function send(
  app: TestApp,
  special: Readonly<Record<string, unknown>> = {},
): Promise<Response> {
  return app.ask('collector', 'POST', '/collect/responses', {
    responses: [aSubmission({ id: randomUUID(), ...special })],
  });
}
const opened = async (app: TestApp) => {
  const reply = await app.ask('collector', 'GET', '/collect/link');
  const schema = z.object({ version: z.int(), definitionHash: z.string() });
  return reply.status === 200 ? schema.parse(await reply.json()) : reply.status;
};

describe.each(dialects)('a draft (%s)', (dialect) => {
  it('is saved over the revision that the edit began from, and over no other', async () => {
    const app = await testApp({ dialect });

    const first = await saved(await put(app, 'mai', 1, withTitle('A')));
    const late = await put(app, 'an', 1, withTitle('B'));

    expect(first).toMatchObject({ revision: 2, savedAt: '2026-04-16T01:00:00.000Z' });
    expect(late.status).toBe(409);
    const conflict = await late.json();
    expect(conflict).toMatchObject({ code: 'draft-conflict' });
    expect(draftConflictSchema.parse(conflict)).toEqual({
      revision: 2,
      savedAt: '2026-04-16T01:00:00.000Z',
      savedBy: 'mai',
    });
    expect(await readDraft(app)).toMatchObject({
      revision: 2,
      savedBy: 'mai',
      basedOn: 1,
      definition: withTitle('A'),
    });
  });

  it('is no new revision where the same document comes again, also after a lost reply', async () => {
    const app = await testApp({ dialect });
    await put(app, 'mai', 1, withTitle('A'));

    const again = await saved(await put(app, 'mai', 1, withTitle('A')));
    const reordered = Object.fromEntries(Object.entries(withTitle('A')).reverse());
    const shuffled = await saved(await put(app, 'mai', 2, reordered));

    expect([again.revision, shuffled.revision]).toEqual([2, 2]);
  });

  it('lets one of several who save at once be first', async () => {
    const app = await testApp({ dialect });

    const replies = await Promise.all(
      ['A', 'B', 'C', 'D'].map((title) => put(app, 'mai', 1, withTitle(title))),
    );

    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('keeps whatever is a definition at all, and refuses what is none', async () => {
    const app = await testApp({ dialect });
    const odd = { pages: [{ name: 'p', elements: [{ type: 'teleport', name: 'x', wish: [1] }] }] };

    const kept = await saved(await put(app, 'mai', 1, odd));

    expect(kept.problems.map(({ code }) => code)).toContain('type-unknown');
    expect((await readDraft(app)).definition).toEqual(odd);
    expect((await put(app, 'mai', 2, { title: 'no pages' })).status).toBe(422);
    expect((await put(app, 'mai', 2, 'text')).status).toBe(422);
  });

  it('can be looked at as it was', async () => {
    const app = await testApp({ dialect });
    await put(app, 'mai', 1, withTitle('A'));
    await put(app, 'an', 2, withTitle('B'));

    const list = draftRevisionsSchema.parse(
      await (await app.ask('mai', 'GET', `${draft}/revisions`)).json(),
    );
    const two = await app.ask('mai', 'GET', `${draft}/revisions/2`);

    expect(list.map(({ revision, savedBy }) => [revision, savedBy])).toEqual([
      [3, 'an'],
      [2, 'mai'],
      [1, undefined],
    ]);
    expect(draftRevisionReplySchema.parse(await two.json()).definition).toEqual(withTitle('A'));
    expect((await app.ask('mai', 'GET', `${draft}/revisions/99`)).status).toBe(404);
    expect((await app.ask('mai', 'GET', `${draft}/revisions/x`)).status).toBe(404);
  });

  it('leaves one line in the audit for a sitting, and none without a deed', async () => {
    const app = await testApp({ dialect });
    await put(app, 'mai', 1, withTitle('A'));
    await put(app, 'mai', 2, withTitle('B'));
    await put(app, 'an', 1, withTitle('late'));
    await put(app, 'an', 3, withTitle('C'));

    const lines = await auditLines(app.store.db, 'org', { limit: 10 });

    expect(lines.map(({ actor, action, detail }) => [actor, action, detail])).toEqual([
      ['an', 'draft.saved', { revision: 4 }],
      ['mai', 'draft.saved', { revision: 2 }],
    ]);
  });
});

describe.each(dialects)('publishing a draft (%s)', (dialect) => {
  it('publishes only what one has seen', async () => {
    const app = await testApp({ dialect });
    await put(app, 'an', 1, withTitle('A'));

    const unseen = await publish(app, { revision: 1 });
    const seen = await publish(app, { revision: 2 });

    expect(await problemOf(unseen)).toBe('draft-conflict');
    expect(await numberOf(seen)).toBe(2);
    expect(await readDraft(app)).toMatchObject({ revision: 2, basedOn: 2 });
  });

  it('brings an earlier version back, and retires the later ones', async () => {
    const app = await testApp({ dialect });
    await put(app, 'mai', 1, withTitle('A'));
    await publish(app);
    const restored = await app.ask('mai', 'POST', `${draft}/restore`, { number: 1 });

    expect((await saved(restored)).revision).toBe(3);
    expect((await readDraft(app)).basedOn).toBe(1);
    expect(await numberOf(await publish(app))).toBe(1);
    const { versions, draft: isNew } = await detail(app);
    expect(versions.map(({ number, retiredAt }) => [number, retiredAt !== undefined])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(isNew).toBe(false);
    expect(await opened(app)).toMatchObject({ version: 1 });
  });

  it('restores nothing over work that one has not seen', async () => {
    const app = await testApp({ dialect });
    await put(app, 'an', 1, withTitle('A'));

    const reply = await app.ask('mai', 'POST', `${draft}/restore`, { number: 1, revision: 1 });
    const unknown = await app.ask('mai', 'POST', `${draft}/restore`, { number: 9 });

    expect(await problemOf(reply)).toBe('draft-conflict');
    expect(unknown.status).toBe(404);
  });
});

describe.each(dialects)('retiring (%s)', (dialect) => {
  const retire = (app: TestApp, number: number, back = false) =>
    app.ask('mai', 'POST', `/surveys/needs-a/versions/${number}/${back ? 'un' : ''}retire`, {});

  it('gives the link the version before; answers to the retired one stay welcome', async () => {
    const app = await testApp({ dialect });
    await put(app, 'mai', 1, withTitle('A'));
    await publish(app);
    const two = await opened(app);
    const hash = typeof two === 'number' ? '' : two.definitionHash;

    expect((await retire(app, 2)).status).toBe(200);

    expect(await opened(app)).toMatchObject({ version: 1 });
    const reply = await send(app, { definitionHash: hash });
    expect(await reply.json()).toMatchObject({ results: [{ status: 'stored' }] });
    const begun = await app.ask('collector', 'GET', `/collect/definitions/${hash}`);
    expect(begun.status).toBe(200);
  });

  it('closes a survey whose last version it was, until one is put back', async () => {
    const app = await testApp({ dialect });
    await opened(app);

    await retire(app, 1);

    expect(await opened(app)).toBe(410);
    expect(await (await send(app)).json()).toMatchObject({ results: [{ status: 'stored' }] });
    expect((await detail(app)).codebook.length).toBeGreaterThan(0);
    expect((await retire(app, 1, true)).status).toBe(200);
    expect(await opened(app)).toMatchObject({ version: 1 });
  });

  it('writes down what was done, once', async () => {
    const app = await testApp({ dialect });

    await retire(app, 1);
    await retire(app, 1);
    await retire(app, 1, true);

    const lines = await auditLines(app.store.db, 'org', { limit: 10 });
    expect(lines.map(({ action }) => action)).toEqual(['version.unretired', 'version.retired']);
    expect((await retire(app, 7)).status).toBe(404);
  });
});

describe.each(dialects)('a phone (%s)', (dialect) => {
  it('gets a new version at its next contact; what it was answered under the old one is welcome', async () => {
    const app = await testApp({ dialect });
    const before = await opened(app);
    const hash = typeof before === 'number' ? '' : before.definitionHash;
    const ask = (known: string) =>
      app.request('/api/v1/collect/link', {
        headers: { authorization: `Bearer ${app.tokens.a}`, 'if-none-match': `"${known}"` },
      });
    expect((await ask(hash)).status).toBe(304);
    await put(app, 'mai', 1, withTitle('A'));
    await publish(app);

    const contact = await ask(hash);
    const old = await send(app, { definitionHash: hash });

    expect(contact.status).toBe(200);
    const now = z
      .object({ version: z.int(), definitionHash: z.string() })
      .parse(await contact.json());
    expect(now.version).toBe(2);
    expect(now.definitionHash).not.toBe(hash);
    expect(await old.json()).toMatchObject({ results: [{ status: 'stored' }] });
    const next = await send(app, { definitionHash: now.definitionHash });
    expect(await next.json()).toMatchObject({ results: [{ status: 'stored' }] });
    expect((await detail(app)).stored).toBe(2);
  });
});

describe.each(dialects)('what has been answered (%s)', (dialect) => {
  const typed = withElements((element) =>
    element.name === 'age' ? { ...element, inputType: 'text' } : element,
  );
  const recoded = withElements((element) =>
    element.name === 'join'
      ? { ...element, choices: [{ value: 'y', text: 'yes' }, 'no'] }
      : element,
  );

  it('is frozen, which tells nobody how many answered', async () => {
    const app = await testApp({ dialect });
    expect((await readDraft(app)).frozen).toEqual({ items: [], codes: {} });

    await send(app);

    const forMai = (await readDraft(app)).frozen;
    expect(forMai).toEqual({
      items: ['sex', 'age', 'join', 'why_not'],
      codes: { sex: ['f', 'm', 'x'], join: ['yes', 'no'] },
    });
    expect((await readDraft(app, 'an')).frozen).toEqual(forMai);
  });

  it('may change its kind before, not after', async () => {
    const app = await testApp({ dialect });
    await put(app, 'mai', 1, typed);
    expect((await detail(app)).conflicts).toEqual([]);
    expect((await publish(app)).status).toBe(201);
    expect((await detail(app)).conflicts).toEqual([
      { name: 'age', separateName: 'age@1', version: 1 },
    ]);
    await send(app);
    await put(app, 'mai', 2, smallDefinition);

    const reply = await publish(app);

    expect(reply.status).toBe(422);
    expect(await errorsOf(reply)).toContainEqual(
      expect.objectContaining({
        code: 'frozen-type-changed',
        pointer: '/pages/0/elements/1/type',
      }),
    );
    expect((await readDraft(app)).problems[0]).toMatchObject({ code: 'frozen-type-changed' });
  });

  it('keeps its codes, unless they are renamed', async () => {
    const app = await testApp({ dialect });
    const worded = withElements((element) =>
      element.name === 'join'
        ? { ...element, choices: [{ value: 'yes', text: 'yes' }, 'no'] }
        : element,
    );
    await put(app, 'mai', 1, worded);
    await publish(app);
    await send(app, { definitionHash: (await detail(app)).versions.at(-1)?.hash });
    await put(app, 'mai', 2, recoded);
    expect(await errorsOf(await publish(app))).toContainEqual(
      expect.objectContaining({ code: 'frozen-choice-recoded' }),
    );

    await put(app, 'mai', 3, worded);
    const rename = { revision: 4, item: 'join', code: 'yes', to: 'y' };
    const renamed = await app.ask('mai', 'POST', `${draft}/rename`, rename);

    expect(renameReplySchema.parse(await renamed.json()).revision).toBe(5);
    expect((await publish(app)).status).toBe(201);
  });

  it('may be removed, and added to', async () => {
    const app = await testApp({ dialect });
    await send(app);
    const other = {
      ...smallDefinition,
      pages: [
        {
          name: 'about',
          elements: [
            ...elements.filter(({ name }) => name !== 'age'),
            { type: 'radiogroup', name: 'shift', choices: ['day', 'night'], lnClass: 'neutral' },
          ],
        },
      ],
    };
    await put(app, 'mai', 1, other);

    expect((await publish(app)).status).toBe(201);
    const reply = await app.ask('an', 'GET', '/surveys/needs-a/changes?from=1&to=2');
    const { changes } = changesReplySchema.parse(await reply.json());
    expect(changes.map(({ code, item, effect }) => [code, item, effect])).toEqual([
      ['item-added', 'shift', 'compatible'],
      ['item-removed', 'age', 'note'],
    ]);
  });
});

describe('renaming over HTTP', () => {
  it('rewrites the draft, says what became of it, and refuses what clashes', async () => {
    const app = await testApp();
    const rename = (body: Record<string, unknown>) =>
      app.ask('mai', 'POST', `${draft}/rename`, { revision: 1, ...body });

    expect(await errorsOf(await rename({ item: 'join', to: 'age' }))).toEqual([
      expect.objectContaining({ pointer: '/to', code: 'name-duplicate' }),
    ]);
    expect(await errorsOf(await rename({ item: 'nobody', to: 'x' }))).toEqual([
      expect.objectContaining({ pointer: '/item', code: 'item-unknown' }),
    ]);
    const reply = await rename({ item: 'join', to: 'will_join' });

    const { definition } = renameReplySchema.parse(await reply.json());
    expect(JSON.stringify(definition)).toContain("{will_join} = 'no'");
    expect(await problemOf(await rename({ item: 'sex', to: 'gender' }))).toBe('draft-conflict');
  });
});

describe('changes', () => {
  it('are told between versions and up to the draft', async () => {
    const app = await testApp();
    await put(app, 'mai', 1, withTitle('A'));

    const reply = await app.ask('mai', 'GET', '/surveys/needs-a/changes?from=1');
    const same = await app.ask('mai', 'GET', '/surveys/needs-a/changes?from=1&to=1');

    const { changes } = changesReplySchema.parse(await reply.json());
    expect(changes.map(({ code }) => code)).toEqual(['title-changed', 'title-changed']);
    expect(await same.json()).toEqual({ changes: [] });
    expect((await app.ask('mai', 'GET', '/surveys/needs-a/changes?from=1&to=9')).status).toBe(404);
    expect((await app.ask('mai', 'GET', '/surveys/needs-a/changes?from=x')).status).toBe(422);
    expect(versionReplySchema.safeParse({}).success).toBe(false);
  });
});
