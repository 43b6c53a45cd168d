/**
 * A workspace route, declared: which verb it needs, in which scope, what it reads and answers. The declaration is
 * all there is: the gate, the OpenAPI document and the authorization tests are made from the same table.
 *
 * Order of every call: who asks → may they, there → does the request fit → one service call → JSON. What lies
 * outside one's scope is answered exactly as what does not exist.
 */
import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { type Actor, inScope, may, type Verb } from '#core/access/roles.ts';
import type { Problem, ProblemCode } from '#core/kernel/problems.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { isForeignRequest } from '#server/http/origin.ts';
import { parseQuery } from '#server/http/parse-query.ts';
import { parseBody } from '#server/http/parse-request.ts';
import { problemResponse } from '#server/http/problem-response.ts';

interface InProject {
  readonly projectId: string;
}

/** The thing a call is about, found in the actor's organisation by the path's `:id` or `:name`. */
export interface Places {
  readonly none: null;
  readonly organisation: null;
  readonly project: InProject & { readonly timeZone: string };
  readonly survey: InProject & {
    readonly surveyId: string;
    readonly name: string;
    readonly anonymous: boolean;
    readonly timeZone: string;
  };
  readonly link: InProject & { readonly linkId: string; readonly surveyId: string };
  readonly person: { readonly personId: string };
}
export type Scope = keyof Places;

/** How the gate learns who asks and what they ask about. */
export interface Gate {
  /** Where people reach this server, if that was configured: the only origin beside the request's own. */
  readonly baseUrl: string;
  /** The person that the session cookie belongs to; disabled people have none. */
  actorOf(c: Context): Promise<Actor | undefined>;
  /** The place of that id or name in the organisation, whoever may see it. */
  readonly places: { readonly [Kind in Scope]: PlaceFinder<Kind> };
}
type PlaceFinder<Kind extends Scope> = (
  organisationId: string,
  key: string,
) => Promise<Places[Kind] | undefined>;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What documents and tests read of a route. */
export interface RouteFacts {
  readonly method: Method;
  /** Under `/api/v1`, parameters as Hono writes them: `/surveys/:name`. */
  readonly path: string;
  readonly verb: Verb | 'session' | 'public';
  readonly scope: Scope;
  readonly summary: string;
  readonly request?: z.ZodType;
  readonly query?: z.ZodType;
  readonly reply?: z.ZodType;
  /** Of the answer when all is well; 204 where there is no reply. */
  readonly status?: 200 | 201 | 204;
  /** Media types of answers that are not JSON. */
  readonly produces?: readonly string[];
}

export interface Route extends RouteFacts {
  answer(c: Context, gate: Gate): Promise<Response>;
}

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Answer<Reply> = Result<Reply extends z.ZodType ? z.input<Reply> : undefined> | Response;

interface Read<Body, Query> {
  readonly body: Output<Body>;
  readonly query: Output<Query>;
  /** For cookies and headers. */
  readonly c: Context;
}

type Declaration<Body, Query, Reply> = RouteFacts & {
  readonly request?: Body;
  readonly query?: Query;
  readonly reply?: Reply;
};

export type RouteDeclaration<Kind extends Scope, Body, Query, Reply> = Declaration<
  Body,
  Query,
  Reply
> & {
  readonly verb: Verb | 'session';
  readonly scope: Kind;
  readonly handler: (
    call: Read<Body, Query> & { readonly actor: Actor; readonly place: Places[Kind] },
  ) => Promise<Answer<Reply>>;
};

/** A route for signed-in people: with a verb of the table, or `session` for what everybody may do for themselves. */
export function route<
  Kind extends Scope,
  Body extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Reply extends z.ZodType | undefined = undefined,
>(declared: RouteDeclaration<Kind, Body, Query, Reply>): Route {
  return {
    ...declared,
    async answer(c, gate) {
      if (isForeignRequest(c, gate.baseUrl)) return problemResponse(c, { code: 'foreign-origin' });
      const actor = await gate.actorOf(c);
      if (!actor) return problemResponse(c, { code: 'not-signed-in' });
      const place = await admit(c, gate, actor, declared);
      if (!place.ok) return problemResponse(c, place.problem);
      const read = await readRequest(c, declared);
      if (!read.ok) return problemResponse(c, read.problem);
      const answer = await declared.handler({ ...read.value, actor, place: place.value });
      return toResponse(c, declared, answer);
    },
  };
}

export type PublicRouteDeclaration<Body, Query, Reply> = Declaration<Body, Query, Reply> & {
  readonly verb: 'public';
  readonly scope: 'none';
  readonly handler: (call: Read<Body, Query>) => Promise<Answer<Reply>>;
};

/** A route that anybody may call, signed in or not. */
export function publicRoute<
  Body extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Reply extends z.ZodType | undefined = undefined,
>(declared: PublicRouteDeclaration<Body, Query, Reply>): Route {
  return {
    ...declared,
    async answer(c, gate) {
      if (isForeignRequest(c, gate.baseUrl)) return problemResponse(c, { code: 'foreign-origin' });
      const read = await readRequest(c, declared);
      if (!read.ok) return problemResponse(c, read.problem);
      return toResponse(c, declared, await declared.handler(read.value));
    },
  };
}

/** Mounts every route, and an answer for the methods that its path does not take. */
export function mountRoutes(app: Hono, routes: readonly Route[], gate: Gate): void {
  for (const one of routes) app.on(one.method, one.path, (c) => one.answer(c, gate));
  for (const path of new Set(routes.map((one) => one.path))) {
    const allow = routes.filter((one) => one.path === path).map((one) => one.method);
    app.all(path, (c) => {
      c.header('allow', allow.join(', '));
      return problemResponse(c, { code: 'method-not-allowed' });
    });
  }
}

const unknown: Readonly<Record<Scope, ProblemCode>> = {
  none: 'not-found',
  organisation: 'not-found',
  project: 'project-unknown',
  survey: 'survey-unknown',
  link: 'not-found',
  person: 'not-found',
};

/** The place, if it is within the actor's scope and the role has the verb there. */
async function admit<Kind extends Scope>(
  c: Context,
  gate: Gate,
  actor: Actor,
  { scope, verb }: { readonly scope: Kind; readonly verb: Verb | 'session' },
): Promise<Result<Places[Kind]>> {
  const key = c.req.param('name') ?? c.req.param('id') ?? '';
  const find: PlaceFinder<Kind> = gate.places[scope];
  // Nothing is called so, and not every database takes the question.
  const isNameable = Object.values(c.req.param()).every((part) => !part.includes('\0'));
  const place = isNameable ? await find(actor.organisationId, key) : undefined;
  const forbidden = verb !== 'session' && !may(actor.role, verb);
  // People are the owner's business only: for others nobody exists, but the refusal is about the role.
  if (forbidden && (scope === 'person' || scope === 'organisation')) return refuse('not-allowed');
  if (place === undefined || !isVisible(actor, place)) return refuse(unknown[scope]);
  return forbidden ? refuse('not-allowed') : ok(place);
}

const isVisible = (actor: Actor, place: Places[Scope]): boolean =>
  place === null || !('projectId' in place) || inScope(actor, place.projectId);

async function readRequest<Body extends z.ZodType | undefined, Query extends z.ZodType | undefined>(
  c: Context,
  declared: { readonly request?: Body; readonly query?: Query },
): Promise<Result<Read<Body, Query>>> {
  const query = declared.query ? parseQuery(c, declared.query) : ok(undefined);
  if (!query.ok) return query;
  const body = declared.request ? await parseBody(c, declared.request) : ok(undefined);
  if (!body.ok) return body;
  // `Output` is the schema's output where there is a schema and `undefined` where there is none, as just done.
  return ok({ c, body: body.value as Output<Body>, query: query.value as Output<Query> });
}

function toResponse(c: Context, facts: RouteFacts, answer: Result<unknown> | Response): Response {
  if (answer instanceof Response) return answer;
  if (!answer.ok) return problemResponse(c, answer.problem satisfies Problem);
  if (answer.value === undefined) return c.body(null, 204);
  return c.body(JSON.stringify(answer.value), {
    status: facts.status === 201 ? 201 : 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
