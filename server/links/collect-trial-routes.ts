/** `POST /collect/trial`: a phone with a test link tells how tries went. Times and item names only, never answers. */
import { Hono } from 'hono';
import { trialRunsRequestSchema } from '#core/links/trial-api.ts';
import { minuteLimiter } from '#server/http/minute-limiter.ts';
import { parseBody } from '#server/http/parse-request.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { holderOf, methodNotAllowed, type TokenDeps } from '#server/links/token-holder.ts';
import { takeRuns } from '#server/links/trial-service.ts';

/** A phone writes on each page and at the end. */
const messagesAMinute = 240;

export function collectTrialRoutes(deps: TokenDeps): Hono {
  const routes = new Hono();
  const limiter = minuteLimiter(messagesAMinute);
  routes.post('/collect/trial', async (c) => {
    const point = await holderOf(deps, c);
    if (!point) return problemResponse(c, { code: 'link-unknown' });
    const busy = limiter.take(point.link.id, 1, deps.clock.now());
    if (busy) return problemResponse(c, { code: 'too-many-requests', ...busy });
    const body = await parseBody(c, trialRunsRequestSchema);
    if (!body.ok) return problemResponse(c, body.problem);
    const taken = await takeRuns(deps, point, body.value);
    if (!taken.ok) return problemResponse(c, taken.problem);
    return c.json(taken.value, 200, { 'cache-control': 'no-store' });
  });
  routes.all('/collect/trial', methodNotAllowed('POST'));
  return routes;
}
