import type { Context } from 'hono';
import type { z } from 'zod';
import { plainFaults, pointerTo } from '#core/kernel/plain-data.ts';
import type { ProblemError } from '#core/kernel/problems.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { readJson } from '#server/http/read-body.ts';

/** The body as the schema sees it. A wrong type, too much, no JSON and an unfit shape are different problems. */
export async function parseBody<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<Result<z.output<Schema>>> {
  const body = await readJson(c);
  if (!body.ok) return body;
  const faults = plainFaults(body.value.value);
  const deep = faults.find((fault) => fault.code === 'too-deep');
  if (deep) return refuse('too-deep', [deep]);
  if (faults.length > 0) return refuse('request-unfit', faults);
  const parsed = schema.safeParse(body.value.value);
  return parsed.success ? ok(parsed.data) : refuse('request-unfit', toProblemErrors(parsed.error));
}

/** Where the schema was not met. An unknown key is named by its own pointer. */
export const toProblemErrors = (error: z.ZodError): readonly ProblemError[] =>
  error.issues.flatMap<ProblemError>((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), code: issue.code }))
      : [{ pointer: pointerTo(issue.path), code: issue.code }],
  );
