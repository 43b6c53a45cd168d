import type { Result } from '#core/kernel/result.ts';
import type { SiteRequest } from '#core/register/register-api.ts';
import type { Site } from '#core/register/site.ts';
import type { By } from '#server/access/people-service.ts';
import { republishForSites } from '#server/definitions/survey-publish.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import { addSite } from '#server/register/register-service.ts';
import { inTransaction } from '#server/store/transaction.ts';

/** A new site, and with it a new choice in the surveys of the project that ask for the site. */
export function openSite(
  deps: SurveyDeps,
  by: By,
  projectId: string,
  request: SiteRequest,
): Promise<Result<Site>> {
  return inTransaction(deps.db, async (trx) => {
    const inside = { ...deps, db: trx };
    const site = await addSite(inside, by, projectId, request);
    if (site.ok) await republishForSites(inside, by, projectId, await sitesOf(trx, [projectId]));
    return site;
  });
}
