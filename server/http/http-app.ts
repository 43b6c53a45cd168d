/**
 * The ground that every route stands on: a request id, one log line, and an answer for what no route has answered.
 * The log has no address, path parameter, header, token or body.
 */
import { randomUUID } from 'node:crypto';
import type { ServerOptions } from 'node:http';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { ProblemCode } from '#core/kernel/problems.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { isStorageTrouble } from '#server/store/dialects.ts';

/**
 * Against requests that trickle in: a whole request within 30 s, its headers within 10 s and 32 kB (else 431). Between
 * two requests a connection stays for longer than proxies and programs keep theirs, so that none is closed just as the
 * next request goes out.
 */
export const serverOptions: ServerOptions = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 32 * 1024,
};

/** Seconds after which a phone may try again while the storage is away. */
const storageRetrySeconds = 5;

const codeOfStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'request-malformed',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'request-too-large',
  415: 'request-type',
  422: 'request-unfit',
  429: 'too-many-requests',
};

export function httpApp(logger: Logger): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    const began = performance.now();
    await next();
    if (!logger.isLevelEnabled('info') || c.get('isUnlogged')) return;
    logger.info({
      requestId,
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms: Math.round(performance.now() - began),
    });
  });
  app.notFound((c) => problemResponse(c, { code: 'not-found' }));
  app.onError((error, c) => {
    const requestId = c.get('requestId');
    if (error instanceof HTTPException) {
      return problemResponse(c, { code: codeOfStatus[error.status] ?? 'internal-error' });
    }
    if (isStorageTrouble(error)) {
      logger.error({ requestId, storage: 'code' in error ? error.code : error.name });
      return problemResponse(c, {
        code: 'storage-unavailable',
        retryAfterSeconds: storageRetrySeconds,
      });
    }
    // The message may quote what was sent, so only the kind of error and where it arose are logged.
    logger.error({ requestId, error: error.name, stack: framesOf(error) });
    return problemResponse(c, { code: 'internal-error' });
  });
  return app;
}

const framesOf = (error: Error): readonly string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
