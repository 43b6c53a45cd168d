import type { Kysely, Selectable } from 'kysely';
import type { Site } from '#core/register/site.ts';
import type { ProjectTable, SiteTable } from '#server/register/register-tables.ts';
import type { Database } from '#server/store/database.ts';

/** A piece of funded work, with its sites and surveys. */
export interface Project {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** @returns false if the organisation has a project of this name already. */
export async function insertProject(
  db: Kysely<Database>,
  project: Project,
  createdAt: Date,
): Promise<boolean> {
  const inserted = await db
    .insertInto('project')
    .values({
      id: project.id,
      organisation_id: project.organisationId,
      name: project.name,
      time_zone: project.timeZone,
      created_at: createdAt.toISOString(),
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function projectById(db: Kysely<Database>, id: string): Promise<Project | undefined> {
  const row = await db.selectFrom('project').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toProject(row);
}

export async function projectByName(
  db: Kysely<Database>,
  organisationId: string,
  name: string,
): Promise<Project | undefined> {
  const row = await db
    .selectFrom('project')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row && toProject(row);
}

/** By name. */
export async function projectsOf(
  db: Kysely<Database>,
  organisationId: string,
): Promise<readonly Project[]> {
  const rows = await db
    .selectFrom('project')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .execute();
  return rows.map(toProject);
}

/** @returns false if the code or the name is taken in the project. */
export async function insertSite(
  db: Kysely<Database>,
  site: Site,
  createdAt: Date,
): Promise<boolean> {
  const inserted = await db
    .insertInto('site')
    .values({
      id: site.id,
      project_id: site.projectId,
      code: site.code,
      name: site.name,
      headcount: site.headcount,
      created_at: createdAt.toISOString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** In the order in which they were added. */
export async function sitesOf(
  db: Kysely<Database>,
  projectIds: readonly string[],
): Promise<readonly Site[]> {
  if (projectIds.length === 0) return [];
  const rows = await db
    .selectFrom('site')
    .selectAll()
    .where('project_id', 'in', [...projectIds])
    .orderBy('created_at')
    .orderBy('code')
    .execute();
  return rows.map(toSite);
}

const toProject = (row: Selectable<ProjectTable>): Project => ({
  id: row.id,
  organisationId: row.organisation_id,
  name: row.name,
  timeZone: row.time_zone,
});

const toSite = (row: Selectable<SiteTable>): Site => ({
  id: row.id,
  projectId: row.project_id,
  code: row.code,
  name: row.name,
  headcount: row.headcount,
});
