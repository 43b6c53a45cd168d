import type { Kysely, Selectable } from 'kysely';
import {
  type FieldPeriod,
  type Target,
  type TargetKind,
  type TargetUnit,
  targetKinds,
  targetUnits,
} from '#core/register/target.ts';
import type { TargetTable } from '#server/register/register-tables.ts';
import type { Database } from '#server/store/database.ts';
import { insertRows } from '#server/store/remembered.ts';

/** Sets a target, or takes it away. @param key empty for the survey, an id, or `cellKey` of a cell */
export async function setTarget(
  db: Kysely<Database>,
  surveyId: string,
  { kind, key }: { readonly kind: TargetKind; readonly key: string },
  wanted: number | null,
): Promise<void> {
  if (wanted === null) {
    await db
      .deleteFrom('target')
      .where('survey_id', '=', surveyId)
      .where('kind', '=', kind)
      .where('key', '=', key)
      .execute();
    return;
  }
  await db
    .insertInto('target')
    .values({ survey_id: surveyId, kind, key, wanted })
    .onConflict((conflict) =>
      conflict.columns(['survey_id', 'kind', 'key']).doUpdateSet({ wanted }),
    )
    .execute();
}

/** By kind and key. */
export async function targetsOf(
  db: Kysely<Database>,
  surveyId: string,
): Promise<readonly Target[]> {
  const rows = await db
    .selectFrom('target')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .execute();
  // By code point: databases do not agree on the order of texts.
  return rows.map(toTarget).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** What is wanted through each link that has a target, by the link's id. */
export async function wantedByLink(
  db: Kysely<Database>,
  surveyId: string,
): Promise<ReadonlyMap<string, number>> {
  const targets = await targetsOf(db, surveyId);
  return new Map(
    targets.flatMap(({ kind, key, wanted }) => (kind === 'link' ? [[key, wanted]] : [])),
  );
}

/** These are all the targets of those kinds from now on. */
export async function replaceTargets(
  db: Kysely<Database>,
  surveyId: string,
  kinds: readonly TargetKind[],
  targets: readonly Target[],
): Promise<void> {
  if (kinds.length > 0) {
    await db
      .deleteFrom('target')
      .where('survey_id', '=', surveyId)
      .where('kind', 'in', kinds)
      .execute();
  }
  const rows = targets.map((target) => ({ survey_id: surveyId, ...target }));
  if (rows.length > 0) await insertRows(db, 'target', rows);
}

const orderOf = ({ kind, key }: Target): string => `${targetKinds.indexOf(kind)} ${key}`;

function toTarget(row: Selectable<TargetTable>): Target {
  const kind = targetKinds.find((known) => known === row.kind);
  if (!kind) throw new Error('a target has a kind that this version does not know');
  return { kind, key: row.key, wanted: row.wanted };
}

/** Without one, targets count responses and nothing is expected by a day. */
export async function fieldPeriodOf(db: Kysely<Database>, surveyId: string): Promise<FieldPeriod> {
  const row = await db
    .selectFrom('field_period')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .executeTakeFirst();
  return {
    startsOn: row?.starts_on ?? null,
    endsOn: row?.ends_on ?? null,
    unit: toUnit(row?.unit),
  };
}

export async function setFieldPeriod(
  db: Kysely<Database>,
  surveyId: string,
  { startsOn, endsOn, unit }: FieldPeriod,
): Promise<void> {
  const values = { starts_on: startsOn, ends_on: endsOn, unit };
  await db
    .insertInto('field_period')
    .values({ survey_id: surveyId, ...values })
    .onConflict((conflict) => conflict.column('survey_id').doUpdateSet(values))
    .execute();
}

export interface ProjectTarget extends FieldPeriod {
  readonly wanted: number | null;
}

export async function projectTargetOf(
  db: Kysely<Database>,
  projectId: string,
): Promise<ProjectTarget> {
  const row = await db
    .selectFrom('project_target')
    .selectAll()
    .where('project_id', '=', projectId)
    .executeTakeFirst();
  return {
    wanted: row?.wanted ?? null,
    startsOn: row?.starts_on ?? null,
    endsOn: row?.ends_on ?? null,
    unit: toUnit(row?.unit),
  };
}

export async function setProjectTarget(
  db: Kysely<Database>,
  projectId: string,
  { wanted, startsOn, endsOn, unit }: ProjectTarget,
): Promise<void> {
  const values = { wanted, starts_on: startsOn, ends_on: endsOn, unit };
  await db
    .insertInto('project_target')
    .values({ project_id: projectId, ...values })
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet(values))
    .execute();
}

const toUnit = (text: string | undefined): TargetUnit =>
  targetUnits.find((known) => known === text) ?? 'responses';
