/**
 * The one way in which the screens speak with the server: JSON in, JSON out, checked by a schema. A refusal is thrown
 * as `RequestRefused`, so that queries carry it to the screen that draws it.
 */
import { z } from 'zod';
import { markSessionOver } from '#web/workspace/access/session-over.ts';

const problemSchema = z.looseObject({
  code: z.string(),
  status: z.number().optional(),
  instance: z.string().optional(),
  retryAfterSeconds: z.number().optional(),
  errors: z
    .array(
      z.object({
        pointer: z.string().optional(),
        sheet: z.string().optional(),
        row: z.number().optional(),
        column: z.string().optional(),
        code: z.string(),
        message: z.string().optional(),
        params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    )
    .optional(),
});

export type RefusedError = NonNullable<z.output<typeof problemSchema>['errors']>[number];

/** What went wrong, as much as a person can hand on. It never holds an answer or a token. */
export interface Refusal {
  /** A problem code, or `unreachable` (no reply) or `unexpected-reply` (a reply that is not ours). */
  readonly code: string;
  readonly status: number;
  readonly path: string;
  readonly requestId?: string;
  readonly retryAfterSeconds?: number;
  readonly errors: readonly RefusedError[];
  /** The whole problem document, for members of its own that some codes have. */
  readonly document?: Readonly<Record<string, unknown>>;
}

export class RequestRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'RequestRefused';
    this.refusal = refusal;
  }
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** Sent as it is, instead of a body in JSON. */
  readonly file?: Blob;
  readonly signal?: AbortSignal;
  /** Goes on when the page is left; browsers allow it for small bodies only. */
  readonly keepalive?: boolean;
}

const base = '/api/v1';

/** Calls `path` (below /api/v1) and gives its JSON, checked. */
export async function request<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  call: Call = {},
): Promise<z.output<Schema>> {
  const response = await send(path, call);
  const parsed = schema.safeParse(await jsonOf(response));
  if (!parsed.success) throw refused(path, response.status, 'unexpected-reply');
  return parsed.data;
}

/** Calls `path` where only success matters. */
export async function command(path: string, call: Call): Promise<void> {
  await send(path, call);
}

/** A file of the server, with the name that it gives. */
export async function requestFile(
  path: string,
  signal?: AbortSignal,
): Promise<{ readonly blob: Blob; readonly name: string | null }> {
  const response = await send(path, signal ? { signal } : {});
  const disposition = response.headers.get('content-disposition') ?? '';
  const name = /filename="?([^";]+)"?/.exec(disposition)?.[1] ?? null;
  return { blob: await response.blob(), name };
}

async function send(
  path: string,
  { method = 'GET', body, file, signal, keepalive }: Call,
): Promise<Response> {
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    ...(signal && { signal }),
    ...(keepalive && { keepalive }),
    ...(file && { headers: { 'content-type': 'application/octet-stream' }, body: file }),
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  };
  const response = await fetch(`${base}${path}`, init).catch((reason: unknown) => {
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw refused(path, 0, 'unreachable');
  });
  if (!response.ok) throw await refusalFrom(path, response);
  return response;
}

async function refusalFrom(path: string, response: Response): Promise<RequestRefused> {
  const parsed = problemSchema.safeParse(await jsonOf(response));
  if (!parsed.success) return refused(path, response.status, 'unexpected-reply');
  const { code, instance, errors, retryAfterSeconds } = parsed.data;
  // Asking who is signed in is how one finds out; any other page has relied on it.
  if (code === 'not-signed-in' && path !== '/session') markSessionOver();
  const header = Number(response.headers.get('retry-after'));
  const wait = retryAfterSeconds ?? (header > 0 ? header : undefined);
  return new RequestRefused({
    code,
    status: response.status,
    path,
    errors: errors ?? [],
    document: parsed.data,
    ...(instance && { requestId: instance }),
    ...(wait !== undefined && { retryAfterSeconds: wait }),
  });
}

const jsonOf = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

const refused = (path: string, status: number, code: string) =>
  new RequestRefused({ code, status, path, errors: [] });

/** The refusal in an error that a query or a mutation holds; bugs of our own are named as such. */
export const refusalOf = (error: unknown): Refusal =>
  error instanceof RequestRefused
    ? error.refusal
    : { code: 'screen-error', status: 0, path: '', errors: [] };
