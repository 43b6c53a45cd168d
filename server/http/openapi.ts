/** The OpenAPI document, made from the route table and the schemas that the routes check with: it cannot drift. */
import { z } from 'zod';
import type { RouteFacts } from '#server/http/route.ts';

/** A call that is not in the workspace's table, described in the same words. */
export interface OtherCall extends Omit<RouteFacts, 'verb' | 'scope'> {
  readonly security: 'link' | 'none';
}

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  errors: z
    .array(
      z.object({
        pointer: z.string().optional(),
        code: z.string(),
        message: z.string().optional(),
      }),
    )
    .optional(),
  instance: z.string().optional(),
});

/** `input` for what is sent to us, `output` for what we answer. */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

export function openApiDocument(
  routes: readonly RouteFacts[],
  others: readonly OtherCall[],
  version: string,
) {
  const paths: Record<string, Record<string, unknown>> = {};
  const add = (
    facts: Omit<RouteFacts, 'verb' | 'scope'>,
    security: readonly string[],
    verb?: string,
  ) => {
    const path = `/api/v1${facts.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = {
      ...paths[path],
      [facts.method.toLowerCase()]: operation(facts, security, verb),
    };
  };
  for (const facts of routes) add(facts, facts.verb === 'public' ? [] : ['session'], facts.verb);
  for (const call of others) add(call, call.security === 'link' ? ['link'] : []);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lắng Nghe',
      version,
      description: 'Surveys, links, collection, safe aggregates and reports.',
    },
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'ln',
          description: 'Set by POST /api/v1/session; `__Host-ln` on https.',
        },
        link: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of a link, which stands in the fragment of its address.',
        },
      },
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
    },
  };
}

function operation(
  facts: Omit<RouteFacts, 'verb' | 'scope'>,
  security: readonly string[],
  verb?: string,
) {
  return {
    summary: facts.summary,
    ...(verb && { 'x-verb': verb }),
    security: security.map((name) => ({ [name]: [] })),
    parameters: [...pathParameters(facts.path), ...queryParameters(facts.query)],
    ...(facts.request && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchema(facts.request, 'input') } },
      },
    }),
    responses: {
      [String(facts.status ?? 200)]: { description: 'Done', ...content(facts) },
      default: {
        description: 'A problem (RFC 9457)',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  };
}

function content({ reply, produces = [] }: Pick<RouteFacts, 'reply' | 'produces'>) {
  const kinds = [
    ...(reply ? [['application/json', { schema: jsonSchema(reply, 'output') }] as const] : []),
    ...produces.map((type) => [type, {}] as const),
  ];
  return kinds.length > 0 ? { content: Object.fromEntries(kinds) } : {};
}

const pathParameters = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters(query: z.ZodType | undefined) {
  if (!query) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

type OpenApi = ReturnType<typeof openApiDocument>;

/** The same as a page to read: one file, no script, nothing from elsewhere. */
export function openApiPage(document: OpenApi): string {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => callSection(method.toUpperCase(), path, one)),
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>API</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{overflow:auto;background:#f4f4f2;padding:.75rem}
section{border-top:1px solid #ccc;padding:.5rem 0}h2{font-size:1.1rem}</style></head><body>
<h1>${escapeHtml(document.info.title)} API ${escapeHtml(document.info.version)}</h1>
<p>${escapeHtml(document.info.description)} Machine-readable: <a href="/api/v1/openapi.json">openapi.json</a>.</p>
${calls.join('\n')}</body></html>`;
}

function callSection(method: string, path: string, one: unknown): string {
  const { summary, ...rest } = z.looseObject({ summary: z.string() }).parse(one);
  const details = escapeHtml(JSON.stringify(rest, null, 2));
  return `<section><h2><code>${method} ${escapeHtml(path)}</code></h2><p>${escapeHtml(summary)}</p>
<details><summary>Schemas</summary><pre>${details}</pre></details></section>`;
}

const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
