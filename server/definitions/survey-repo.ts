import type { Kysely, Selectable } from 'kysely';
import type { Definition } from '#core/definitions/definition.ts';
import type { PublishedVersion, Survey } from '#core/definitions/survey.ts';
import type { SurveyTable, VersionTable } from '#server/definitions/definition-tables.ts';
import type { Database } from '#server/store/database.ts';

/** @returns false if the organisation has a survey of this name already. */
export async function insertSurvey(db: Kysely<Database>, survey: Survey): Promise<boolean> {
  const inserted = await db
    .insertInto('survey')
    .values({
      id: survey.id,
      organisation_id: survey.organisationId,
      project_id: survey.projectId,
      name: survey.name,
      anonymous: survey.anonymous ? 1 : 0,
      created_at: survey.createdAt.toISOString(),
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function surveyByName(
  db: Kysely<Database>,
  organisationId: string,
  name: string,
): Promise<Survey | undefined> {
  const row = await db
    .selectFrom('survey')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row && toSurvey(row);
}

export async function surveyById(db: Kysely<Database>, id: string): Promise<Survey | undefined> {
  const row = await db.selectFrom('survey').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toSurvey(row);
}

/** Oldest first. */
export async function surveysOfProject(
  db: Kysely<Database>,
  projectId: string,
): Promise<readonly Survey[]> {
  const rows = await db
    .selectFrom('survey')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toSurvey);
}

/**
 * Freezes a definition under the next number. The same document published again, or twice at once, is the same
 * version: the hash is unique in the survey, and where two publishers meet the loser takes the number after.
 */
export async function publishVersion(
  db: Kysely<Database>,
  version: {
    readonly surveyId: string;
    readonly hash: string;
    readonly definition: Definition;
    readonly publishedAt: Date;
  },
): Promise<PublishedVersion> {
  for (;;) {
    const known = await versionByHash(db, version.surveyId, version.hash);
    if (known) return known;
    const { last } = await db
      .selectFrom('version')
      .select((eb) => eb.fn.max('number').as('last'))
      .where('survey_id', '=', version.surveyId)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('version')
      .values({
        survey_id: version.surveyId,
        number: (last ?? 0) + 1,
        hash: version.hash,
        document: JSON.stringify(version.definition),
        published_at: version.publishedAt.toISOString(),
        retired_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** By number, oldest first. */
export async function versionsOf(
  db: Kysely<Database>,
  surveyId: string,
): Promise<readonly PublishedVersion[]> {
  const rows = await db
    .selectFrom('version')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .orderBy('number')
    .execute();
  return rows.map(toVersion);
}

/** The highest number that is not retired. */
export async function newestVersion(
  db: Kysely<Database>,
  surveyId: string,
): Promise<PublishedVersion | undefined> {
  const row = await db
    .selectFrom('version')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('retired_at', 'is', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toVersion(row);
}

export async function versionByNumber(
  db: Kysely<Database>,
  surveyId: string,
  number: number,
): Promise<PublishedVersion | undefined> {
  const row = await db
    .selectFrom('version')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && toVersion(row);
}

export async function versionByHash(
  db: Kysely<Database>,
  surveyId: string,
  hash: string,
): Promise<PublishedVersion | undefined> {
  const row = await db
    .selectFrom('version')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row && toVersion(row);
}

/** @returns false if there is no such version, or it is retired already. */
export async function retireVersion(
  db: Kysely<Database>,
  surveyId: string,
  number: number,
  at: Date,
): Promise<boolean> {
  const row = await db
    .updateTable('version')
    .set({ retired_at: at.toISOString() })
    .where('survey_id', '=', surveyId)
    .where('number', '=', number)
    .where('retired_at', 'is', null)
    .returning('number')
    .executeTakeFirst();
  return row !== undefined;
}

/** @returns false if there is no such version, or it is not retired. */
export async function unretireVersion(
  db: Kysely<Database>,
  surveyId: string,
  number: number,
): Promise<boolean> {
  const row = await db
    .updateTable('version')
    .set({ retired_at: null })
    .where('survey_id', '=', surveyId)
    .where('number', '=', number)
    .where('retired_at', 'is not', null)
    .returning('number')
    .executeTakeFirst();
  return row !== undefined;
}

/** How answers are kept (see `Survey.anonymous`): for the first version to say, before anybody can answer. */
export async function setAnonymous(
  db: Kysely<Database>,
  surveyId: string,
  anonymous: boolean,
): Promise<void> {
  await db
    .updateTable('survey')
    .set({ anonymous: anonymous ? 1 : 0 })
    .where('id', '=', surveyId)
    .execute();
}

/** Takes the survey's row until commit, so that its versions are published and retired one after the other. */
export async function lockSurvey(db: Kysely<Database>, surveyId: string): Promise<void> {
  await db
    .updateTable('survey')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', surveyId)
    .execute();
}

const toSurvey = (row: Selectable<SurveyTable>): Survey => ({
  id: row.id,
  organisationId: row.organisation_id,
  projectId: row.project_id,
  name: row.name,
  anonymous: row.anonymous === 1,
  createdAt: new Date(row.created_at),
});

// as: only what passed the publish gate is ever written there.
const toDefinition = (document: string): Definition => JSON.parse(document) as Definition;

const toVersion = (row: Selectable<VersionTable>): PublishedVersion => ({
  surveyId: row.survey_id,
  number: row.number,
  hash: row.hash,
  definition: toDefinition(row.document),
  publishedAt: new Date(row.published_at),
  retiredAt: row.retired_at === null ? null : new Date(row.retired_at),
});
