/** What a phone asks before an interview: `GET /collect/link`, `GET /collect/definitions/{hash}`. No account. */
import { Hono } from 'hono';
import { packedJson } from '#server/http/packed-json.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { openLink, servedVersion } from '#server/links/collect-service.ts';
import { holderOf, methodNotAllowed, type TokenDeps } from '#server/links/token-holder.ts';

export function collectRoutes(deps: TokenDeps): Hono {
  const routes = new Hono();
  routes.get('/collect/link', async (c) => {
    const point = await holderOf(deps, c);
    if (!point) return problemResponse(c, { code: 'link-unknown' });
    const opened = await openLink(deps, point);
    if (!opened.ok) return problemResponse(c, opened.problem);
    const etag = `"${opened.value.definitionHash}"`;
    // Asked for anew each time: a phone must hear of a new version, and that the link is closed.
    const headers = { etag, 'cache-control': 'private, no-cache' };
    return matches(c.req.header('if-none-match'), etag)
      ? c.body(null, 304, headers)
      : packedJson(c, opened.value, headers);
  });
  routes.all('/collect/link', methodNotAllowed('GET'));
  routes.get('/collect/definitions/:hash', async (c) => {
    const point = await holderOf(deps, c);
    if (!point) return problemResponse(c, { code: 'link-unknown' });
    const served = await servedVersion(deps, point, c.req.param('hash'));
    if (!served.ok) return problemResponse(c, served.problem);
    return packedJson(c, served.value, { 'cache-control': 'no-store' });
  });
  routes.all('/collect/definitions/:hash', methodNotAllowed('GET'));
  return routes;
}

const matches = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .some((one) => one === etag || one === '*');
