/**
 * Who may call what, written down beside the routes and not made of them: a route that is missing here fails, and so
 * does one that answers anybody differently from the table.
 */
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { workspaceRoutes } from '#server/compose.ts';
import { type TestApp, testApp, type Who } from '../support/app.ts';
import { testKeys } from '../support/build.ts';

interface Expected {
  /** In the actor's own project; for routes without a place, anywhere. */
  readonly an: number;
  readonly mai: number;
  readonly linh: number;
  /** What to ask with; `{who}` stands for a text that is different for each caller. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** The same call in somebody else's project, and in another organisation: never found, or never allowed. */
  readonly other?: string;
  readonly elsewhere?: string;
  /** What a consultant or coordinator hears there: 404, unless the role alone decides. */
  readonly there?: number;
  /** Callers without a session. */
  readonly nobody?: number;
}

const all = (status: number) => ({ an: status, mai: status, linh: status });
const notConsultants = (status: number) => ({ an: 403, mai: status, linh: status });
const onlyOwners = (status: number) => ({ an: 403, mai: 403, linh: status });

/** A route of a project, asked for in `a`, in `b` and in the project of another organisation. */
const inProject = (path: string) => ({
  path: path.replace('{project}', 'a'),
  other: path.replace('{project}', 'b'),
  elsewhere: path.replace('{project}', 'x'),
});
const ofSurvey = (rest: string) => inProject(`/surveys/needs-{project}${rest}`);
const ofLink = (rest: string) => inProject(`/links/link-{project}${rest}`);

const token = 'x'.repeat(43);
const expected: Readonly<Record<string, Expected>> = {
  'GET /session': { ...all(200), path: '/session' },
  'POST /session': {
    ...all(401),
    path: '/session',
    body: { login: 'someone-{who}', password: 'wrong' },
  },
  'PATCH /session': { ...all(200), path: '/session', body: { language: 'en' } },
  'DELETE /session': { ...all(204), path: '/session' },
  'POST /one-time': { ...all(410), nobody: 410, path: '/one-time', body: { token } },
  'POST /one-time/use': {
    ...all(410),
    nobody: 410,
    path: '/one-time/use',
    body: { token, login: 'new', name: 'New', password: 'hoa gao thang ba' },
  },
  'GET /people': { ...onlyOwners(200), path: '/people' },
  'POST /people': {
    ...onlyOwners(201),
    path: '/people',
    body: { name: 'Hà', role: 'consultant', projectIds: ['a'] },
  },
  'POST /people/:id/disable': {
    ...onlyOwners(204),
    path: '/people/binh/disable',
    elsewhere: '/people/xuan/disable',
    there: 403,
  },
  'GET /projects': { ...all(200), path: '/projects' },
  'POST /projects': { ...onlyOwners(201), path: '/projects', body: { name: 'new {who}' } },
  'GET /projects/:id': { ...all(200), ...inProject('/projects/{project}') },
  'POST /projects/:id/sites': {
    ...notConsultants(201),
    ...inProject('/projects/{project}/sites'),
    body: { name: 'Site {who}' },
  },
  'GET /library': { ...all(200), path: '/library' },
  'GET /library/:name/versions/:number': {
    ...all(200),
    path: '/library/worker-needs/versions/1',
  },
  'GET /projects/:id/surveys': { ...all(200), ...inProject('/projects/{project}/surveys') },
  'POST /projects/:id/surveys': {
    ...all(201),
    ...inProject('/projects/{project}/surveys'),
    body: { name: 'new-{who}', library: { name: 'worker-needs', version: 1 } },
  },
  // A file is the body: what is sent here is JSON, and there is no file yet to be given back.
  'POST /projects/:id/surveys/xlsform/check': {
    ...all(415),
    ...inProject('/projects/{project}/surveys/xlsform/check'),
    body: {},
  },
  'POST /projects/:id/surveys/xlsform': {
    ...all(415),
    ...inProject('/projects/{project}/surveys/xlsform?name=form'),
    body: {},
  },
  'POST /surveys/:name/draft/xlsform': {
    ...all(415),
    ...ofSurvey('/draft/xlsform?revision=0'),
    body: {},
  },
  'GET /surveys/:name/xlsform': { ...all(200), ...ofSurvey('/xlsform') },
  'GET /surveys/:name/paper': { ...all(200), ...ofSurvey('/paper?language=vi') },
  'GET /surveys/:name/original': { ...all(404), ...ofSurvey('/original') },
  'GET /surveys/:name': { ...all(200), ...ofSurvey('') },
  'GET /surveys/:name/versions/:number': { ...all(200), ...ofSurvey('/versions/1') },
  'GET /surveys/:name/draft': { ...all(200), ...ofSurvey('/draft') },
  'PUT /surveys/:name/draft': {
    ...all(200),
    ...ofSurvey('/draft'),
    body: { revision: 1, definition: { title: 'the same', pages: [] } },
  },
  'POST /surveys/:name/draft/check': { ...all(200), ...ofSurvey('/draft/check') },
  'GET /surveys/:name/draft/revisions': { ...all(200), ...ofSurvey('/draft/revisions') },
  'GET /surveys/:name/draft/revisions/:revision': {
    ...all(200),
    ...ofSurvey('/draft/revisions/1'),
  },
  'POST /surveys/:name/draft/restore': {
    ...all(200),
    ...ofSurvey('/draft/restore'),
    body: { number: 1 },
  },
  // Who comes first renames; the others began from a revision that is no more.
  'POST /surveys/:name/draft/rename': {
    ...all(409),
    an: 200,
    ...ofSurvey('/draft/rename'),
    body: { revision: 1, item: 'age', to: 'age_{who}' },
  },
  'POST /surveys/:name/versions/:number/retire': {
    ...all(200),
    ...ofSurvey('/versions/1/retire'),
    body: {},
  },
  'POST /surveys/:name/versions/:number/unretire': {
    ...all(200),
    ...ofSurvey('/versions/1/unretire'),
    body: {},
  },
  'GET /surveys/:name/changes': { ...all(200), ...ofSurvey('/changes?from=1&to=draft') },
  'POST /surveys/:name/versions': { ...all(201), ...ofSurvey('/versions'), body: {} },
  'GET /surveys/:name/links': { ...all(200), ...ofSurvey('/links') },
  'POST /surveys/:name/links': {
    ...all(201),
    ...ofSurvey('/links'),
    body: { purpose: 'collector' },
  },
  'POST /surveys/:name/links/many': {
    ...all(201),
    ...ofSurvey('/links/many'),
    body: { links: [{ purpose: 'collector', holder: '{who}' }] },
  },
  'PATCH /links/:id': { ...notConsultants(200), ...ofLink(''), body: { holder: '{who}' } },
  'POST /links/:id/pause': { ...notConsultants(200), ...ofLink('/pause') },
  'POST /links/:id/resume': { ...notConsultants(200), ...ofLink('/resume') },
  'POST /links/:id/close': { ...notConsultants(200), ...ofLink('/close') },
  'POST /links/:id/hand-over': {
    ...notConsultants(201),
    ...ofLink('/hand-over'),
    body: { holder: '{who}' },
  },
  // The links of this world ask for no codes.
  'POST /links/:id/codes': { ...all(422), ...ofLink('/codes'), body: { count: 1 } },
  'GET /links/:id/codes': { ...all(404), ...ofLink('/codes') },
  'GET /projects/:id/exit': { ...all(200), ...inProject('/projects/{project}/exit') },
  'PUT /projects/:id/exit': {
    ...notConsultants(200),
    ...inProject('/projects/{project}/exit'),
    body: { exitUrl: 'https://thoitiet.example.org/' },
  },
  'POST /links/:id/revoke': { ...notConsultants(200), ...ofLink('/revoke') },
  'POST /links/:id/rotate': { ...notConsultants(201), ...ofLink('/rotate') },
  'GET /surveys/:name/field-work': { ...all(200), ...ofSurvey('/field-work') },
  'GET /surveys/:name/targets': { ...all(200), ...ofSurvey('/targets') },
  'PUT /surveys/:name/targets': {
    ...notConsultants(200),
    ...ofSurvey('/targets'),
    body: { survey: 200 },
  },
  'GET /surveys/:name/sample': { ...notConsultants(200), ...ofSurvey('/sample') },
  'PUT /surveys/:name/sample': {
    ...notConsultants(200),
    ...ofSurvey('/sample'),
    body: { sites: [{ siteId: 'all', method: 'census' }] },
  },
  'GET /surveys/:name/sample/:siteId/pick': {
    ...notConsultants(200),
    ...ofSurvey('/sample/all/pick'),
  },
  'POST /surveys/:name/sample/:siteId/pick': {
    ...notConsultants(201),
    ...ofSurvey('/sample/all/pick'),
    body: { population: 40, size: 10, reason: 'people have left' },
  },
  'GET /projects/:id/targets': {
    ...notConsultants(200),
    ...inProject('/projects/{project}/targets'),
  },
  'PUT /projects/:id/targets': {
    ...notConsultants(200),
    ...inProject('/projects/{project}/targets'),
    body: { period: { unit: 'responses' }, wanted: 500 },
  },
  'GET /surveys/:name/progress': { ...all(200), ...ofSurvey('/progress') },
  'GET /surveys/:name/live': { ...all(200), ...ofSurvey('/live') },
  'POST /surveys/:name/trial': { ...all(201), ...ofSurvey('/trial'), body: {} },
  'GET /surveys/:name/pilot': { ...all(200), ...ofSurvey('/pilot') },
  'GET /projects/:id/blocks/:block/results': {
    ...notConsultants(404),
    ...inProject('/projects/{project}/blocks/nowhere@1/results'),
  },
  'POST /surveys/:name/responses/import': {
    ...notConsultants(200),
    ...ofSurvey('/responses/import?dryRun=1'),
    body: {},
  },
  'GET /surveys/:name/responses': { ...notConsultants(200), ...ofSurvey('/responses?format=csv') },
  'GET /surveys/:name/review': { ...notConsultants(200), ...ofSurvey('/review') },
  'GET /surveys/:name/responses/:response': {
    ...notConsultants(404),
    ...ofSurvey('/responses/00000000-0000-4000-8000-000000000001'),
  },
  'POST /surveys/:name/responses/review': {
    ...notConsultants(404),
    ...ofSurvey('/responses/review'),
    body: { action: 'accept', ids: ['00000000-0000-4000-8000-000000000001'] },
  },
  'POST /surveys/:name/responses/pooled': {
    ...notConsultants(422),
    ...ofSurvey('/responses/pooled'),
    body: { action: 'exclude', flag: 'late', reason: { reason: 'test' } },
  },
  'POST /surveys/:name/responses/unsent': {
    ...notConsultants(404),
    ...ofSurvey('/responses/unsent'),
    body: {
      format: 'lang-nghe-unsent',
      version: 1,
      linkId: 'none',
      savedAt: '2026-04-16T01:00:00Z',
      responses: [{ id: 'x' }],
    },
  },
  'POST /surveys/:name/responses/:response/accept': {
    ...notConsultants(404),
    ...ofSurvey('/responses/00000000-0000-4000-8000-000000000001/accept'),
    body: {},
  },
  'POST /surveys/:name/responses/:response/exclude': {
    ...notConsultants(404),
    ...ofSurvey('/responses/00000000-0000-4000-8000-000000000001/exclude'),
    body: { reason: 'test' },
  },
  'POST /surveys/:name/responses/:response/restore': {
    ...notConsultants(404),
    ...ofSurvey('/responses/00000000-0000-4000-8000-000000000001/restore'),
    body: { reason: 'looked-again' },
  },
  'POST /surveys/:name/responses/:response/correct': {
    ...notConsultants(404),
    ...ofSurvey('/responses/00000000-0000-4000-8000-000000000001/correct'),
    body: { at: ['age'], answer: 30, reason: 'asked-again' },
  },
  'POST /surveys/:name/responses/:response/tell-apart': {
    ...notConsultants(404),
    ...ofSurvey('/responses/00000000-0000-4000-8000-000000000001/tell-apart'),
    body: { other: '00000000-0000-4000-8000-000000000002' },
  },
  'GET /surveys/:name/waiting': { ...notConsultants(200), ...ofSurvey('/waiting') },
  'GET /surveys/:name/waiting/:key': { ...notConsultants(404), ...ofSurvey('/waiting/q.x.y') },
  'POST /surveys/:name/waiting/:key/decide': {
    ...notConsultants(404),
    ...ofSurvey('/waiting/q.x.y/decide'),
    body: { decision: 'keep-out', reason: 'test' },
  },
  'GET /surveys/:name/typed-entries': { ...notConsultants(200), ...ofSurvey('/typed-entries') },
  'PUT /surveys/:name/typed-entries/:entry': {
    ...notConsultants(404),
    ...ofSurvey('/typed-entries/00000000-0000-4000-8000-000000000001'),
    body: { number: '1', definitionHash: 'none', isDouble: false, paper: {}, answers: {} },
  },
  'DELETE /surveys/:name/typed-entries/:entry': {
    ...notConsultants(404),
    ...ofSurvey('/typed-entries/00000000-0000-4000-8000-000000000002'),
  },
  'POST /surveys/:name/typed-entries/:entry/finish': {
    ...notConsultants(404),
    ...ofSurvey('/typed-entries/00000000-0000-4000-8000-000000000003/finish'),
  },
  'POST /surveys/:name/typed-entries/settle': {
    ...notConsultants(404),
    ...ofSurvey('/typed-entries/settle'),
    body: { first: 'a', second: 'b', paper: {}, answers: {} },
  },
  'GET /surveys/:name/results': { ...all(200), ...ofSurvey('/results') },
  'GET /surveys/:name/report': { ...all(200), ...ofSurvey('/report?language=vi') },
};

/** Routes whose answer depends on the query, asked for once more. */
const alsoExpected: Readonly<Record<string, Expected>> = {
  'GET /surveys/:name/results?exact': { ...notConsultants(200), ...ofSurvey('/results?exact=1') },
  'GET /surveys/:name/report?exact': {
    ...notConsultants(200),
    ...ofSurvey('/report?language=en&exact=1'),
  },
};

describe('every route', () => {
  it('stands in the table, and nothing else does', async () => {
    const { store, clock, secrets } = await testApp();
    const routes = workspaceRoutes({
      db: store.db,
      clock,
      secrets,
      keys: testKeys(),
      baseUrl: 'http://localhost',
      libraryFolder: '',
      store,
      logger: pino({ level: 'silent' }),
      closing: new AbortController().signal,
    });

    const declared = routes.map(({ method, path }) => `${method} ${path}`);

    expect(declared.sort()).toEqual(Object.keys(expected).sort());
  });
});

let appToRead: Promise<TestApp> | undefined;
/** What only reads is asked of one app; what writes gets one of its own for each route. */
function appFor(method: string): Promise<TestApp> {
  if (method !== 'GET') return testApp();
  appToRead ??= testApp();
  return appToRead;
}

describe.each(Object.entries({ ...expected, ...alsoExpected }))('%s', (key, one) => {
  let app: TestApp;
  const [method = ''] = key.split(' ');
  beforeAll(async () => {
    app = await appFor(method);
  });

  async function statusFor(who: Who, path: string): Promise<number> {
    const fill = (text: string) => text.replaceAll('{who}', who);
    const body = one.body && JSON.parse(fill(JSON.stringify(one.body)));
    const reply = await app.ask(who, method, path, body);
    await reply.body?.cancel();
    return reply.status;
  }

  const outsiders = ['nobody', 'collector', 'tu'] as const;
  it.each(outsiders)('is not for %s', async (who) => {
    expect(await statusFor(who, one.path)).toBe(one.nobody ?? 401);
  });

  it.each(['an', 'mai', 'linh'] as const)('answers %s as the table says', async (who) => {
    expect(await statusFor(who, one.path)).toBe(one[who]);
  });

  const { other, elsewhere, there = 404 } = one;
  if (other) {
    it.each(['an', 'mai'] as const)('knows nothing of another project for %s', async (who) => {
      expect(await statusFor(who, other)).toBe(there);
    });
  }
  if (elsewhere) {
    it.each(['an', 'mai', 'linh'] as const)(
      'knows nothing of another organisation for %s',
      async (who) => {
        expect(await statusFor(who, elsewhere)).toBe(who === 'linh' ? 404 : there);
      },
    );
  }
});

describe('what lies outside of one\u2019s scope', () => {
  it.each([
    ['/projects/b', '/projects/nothing'],
    ['/surveys/needs-b', '/surveys/nothing'],
    ['/surveys/needs-x', '/surveys/nothing'],
    ['/surveys/needs-b/results', '/surveys/nothing/results'],
  ])('answers %s exactly as %s', async (foreign, missing) => {
    const app = await testApp();
    const bodyOf = async (path: string) => {
      const { instance, ...rest } = await (await app.ask('mai', 'GET', path)).json();
      expect(instance).toMatch(/^urn:uuid:/);
      return rest;
    };

    expect(await bodyOf(foreign)).toEqual(await bodyOf(missing));
  });
});
