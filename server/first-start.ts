/**
 * What every installation has: one organisation, the project `default`, the survey library, and an owner or a way to
 * become one. Each step looks first, so that starting again changes nothing.
 */
import { canonicalLogin } from '#core/access/login.ts';
import { passwordWeakness } from '#core/access/password.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import { ensureOrganisation } from '#server/access/organisation-repo.ts';
import { hashPassword } from '#server/access/password-hash.ts';
import { addPerson, type By, issueSetup } from '#server/access/people-service.ts';
import { countOwners } from '#server/access/person-repo.ts';
import type { Config } from '#server/config.ts';
import { publishLibrary } from '#server/definitions/library-service.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { projectByName } from '#server/register/register-repo.ts';
import { addProject } from '#server/register/register-service.ts';
import { inTransaction } from '#server/store/transaction.ts';

/** The organisation of this installation, by the same id wherever it is made first. */
const organisation = { id: 'default', name: 'Lắng Nghe' };
const defaultProject = 'default';

export interface Foundation {
  readonly by: By;
  readonly projectId: string;
}

/** @returns who acts for the installation itself, and its first project. */
export async function layFoundation(deps: SurveyDeps): Promise<Result<Foundation>> {
  await ensureOrganisation(deps.db, organisation, deps.clock.now());
  const by: By = { organisationId: organisation.id, actorId: 'system' };
  const added = (await findProject(deps)) ?? (await addProject(deps, by, defaultProject));
  // A command beside the server may have been faster.
  const project = added.ok ? added : await findProject(deps);
  if (!project?.ok) return refuse('project-unknown');
  const published = await publishLibrary(deps, by, project.value.id);
  return published.ok ? ok({ by, projectId: project.value.id }) : published;
}

async function findProject({ db }: SurveyDeps) {
  const project = await projectByName(db, organisation.id, defaultProject);
  return project && ok(project);
}

/**
 * Makes sure that somebody owns the installation.
 * @returns the set-up address to print, or `undefined` if there is an owner (now).
 */
export async function ensureOwner(
  deps: SurveyDeps,
  { by }: Foundation,
  owner: Config['owner'],
): Promise<Result<string | undefined>> {
  if ((await countOwners(deps.db, by.organisationId)) > 0) return ok(undefined);
  if (!owner) return ok(await issueSetup(deps, by.organisationId));
  const login = canonicalLogin(owner.login);
  const weakness = passwordWeakness(owner.password, login);
  if (weakness) return refuse('password-weak', [{ code: weakness }]);
  const passwordHash = await hashPassword(owner.password);
  return inTransaction(deps.db, async (trx) => {
    const person = await addPerson(
      { ...deps, db: trx },
      {
        organisationId: by.organisationId,
        login,
        name: login.split('@')[0] ?? login,
        role: 'owner',
        passwordHash,
        projectIds: [],
      },
    );
    if (!person.ok) return person;
    await appendAudit(trx, by.organisationId, deps.clock.now(), [
      {
        actor: by.actorId,
        action: 'person.added',
        subject: `person:${person.value.id}`,
        detail: { role: 'owner' },
      },
    ]);
    return ok(undefined);
  });
}
