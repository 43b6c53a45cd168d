import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import {
  invitationReplySchema,
  invitationRequestSchema,
  oneTimeReplySchema,
  oneTimeRequestSchema,
  oneTimeUseSchema,
  personReplySchema,
  sessionChangeSchema,
  sessionReplySchema,
  signInRequestSchema,
} from '#core/access/access-api.ts';
import type { Actor } from '#core/access/roles.ts';
import { ok, type Result } from '#core/kernel/result.ts';
import {
  type By,
  disablePerson,
  invite,
  listPeople,
  lookAtOneTimeLink,
  takeOneTimeLink,
} from '#server/access/people-service.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import {
  chooseLanguage,
  describeSession,
  type SignedIn,
  signIn,
  signOut,
} from '#server/access/session-service.ts';
import { sessionCookie } from '#server/http/origin.ts';
import { publicRoute, type Route, route } from '#server/http/route.ts';

export const byActor = (actor: Actor): By => ({
  organisationId: actor.organisationId,
  actorId: actor.personId,
});

export const accessRoutes = (deps: ServiceDeps): readonly Route[] => [
  ...sessionRoutes(deps),
  ...oneTimeRoutes(deps),
  ...peopleRoutes(deps),
];

const sessionRoutes = (deps: ServiceDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/session',
    verb: 'session',
    scope: 'none',
    summary: 'Who is signed in, and the projects they may see',
    reply: sessionReplySchema,
    handler: ({ actor }) => describeSession(deps, actor),
  }),
  publicRoute({
    method: 'POST',
    path: '/session',
    verb: 'public',
    scope: 'none',
    summary: 'Sign in; the session is in the cookie of the reply',
    request: signInRequestSchema,
    reply: sessionReplySchema,
    handler: async ({ body, c }) => giveCookie(deps, c, await signIn(deps, body)),
  }),
  route({
    method: 'PATCH',
    path: '/session',
    verb: 'session',
    scope: 'none',
    summary: 'Choose the language of the screens',
    request: sessionChangeSchema,
    reply: sessionReplySchema,
    handler: ({ actor, body }) => chooseLanguage(deps, actor, body.language),
  }),
  route({
    method: 'DELETE',
    path: '/session',
    verb: 'session',
    scope: 'none',
    summary: 'Sign out',
    status: 204,
    handler: async ({ c }) => {
      const name = sessionCookie(deps.baseUrl);
      await signOut(deps, getCookie(c, name) ?? '');
      deleteCookie(c, name, { path: '/', secure: name.startsWith('__Host-') });
      return ok(undefined);
    },
  }),
];

const oneTimeRoutes = (deps: ServiceDeps): readonly Route[] => [
  publicRoute({
    method: 'POST',
    path: '/one-time',
    verb: 'public',
    scope: 'none',
    summary: 'What a one-time address is for; does not use it up',
    request: oneTimeRequestSchema,
    reply: oneTimeReplySchema,
    handler: ({ body }) => lookAtOneTimeLink(deps, body.token),
  }),
  publicRoute({
    method: 'POST',
    path: '/one-time/use',
    verb: 'public',
    scope: 'none',
    summary: 'Use a one-time address: join or choose a new password, and be signed in',
    request: oneTimeUseSchema,
    reply: sessionReplySchema,
    handler: async ({ body, c }) => giveCookie(deps, c, await takeOneTimeLink(deps, body)),
  }),
];

const peopleRoutes = (deps: ServiceDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/people',
    verb: 'person.write',
    scope: 'organisation',
    summary: 'Everybody with an account',
    reply: z.array(personReplySchema),
    handler: async ({ actor }) => ok(await listPeople(deps, actor.organisationId)),
  }),
  route({
    method: 'POST',
    path: '/people',
    verb: 'person.write',
    scope: 'organisation',
    summary: 'Make a one-time address for somebody new; it is shown this once',
    request: invitationRequestSchema,
    reply: invitationReplySchema,
    status: 201,
    handler: ({ actor, body }) => invite(deps, byActor(actor), body),
  }),
  route({
    method: 'POST',
    path: '/people/:id/disable',
    verb: 'person.write',
    scope: 'person',
    summary: 'Shut somebody out, on every device at once',
    status: 204,
    handler: ({ actor, place }) => disablePerson(deps, byActor(actor), place.personId),
  }),
];

/** Puts a new session's token into the cookie, which no script can read; the body never holds it. */
function giveCookie(
  { baseUrl }: ServiceDeps,
  c: Context,
  signedIn: Result<SignedIn>,
): Result<SignedIn['reply']> {
  if (!signedIn.ok) return signedIn;
  const name = sessionCookie(baseUrl);
  setCookie(c, name, signedIn.value.token, {
    httpOnly: true,
    secure: name.startsWith('__Host-'),
    sameSite: 'Lax',
    path: '/',
    maxAge: 30 * 86_400,
  });
  return ok(signedIn.value.reply);
}
