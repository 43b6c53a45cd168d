/** What a phone sends, and what it may ask about it: `POST /collect/responses`, `GET /collect/receipts`. */
import { Hono } from 'hono';
import { z } from 'zod';
import { momentSchema, submissionLimit, submissionsLimit } from '#core/intake/submission.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readJson } from '#server/http/read-body.ts';
import type { Intake } from '#server/intake/intake-service.ts';
import { receiptsOf } from '#server/intake/receipt-repo.ts';
import { holderOf, methodNotAllowed, type TokenDeps } from '#server/links/token-holder.ts';

export interface IntakeRouteDeps extends TokenDeps {
  readonly intake: Intake;
}

export function intakeRoutes(deps: IntakeRouteDeps): Hono {
  const routes = new Hono();
  routes.post('/collect/responses', async (c) => {
    const point = await holderOf(deps, c);
    if (!point) return problemResponse(c, { code: 'link-unknown' });
    const body = await readJson(c);
    if (!body.ok) return problemResponse(c, body.problem);
    const items = responsesOf(body.value.value);
    if (!items) {
      const errors = [{ pointer: '/responses', code: 'not-1-to-100' }];
      return problemResponse(c, { code: 'request-unfit', errors });
    }
    const isSmall = body.value.bytes <= submissionLimit;
    const taken = await deps.intake.accept(point, items, {
      isSmall,
      ...phoneReport(body.value.value),
    });
    if (!taken.ok) return problemResponse(c, taken.problem);
    return c.json({ results: taken.value }, 200, { 'cache-control': 'no-store' });
  });
  routes.all('/collect/responses', methodNotAllowed('POST'));
  routes.get('/collect/receipts', async (c) => {
    const point = await holderOf(deps, c);
    if (!point) return problemResponse(c, { code: 'link-unknown' });
    const ids = (c.req.query('ids') ?? '').split(',').filter((id) => id !== '');
    if (ids.length === 0 || ids.length > submissionsLimit) {
      const errors = [{ pointer: '/ids', code: 'not-1-to-100' }];
      return problemResponse(c, { code: 'request-unfit', errors });
    }
    const receipts = await receiptsOf(deps.db, point, ids);
    return c.json({ receipts }, 200, { 'cache-control': 'no-store' });
  });
  routes.all('/collect/receipts', methodNotAllowed('GET'));
  return routes;
}

/** What is said besides the responses. What is no time or count was not said: no response suffers for it. */
const reportSchema = z.object({
  sentAt: momentSchema.optional().catch(undefined),
  waiting: z.int().min(0).max(1_000_000).optional().catch(undefined),
});

const phoneReport = (body: unknown) => reportSchema.parse(body);

function responsesOf(body: unknown): readonly unknown[] | undefined {
  if (typeof body !== 'object' || body === null || !('responses' in body)) return undefined;
  const { responses } = body;
  if (!Array.isArray(responses)) return undefined;
  return responses.length >= 1 && responses.length <= submissionsLimit ? responses : undefined;
}
