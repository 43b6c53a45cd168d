/** What a phone asks before an interview and in between, with no account. */
import { Hono } from 'hono';
import type { SealingKey } from '#server/definitions/survey-keys.ts';
import { packedJson } from '#server/http/packed-json.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { type CollectDeps, openLink, servedVersion } from '#server/links/collect-service.ts';
import { standingOf } from '#server/links/standing-service.ts';
import { holderOf, methodNotAllowed, type TokenDeps } from '#server/links/token-holder.ts';

export interface CollectRouteDeps extends TokenDeps, CollectDeps {
  /** What phones seal answers to; the intake has the keys. */
  sealTo?(surveyId: string): Promise<SealingKey | undefined>;
}

export function collectRoutes(deps: CollectRouteDeps): Hono {
  const routes = new Hono();
  routes.get('/collect/link', async (c) => {
    const point = await holderOf(deps, c);
    if (!point) return problemResponse(c, { code: 'link-unknown' });
    const opened = await openLink(deps, point);
    if (!opened.ok) return problemResponse(c, opened.problem);
    const { revision, ...served } = opened.value;
    const etag = etagOf(served.definitionHash, revision);
    // Asked for anew each time: a phone must hear of a new version, and that the link is closed. All links are asked for
    // at one address, and a browser must not answer one of them with what it remembers of another.
    const headers = { etag, 'cache-control': 'private, no-cache', vary: 'authorization' };
    if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
    const sealTo = await deps.sealTo?.(point.link.surveyId);
    return packedJson(c, { ...served, ...(sealTo && { sealTo }) }, headers);
  });
  routes.all('/collect/link', methodNotAllowed('GET'));
  routes.get('/collect/standing', async (c) => {
    const point = await holderOf(deps, c);
    if (!point) return problemResponse(c, { code: 'link-unknown' });
    const standing = await standingOf(deps, point);
    if (!standing.ok) return problemResponse(c, standing.problem);
    return c.json(standing.value, 200, { 'cache-control': 'no-store' });
  });
  routes.all('/collect/standing', methodNotAllowed('GET'));
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

/** The hash of the version, and once the link itself has been changed, how often. */
const etagOf = (hash: string, revision: number): string =>
  revision === 0 ? `"${hash}"` : `"${hash}.${revision}"`;

const matches = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .some((one) => one === etag || one === '*');
