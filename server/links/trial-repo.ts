import type { Kysely } from 'kysely';
import type { Definition } from '#core/definitions/definition.ts';
import type { TrialRun } from '#core/links/trial-api.ts';
import type { Database } from '#server/store/database.ts';

/** A draft as it was frozen to be tried through one test link. */
export interface Trial {
  readonly linkId: string;
  readonly surveyId: string;
  readonly hash: string;
  readonly definition: Definition;
  readonly createdAt: Date;
}

export async function insertTrial(db: Kysely<Database>, trial: Trial): Promise<void> {
  await db
    .insertInto('trial')
    .values({
      link_id: trial.linkId,
      survey_id: trial.surveyId,
      hash: trial.hash,
      document: JSON.stringify(trial.definition),
      created_at: trial.createdAt.toISOString(),
    })
    .execute();
}

export async function trialOfLink(
  db: Kysely<Database>,
  linkId: string,
): Promise<Trial | undefined> {
  const row = await db
    .selectFrom('trial')
    .selectAll()
    .where('link_id', '=', linkId)
    .executeTakeFirst();
  return row && toTrial(row);
}

/** Newest first. */
export async function trialsOfSurvey(
  db: Kysely<Database>,
  surveyId: string,
): Promise<readonly Trial[]> {
  const rows = await db
    .selectFrom('trial')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .orderBy('created_at', 'desc')
    .orderBy('link_id')
    .execute();
  return rows.map(toTrial);
}

const toTrial = (row: {
  readonly link_id: string;
  readonly survey_id: string;
  readonly hash: string;
  readonly document: string;
  readonly created_at: string;
}): Trial => ({
  linkId: row.link_id,
  surveyId: row.survey_id,
  hash: row.hash,
  // as: it passed the publish gate before it was frozen.
  definition: JSON.parse(row.document) as Definition,
  createdAt: new Date(row.created_at),
});

export async function countRuns(db: Kysely<Database>, linkId: string): Promise<number> {
  const { runs } = await db
    .selectFrom('trial_run')
    .select((eb) => eb.fn.countAll<number>().as('runs'))
    .where('link_id', '=', linkId)
    .executeTakeFirstOrThrow();
  return Number(runs);
}

/** Writes how a try went, over what was known of it: a try that has ended is not opened again by a late message. */
export async function keepRun(db: Kysely<Database>, linkId: string, run: TrialRun): Promise<void> {
  const { id, state, ...trace } = run;
  await db
    .insertInto('trial_run')
    .values({ link_id: linkId, id, state, trace: JSON.stringify(trace) })
    .onConflict((conflict) =>
      conflict
        .columns(['link_id', 'id'])
        .doUpdateSet((eb) => ({ state: eb.ref('excluded.state'), trace: eb.ref('excluded.trace') }))
        .where((eb) =>
          eb.or([eb('trial_run.state', '=', 'open'), eb('excluded.state', '!=', 'open')]),
        ),
    )
    .execute();
}

export interface KeptRun extends TrialRun {
  readonly linkId: string;
}

export async function runsOfSurvey(
  db: Kysely<Database>,
  surveyId: string,
): Promise<readonly KeptRun[]> {
  const rows = await db
    .selectFrom('trial_run')
    .innerJoin('trial', 'trial.link_id', 'trial_run.link_id')
    .select(['trial_run.link_id', 'trial_run.id', 'trial_run.state', 'trial_run.trace'])
    .where('trial.survey_id', '=', surveyId)
    .orderBy('trial_run.link_id')
    .orderBy('trial_run.id')
    .execute();
  return rows.map(({ link_id: linkId, id, state, trace }) => ({
    // as: written by `keepRun` only.
    ...(JSON.parse(trace) as Omit<TrialRun, 'id' | 'state'>),
    linkId,
    id,
    state: state as TrialRun['state'],
  }));
}
