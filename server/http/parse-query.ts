import type { Context } from 'hono';
import type { z } from 'zod';
import { pointerTo } from '#core/kernel/plain-data.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';

/** The query as the schema sees it. A parameter given twice, or not in a strict schema, does not fit. */
export function parseQuery<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Result<z.output<Schema>> {
  const given = c.req.queries();
  const twice = Object.keys(given).filter((name) => (given[name]?.length ?? 0) > 1);
  if (twice.length > 0) {
    return refuse(
      'request-unfit',
      twice.map((name) => ({ pointer: `/${name}`, code: 'repeated' })),
    );
  }
  const unreadable = Object.keys(given).filter((name) => given[name]?.[0]?.includes('\0'));
  if (unreadable.length > 0) {
    return refuse(
      'request-unfit',
      unreadable.map((name) => ({ pointer: pointerTo([name]), code: 'nul' })),
    );
  }
  const parsed = schema.safeParse(c.req.query());
  if (parsed.success) return ok(parsed.data);
  return refuse(
    'request-unfit',
    parsed.error.issues.map((issue) => ({
      pointer: `/${issue.path.join('/')}`,
      code: issue.code,
    })),
  );
}
