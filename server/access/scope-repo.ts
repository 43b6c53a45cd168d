import type { Kysely } from 'kysely';
import { type Actor, inScope } from '#core/access/roles.ts';
import type { Places } from '#server/http/route.ts';
import type { Database } from '#server/store/database.ts';

/** The projects of the organisation that the actor may know of, by name. */
export async function projectNames(
  db: Kysely<Database>,
  actor: Actor,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const rows = await db
    .selectFrom('project')
    .select(['id', 'name'])
    .where('organisation_id', '=', actor.organisationId)
    .orderBy('name')
    .execute();
  return rows.filter((row) => inScope(actor, row.id));
}

export async function projectPlace(
  db: Kysely<Database>,
  organisationId: string,
  id: string,
): Promise<Places['project'] | undefined> {
  const row = await db
    .selectFrom('project')
    .select(['id', 'time_zone'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { projectId: row.id, timeZone: row.time_zone };
}

export async function surveyPlace(
  db: Kysely<Database>,
  organisationId: string,
  name: string,
): Promise<Places['survey'] | undefined> {
  const row = await db
    .selectFrom('survey')
    .innerJoin('project', 'project.id', 'survey.project_id')
    .select([
      'survey.id',
      'survey.name',
      'survey.project_id',
      'survey.anonymous',
      'project.time_zone',
    ])
    .where('survey.organisation_id', '=', organisationId)
    .where('survey.name', '=', name)
    .executeTakeFirst();
  return (
    row && {
      projectId: row.project_id,
      surveyId: row.id,
      name: row.name,
      anonymous: row.anonymous === 1,
      timeZone: row.time_zone,
    }
  );
}

export async function linkPlace(
  db: Kysely<Database>,
  organisationId: string,
  id: string,
): Promise<Places['link'] | undefined> {
  const row = await db
    .selectFrom('link')
    .innerJoin('survey', 'survey.id', 'link.survey_id')
    .select(['link.id', 'link.survey_id', 'survey.project_id'])
    .where('survey.organisation_id', '=', organisationId)
    .where('link.id', '=', id)
    .executeTakeFirst();
  return row && { projectId: row.project_id, linkId: row.id, surveyId: row.survey_id };
}

export async function personPlace(
  db: Kysely<Database>,
  organisationId: string,
  id: string,
): Promise<Places['person'] | undefined> {
  const row = await db
    .selectFrom('person')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { personId: row.id };
}
