import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  draftReplySchema,
  publishReplySchema,
  surveyDetailSchema,
  surveyReplySchema,
  versionReplySchema,
} from '#core/definitions/survey-api.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { projectReplySchema } from '#core/register/register-api.ts';
import { problemOf, type TestApp, testApp } from '../support/app.ts';
import { smallDefinition } from '../support/build.ts';
import { dialects } from '../support/databases.ts';

const fromLibrary = { name: 'needs', library: { name: 'worker-needs', version: 1 } };
const add = (app: TestApp, body: unknown) => app.ask('mai', 'POST', '/projects/a/surveys', body);
const publish = (app: TestApp, name: string) =>
  app.ask('mai', 'POST', `/surveys/${name}/versions`, {});
const detail = async (app: TestApp, name: string) =>
  surveyDetailSchema.parse(await (await app.ask('mai', 'GET', `/surveys/${name}`)).json());

const siteItem = {
  type: 'dropdown',
  name: 'site',
  title: { vi: 'Nhà máy', en: 'Factory' },
  choices: [{ value: 'example', text: { vi: 'Ví dụ', en: 'Example' } }],
  lnRole: 'site',
  lnClass: 'quasi',
};
const withSiteItem = {
  ...smallDefinition,
  pages: smallDefinition.pages.map((page) => ({
    ...page,
    elements: [siteItem, ...(page.elements ?? [])],
  })),
};
const sitesIn = (definition: Record<string, unknown>): unknown =>
  z
    .object({ pages: z.tuple([z.object({ elements: z.array(z.looseObject({})) })]) })
    .parse(definition).pages[0].elements[0]?.choices;

describe.each(dialects)('a survey (%s)', (dialect) => {
  it('comes from the library as a draft, and is published as version 1', async () => {
    const app = await testApp({ dialect });

    const added = surveyReplySchema.parse(await (await add(app, fromLibrary)).json());
    const published = publishReplySchema.parse(await (await publish(app, 'needs')).json());

    expect(added).toMatchObject({ name: 'needs', draft: true, versions: [], items: 60 });
    expect(added.languages).toEqual(['vi', 'en']);
    expect(published.number).toBe(1);
    const after = await detail(app, 'needs');
    expect(after).toMatchObject({ draft: false, projectId: 'a', stored: 0 });
    expect(after.versions).toMatchObject([{ number: 1, hash: published.hash }]);
    // The list that the definition names, and no other item that describes people.
    expect(after.breakdowns).toEqual([
      'site',
      'sex',
      'age_band',
      'child_youngest',
      'home_region',
      'living',
      'seniority',
    ]);
    expect(after.codebook).toHaveLength(60);
  });

  it('is published once, however often one asks', async () => {
    const app = await testApp({ dialect });
    await add(app, fromLibrary);

    const replies = await Promise.all([1, 2, 3].map(() => publish(app, 'needs')));
    const numbers = await Promise.all(
      replies.map(async (reply) => publishReplySchema.parse(await reply.json()).number),
    );

    expect(numbers).toEqual([1, 1, 1]);
    expect((await detail(app, 'needs')).versions).toHaveLength(1);
  });

  it('is frozen with the hash of its canonical document and the sites of the register', async () => {
    const app = await testApp({ dialect });
    await add(app, { name: 'needs', definition: withSiteItem });
    await publish(app, 'needs');

    const reply = await app.ask('mai', 'GET', '/surveys/needs/versions/1');
    const version = versionReplySchema.parse(await reply.json());

    expect(canonicalHash(version.definition)).toBe(version.hash);
    expect(sitesIn(version.definition)).toEqual([{ value: 'hoa-binh', text: 'Hòa Bình' }]);
  });

  it('offers a site that was added since, from its next version on', async () => {
    const app = await testApp({ dialect });
    await add(app, { name: 'needs', definition: withSiteItem });
    await publish(app, 'needs');

    const site = await app.ask('mai', 'POST', '/projects/a/sites', { name: 'Tân Đông' });

    expect(await site.json()).toMatchObject({ code: 'tan-dong' });
    const { versions, draft } = await detail(app, 'needs');
    expect(versions.map(({ number }) => number)).toEqual([1, 2]);
    expect(draft).toBe(false);
    const two = await app.ask('mai', 'GET', '/surveys/needs/versions/2');
    const { definition } = versionReplySchema.parse(await two.json());
    expect(sitesIn(definition)).toHaveLength(2);
    // The draft goes with it: it has not changed since that version.
    const { basedOn } = await (await app.ask('mai', 'GET', '/surveys/needs/draft')).json();
    expect(basedOn).toBe(2);
    const opened = await app.ask('collector', 'GET', '/collect/link');
    expect(opened.status).toBe(200);
  });

  it('cannot be published with errors, which are named by where they are', async () => {
    const app = await testApp({ dialect });
    const wrong = {
      ...smallDefinition,
      pages: [
        {
          name: 'p',
          elements: [
            { type: 'radiogroup', name: 'a', choices: ['x', 'x'], lnClass: 'neutral' },
            { type: 'text', name: 'b', visibleIf: '{nothing} = 1', lnClass: 'free-text' },
          ],
        },
      ],
    };
    expect((await add(app, { name: 'wrong', definition: wrong })).status).toBe(201);

    const reply = await publish(app, 'wrong');

    expect(reply.status).toBe(422);
    const body = z
      .object({ code: z.string(), errors: z.array(z.object({ pointer: z.string() })) })
      .parse(await reply.json());
    expect(body.code).toBe('definition-unfit');
    expect(body.errors.some(({ pointer }) => pointer.startsWith('/pages/0/elements/0'))).toBe(true);
    expect(body.errors.some(({ pointer }) => pointer.startsWith('/pages/0/elements/1'))).toBe(true);
    expect((await detail(app, 'wrong')).versions).toEqual([]);
    const draft = await app.ask('mai', 'GET', '/surveys/wrong/draft');
    expect(draftReplySchema.parse(await draft.json()).problems.length).toBeGreaterThan(1);
  });
});

describe('a survey is refused', () => {
  it('under a name that is taken, also in another project', async () => {
    const app = await testApp();

    expect(await problemOf(await add(app, { ...fromLibrary, name: 'needs-a' }))).toBe(
      'survey-name-taken',
    );
    expect(await problemOf(await add(app, { ...fromLibrary, name: 'needs-b' }))).toBe(
      'survey-name-taken',
    );
  });

  it.each([
    [{ name: 'Needs', library: { name: 'worker-needs', version: 1 } }],
    [{ name: '../needs', library: { name: 'worker-needs', version: 1 } }],
    [{ name: 'needs' }],
    [{ name: 'needs', definition: { title: 'no pages' } }],
    [{ name: 'needs', definition: 'text' }],
    [{ ...fromLibrary, projectId: 'b' }],
    [{ ...fromLibrary, anonymous: true }],
  ])('for %o', async (body) => {
    const app = await testApp();

    expect((await add(app, body)).status).toBe(422);
  });

  it('when the library has no such version', async () => {
    const app = await testApp();

    const reply = await add(app, { name: 'n', library: { name: 'worker-needs', version: 99 } });

    expect(reply.status).toBe(404);
  });
});

describe('counts', () => {
  it('are for the coordinator; a consultant hears of none', async () => {
    const app = await testApp();

    const forMai = await (await app.ask('mai', 'GET', '/surveys/needs-a/progress')).json();
    const forAn = await (await app.ask('an', 'GET', '/surveys/needs-a/progress')).json();
    const surveysOfAn = await (await app.ask('an', 'GET', '/projects/a/surveys')).json();

    expect(forMai).toMatchObject({ stored: 0, quarantined: 0, conflict: 0, test: 0, today: 0 });
    expect(forAn).toEqual({ atLeast: 0 });
    expect(surveysOfAn[0]).not.toHaveProperty('stored');
  });

  it('come as events while the screen is open', async () => {
    const app = await testApp();

    const reply = await app.ask('mai', 'GET', '/surveys/needs-a/live');
    const reader = reply.body?.getReader();
    const first = await reader?.read();
    await reader?.cancel();

    expect(reply.headers.get('content-type')).toContain('text/event-stream');
    const event = new TextDecoder().decode(first?.value);
    expect(event).toMatch(/^event: progress\ndata: \{"stored":0,/);
  });
});

describe('projects', () => {
  it('are seen by those who work in them', async () => {
    const app = await testApp();
    const idsFor = async (who: 'mai' | 'binh' | 'linh' | 'xuan') => {
      const reply = await app.ask(who, 'GET', '/projects');
      return z
        .array(projectReplySchema)
        .parse(await reply.json())
        .map(({ id }) => id);
    };

    expect(await idsFor('mai')).toEqual(['a']);
    expect(await idsFor('binh')).toEqual(['b']);
    expect(await idsFor('linh')).toEqual(['a', 'b']);
    expect(await idsFor('xuan')).toEqual(['x']);
  });

  it('have names of their own, and so have their sites', async () => {
    const app = await testApp();

    const project = await app.ask('linh', 'POST', '/projects', { name: 'project a' });
    const site = await app.ask('mai', 'POST', '/projects/a/sites', { name: 'Hòa Bình' });
    const twin = await app.ask('mai', 'POST', '/projects/a/sites', { name: 'Hoà Bình!' });

    expect(await problemOf(project)).toBe('name-taken');
    expect(await problemOf(site)).toBe('name-taken');
    expect(await twin.json()).toMatchObject({ code: 'hoa-binh-2' });
  });
});
