import type { Context } from 'hono';
import { type Problem, statusOf, titleOf } from '#core/kernel/problems.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Names one request in the log and in the answer; random, so that it says nothing. */
    requestId: string;
    /** The log would say when somebody answered an anonymous survey. */
    isUnlogged?: boolean;
  }
}

/** A problem as RFC 9457 writes it. */
export const problemDocument = (problem: Problem) => ({
  ...problem.members,
  type: `/problems/${problem.code}`,
  title: titleOf(problem),
  status: statusOf(problem),
  code: problem.code,
  ...(problem.errors && { errors: problem.errors }),
});

/** The only place where a problem becomes HTTP. */
export function problemResponse(c: Context, problem: Problem): Response {
  const status = statusOf(problem);
  const requestId = c.get('requestId');
  const document = {
    ...problemDocument(problem),
    ...(requestId && { instance: `urn:uuid:${requestId}` }),
  };
  return c.body(JSON.stringify(document), {
    // as: the catalogue holds statuses that have a body.
    status: status as 400,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(problem.retryAfterSeconds !== undefined && {
        'retry-after': String(problem.retryAfterSeconds),
      }),
    },
  });
}
