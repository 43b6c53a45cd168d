import { type Actor, inScope, may } from '#core/access/roles.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { ProjectReply, SiteReply, SiteRequest } from '#core/register/register-api.ts';
import { type Site, siteCode } from '#core/register/site.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import {
  insertProject,
  insertSite,
  type Project,
  projectById,
  projectsOf,
  sitesOf,
} from '#server/register/register-repo.ts';
import { inTransaction } from '#server/store/transaction.ts';

const defaultTimeZone = 'Asia/Ho_Chi_Minh';

/** The projects that the actor works in, with their sites. */
export async function listProjects({ db }: ServiceDeps, actor: Actor): Promise<ProjectReply[]> {
  const projects = await projectsOf(db, actor.organisationId);
  const mine = projects.filter((project) => inScope(actor, project.id));
  const sites = await sitesOf(
    db,
    mine.map((project) => project.id),
  );
  return mine.map((project) => toReply(project, sitesFor(actor, sites)));
}

export async function describeProject(
  { db }: ServiceDeps,
  actor: Actor,
  projectId: string,
): Promise<Result<ProjectReply>> {
  const project = await projectById(db, projectId);
  if (!project) return refuse('project-unknown');
  return ok(toReply(project, sitesFor(actor, await sitesOf(db, [projectId]))));
}

/** Who may not see progress could take answers from headcounts, and learn how few did not answer. */
const sitesFor = (actor: Actor, sites: readonly Site[]): readonly Site[] =>
  may(actor.role, 'progress.read') ? sites : sites.map((site) => ({ ...site, headcount: null }));

export function addProject(
  { db, clock, secrets }: ServiceDeps,
  by: By,
  name: string,
): Promise<Result<ProjectReply>> {
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    const { organisationId } = by;
    const project = { id: secrets.token(9), organisationId, name, timeZone: defaultTimeZone };
    if (!(await insertProject(trx, project, now))) return refuse('name-taken');
    await appendAudit(trx, organisationId, now, [
      { actor: by.actorId, action: 'project.added', subject: `project:${project.id}` },
    ]);
    return ok(toReply(project, []));
  });
}

/** A new site with a code made of its name; runs inside the caller's transaction if there is one. */
export function addSite(
  { db, clock, secrets }: ServiceDeps,
  by: By,
  projectId: string,
  request: SiteRequest,
): Promise<Result<Site>> {
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    const there = await sitesOf(trx, [projectId]);
    if (there.some((site) => site.name === request.name)) return refuse('name-taken');
    const codes = new Set(there.map((site) => site.code));
    let attempt = 1;
    while (codes.has(siteCode(request.name, attempt))) attempt += 1;
    const site: Site = {
      id: secrets.token(9),
      projectId,
      code: siteCode(request.name, attempt),
      name: request.name,
      headcount: request.headcount ?? null,
    };
    // Somebody else may have added the same one since it was looked up.
    if (!(await insertSite(trx, site, now))) return refuse('name-taken');
    await appendAudit(trx, by.organisationId, now, [
      { actor: by.actorId, action: 'site.added', subject: `site:${site.id}` },
    ]);
    return ok(site);
  });
}

const toReply = (project: Project, sites: readonly Site[]): ProjectReply => ({
  id: project.id,
  name: project.name,
  timeZone: project.timeZone,
  sites: sites.filter((site) => site.projectId === project.id).map(toSiteReply),
});

export const toSiteReply = ({ id, code, name, headcount }: Site): SiteReply => ({
  id,
  code,
  name,
  ...(headcount !== null && { headcount }),
});
