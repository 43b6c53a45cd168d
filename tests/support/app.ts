/**
 * The whole application over a fresh storage, asked through `app.request()`: no port, no stand-ins. Two organisations;
 * in the first two projects, each with a site, a published survey and a collector link; and the people of our tests.
 */

import { join } from 'node:path';
import { pino } from 'pino';
import type { AccountRole } from '#core/access/roles.ts';
import { sessionEnd } from '#core/access/session.ts';
import type { Clock, Secrets } from '#core/kernel/ports.ts';
import { hashPassword } from '#server/access/password-hash.ts';
import { insertMemberships, insertPerson } from '#server/access/person-repo.ts';
import { insertSession } from '#server/access/session-repo.ts';
import { createApp } from '#server/compose.ts';
import { saveDraft } from '#server/definitions/draft-repo.ts';
import { insertProject, insertSite } from '#server/register/register-repo.ts';
import type { Store } from '#server/store/database.ts';
import {
  aSurvey,
  countingSecrets,
  fieldDay,
  insertLinkWithToken,
  insertPublished,
  smallDefinition,
  standingClock,
  testKeys,
} from './build.ts';
import { freshStore } from './databases.ts';
import { ROOT } from './rooms.ts';

/** Linh owns, Mai coordinates and An consults project `a`; Bình coordinates `b`; Tú was shut out; Xuân owns elsewhere. */
export const people = {
  linh: { role: 'owner', organisation: 'org', projects: [] },
  mai: { role: 'coordinator', organisation: 'org', projects: ['a'] },
  an: { role: 'consultant', organisation: 'org', projects: ['a'] },
  binh: { role: 'coordinator', organisation: 'org', projects: ['b'] },
  tu: { role: 'coordinator', organisation: 'org', projects: ['a'] },
  xuan: { role: 'owner', organisation: 'elsewhere', projects: [] },
} as const satisfies Record<
  string,
  { role: AccountRole; organisation: string; projects: readonly string[] }
>;
export type Name = keyof typeof people;
export type Who = Name | 'nobody' | 'collector';

/** Everybody's password. */
export const password = 'hạt gạo làng ta';
let passwordHash: Promise<string> | undefined;

export interface TestApp {
  readonly store: Store;
  readonly clock: Clock & { set(moment: Date): void };
  readonly secrets: Secrets;
  /** Tokens of the collector links `link-a` and `link-b`. */
  readonly tokens: Readonly<Record<'a' | 'b', string>>;
  /** A request as the browser of that person would send it from our own page. */
  ask(who: Who, method: string, path: string, body?: unknown): Promise<Response>;
  /** A request exactly as given. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** For a server of one's own on a real port. */
  fetch(request: Request, env: object): Response | Promise<Response>;
  cookieOf(name: Name): string;
}

export async function testApp({
  dialect = 'sqlite',
  baseUrl = 'http://localhost',
}: {
  readonly dialect?: 'sqlite' | 'postgres';
  readonly baseUrl?: string;
} = {}): Promise<TestApp> {
  const store = await freshStore(dialect);
  const clock = standingClock();
  const secrets = countingSecrets();
  const deps = { db: store.db, clock, secrets, keys: testKeys(), baseUrl };
  const tokens = await insertWorld(store, secrets);
  const cookies = await insertPeople(store, secrets, clock);
  const app = createApp({
    ...deps,
    store,
    libraryFolder: join(ROOT, 'surveys'),
    logger: pino({ level: 'silent' }),
    closing: new AbortController().signal,
  });
  const cookieName = baseUrl.startsWith('https:') ? '__Host-ln' : 'ln';
  const cookieOf = (name: Name): string => `${cookieName}=${cookies.get(name) ?? ''}`;
  const request = async (path: string, init?: RequestInit) => app.request(path, init);
  return {
    store,
    clock,
    secrets,
    tokens,
    cookieOf,
    request,
    fetch: (incoming, env) => app.fetch(incoming, env),
    ask: (who, method, path, body) =>
      request(`/api/v1${path}`, {
        method,
        headers: {
          ...(who === 'collector' && { authorization: `Bearer ${tokens.a}` }),
          ...(who !== 'collector' && who !== 'nobody' && { cookie: cookieOf(who) }),
          ...(method !== 'GET' && { origin: new URL(baseUrl).origin }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}

async function insertWorld(store: Store, secrets: Secrets) {
  const { db } = store;
  const created_at = fieldDay.toISOString();
  for (const id of ['org', 'elsewhere']) {
    await db.insertInto('organisation').values({ id, name: id, created_at }).execute();
  }
  const tokens: Record<string, string> = {};
  for (const [id, organisationId] of [
    ['a', 'org'],
    ['b', 'org'],
    ['x', 'elsewhere'],
  ] as const) {
    const timeZone = 'Asia/Ho_Chi_Minh';
    await insertProject(db, { id, organisationId, name: `project ${id}`, timeZone }, fieldDay);
    const site = { id: `site-${id}`, projectId: id, code: 'hoa-binh', name: 'Hòa Bình' };
    await insertSite(db, { ...site, headcount: 400 }, fieldDay);
    const survey = aSurvey({
      id: `survey-${id}`,
      organisationId,
      projectId: id,
      name: `needs-${id}`,
    });
    await insertPublished(db, survey);
    await saveDraft(db, {
      surveyId: survey.id,
      definition: smallDefinition,
      savedAt: fieldDay,
      savedBy: null,
      basedOn: 1,
    });
    const link = { id: `link-${id}`, surveyId: survey.id };
    tokens[id] = await insertLinkWithToken(db, secrets, link);
  }
  return { a: tokens.a ?? '', b: tokens.b ?? '' };
}

/** Each with a session, without signing in: that would take the work of hashing each time. */
async function insertPeople(store: Store, secrets: Secrets, clock: Clock) {
  passwordHash ??= hashPassword(password);
  const hash = await passwordHash;
  const now = clock.now();
  const cookies = new Map<string, string>();
  for (const [id, { role, organisation, projects }] of Object.entries(people)) {
    const person = {
      id,
      organisationId: organisation,
      login: id,
      name: id,
      role,
      language: 'vi' as const,
    };
    await insertPerson(store.db, { ...person, passwordHash: hash, disabledAt: null }, now);
    await insertMemberships(store.db, id, projects);
    const token = secrets.token(32);
    cookies.set(id, token);
    await insertSession(store.db, {
      tokenHash: secrets.hash(token),
      personId: id,
      createdAt: now,
      expiresAt: sessionEnd(now, now),
    });
  }
  await store.db
    .updateTable('person')
    .set({ disabled_at: now.toISOString() })
    .where('id', '=', 'tu')
    .execute();
  return cookies;
}

/** The code of a problem, to be compared with what was expected. */
export async function problemOf(reply: Response): Promise<string> {
  const document: unknown = await reply.json();
  const isProblem =
    reply.headers.get('content-type') === 'application/problem+json' &&
    typeof document === 'object' &&
    document !== null &&
    'code' in document;
  return isProblem ? String(document.code) : 'no problem';
}
