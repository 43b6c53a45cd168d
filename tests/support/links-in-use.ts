/** Links as coordinators and phones handle them, for tests over HTTP. */
import { expect } from 'vitest';
import { z } from 'zod';
import { type LinkReply, linkCreatedSchema, linkReplySchema } from '#core/links/link-api.ts';
import type { TestApp } from './app.ts';
import { aSubmission } from './build.ts';

export const minute = 60_000;

/** Asks as a phone that holds the token. */
export const phone = (
  app: TestApp,
  token: string,
  path = '/collect/link',
  init: RequestInit = {},
) =>
  app.request(`/api/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });

/** Sends responses. @returns for each the code of its problem, else its status */
export const send = async (app: TestApp, token: string, ...responses: unknown[]) => {
  const body = JSON.stringify({ responses });
  const reply = await phone(app, token, '/collect/responses', { method: 'POST', body });
  const { results } = z
    .object({
      results: z.array(
        z.object({ status: z.string(), problem: z.object({ code: z.string() }).optional() }),
      ),
    })
    .parse(await reply.json());
  return results.map(({ status, problem }) => problem?.code ?? status);
};

/** Makes a link of `needs-a`. */
export const make = async (app: TestApp, body: Record<string, unknown>) => {
  const reply = await app.ask('mai', 'POST', '/surveys/needs-a/links', body);
  expect(reply.status).toBe(201);
  return linkCreatedSchema.parse(await reply.json());
};

export const change = (app: TestApp, id: string, body: Record<string, unknown>) =>
  app.ask('mai', 'PATCH', `/links/${id}`, body);

/** Does something to a link that must succeed: `pause`, `hand-over`, `codes`. */
export const act = async (app: TestApp, id: string, what: string, body?: unknown) => {
  const reply = await app.ask('mai', 'POST', `/links/${id}/${what}`, body);
  expect(reply.status).toBeLessThan(300);
  return reply.json();
};

/** The link as the coordinator's list shows it. */
export const listed = async (
  app: TestApp,
  id: string,
  who: 'mai' | 'an' = 'mai',
): Promise<LinkReply> => {
  const reply = await app.ask(who, 'GET', '/surveys/needs-a/links');
  const link = z
    .array(linkReplySchema)
    .parse(await reply.json())
    .find((one) => one.id === id);
  if (!link) throw new Error('the link is not listed');
  return link;
};

/** Moves the clock on. @returns the moment before and the moment after, as a phone writes them */
export const pass = (app: TestApp, ms: number) => {
  const before = app.clock.now();
  app.clock.set(new Date(before.getTime() + ms));
  return { before: before.toISOString(), after: app.clock.now().toISOString() };
};

/** A sound response that was begun then. */
export const begun = (startedAt: string) => aSubmission({ startedAt, finishedAt: startedAt });
