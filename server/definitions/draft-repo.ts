import type { Kysely, Selectable } from 'kysely';
import type { Definition } from '#core/definitions/definition.ts';
import type { SurveyDraft } from '#core/definitions/survey.ts';
import { revisionsToDrop } from '#core/definitions/thin-revisions.ts';
import type {
  DraftRevisionTable,
  SurveyDraftTable,
} from '#server/definitions/definition-tables.ts';
import type { Database } from '#server/store/database.ts';

export interface DraftSave {
  readonly surveyId: string;
  readonly definition: Definition;
  readonly savedAt: Date;
  /** A person's id, or `system`. */
  readonly savedBy: string | null;
  /** Number of the version that the draft was begun from. */
  readonly basedOn: number | null;
}

/**
 * Saves the draft as its next revision and thins out those before it. Call it inside a transaction.
 * @param expected the revision that it replaces, 0 for none; absent = whatever is there
 * @returns the new revision, `undefined` if another one than expected is there
 */
export async function saveDraft(
  db: Kysely<Database>,
  save: DraftSave,
  expected?: number,
): Promise<number | undefined> {
  const revision = await writeDraft(db, save, expected);
  if (revision === undefined) return undefined;
  await db
    .insertInto('draft_revision')
    .values({
      survey_id: save.surveyId,
      revision,
      document: JSON.stringify(save.definition),
      saved_at: save.savedAt.toISOString(),
      saved_by: save.savedBy,
      based_on: save.basedOn,
      is_milestone: 0,
    })
    .execute();
  await thinRevisions(db, save.surveyId, save.savedAt);
  return revision;
}

async function thinRevisions(db: Kysely<Database>, surveyId: string, now: Date): Promise<void> {
  const rows = await db
    .selectFrom('draft_revision')
    .select(['revision', 'saved_at', 'saved_by', 'is_milestone'])
    .where('survey_id', '=', surveyId)
    .execute();
  const marks = rows.map((row) => ({
    revision: row.revision,
    savedAt: Date.parse(row.saved_at),
    savedBy: row.saved_by,
    isMilestone: row.is_milestone === 1,
  }));
  const dropped = revisionsToDrop(marks, now.getTime());
  if (dropped.length === 0) return;
  await db
    .deleteFrom('draft_revision')
    .where('survey_id', '=', surveyId)
    .where('revision', 'in', dropped)
    .execute();
}

/** These revisions are never thinned out: a version was published from them, or a version was put back over them. */
export async function keepRevisions(
  db: Kysely<Database>,
  surveyId: string,
  revisions: readonly number[],
): Promise<void> {
  await db
    .updateTable('draft_revision')
    .set({ is_milestone: 1 })
    .where('survey_id', '=', surveyId)
    .where('revision', 'in', revisions)
    .execute();
}

/** The row itself decides who comes first: an update that expects another revision changes nothing. */
async function writeDraft(
  db: Kysely<Database>,
  save: DraftSave,
  expected: number | undefined,
): Promise<number | undefined> {
  const row = {
    document: JSON.stringify(save.definition),
    updated_at: save.savedAt.toISOString(),
    saved_by: save.savedBy,
    based_on: save.basedOn,
  };
  if (expected === undefined || expected > 0) {
    let update = db
      .updateTable('survey_draft')
      .set((eb) => ({ ...row, revision: eb('revision', '+', 1) }))
      .where('survey_id', '=', save.surveyId);
    if (expected !== undefined) update = update.where('revision', '=', expected);
    const updated = await update.returning('revision').executeTakeFirst();
    if (updated || expected !== undefined) return updated?.revision;
  }
  const inserted = await db
    .insertInto('survey_draft')
    .values({ survey_id: save.surveyId, revision: 1, ...row })
    .onConflict((conflict) => conflict.column('survey_id').doNothing())
    .returning('revision')
    .executeTakeFirst();
  return inserted?.revision;
}

export async function draftOf(
  db: Kysely<Database>,
  surveyId: string,
): Promise<SurveyDraft | undefined> {
  const row = await db
    .selectFrom('survey_draft')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .executeTakeFirst();
  return row && toDraft(row);
}

/**
 * Notes that the draft is published as this version and goes on from it, without making a revision: the document stays
 * as it is, and so does the revision.
 */
export async function rebaseDraft(
  db: Kysely<Database>,
  surveyId: string,
  basedOn: number,
): Promise<void> {
  const draft = await db
    .updateTable('survey_draft')
    .set({ based_on: basedOn })
    .where('survey_id', '=', surveyId)
    .returning('revision')
    .executeTakeFirst();
  if (draft) await keepRevisions(db, surveyId, [draft.revision]);
}

export type RevisionMark = Omit<SurveyDraft, 'definition'>;

/** Newest first; without their documents. */
export async function revisionsOf(
  db: Kysely<Database>,
  surveyId: string,
): Promise<readonly RevisionMark[]> {
  const rows = await db
    .selectFrom('draft_revision')
    .select(['survey_id', 'revision', 'saved_at', 'saved_by', 'based_on'])
    .where('survey_id', '=', surveyId)
    .orderBy('revision', 'desc')
    .execute();
  return rows.map(toMark);
}

export async function revisionOf(
  db: Kysely<Database>,
  surveyId: string,
  revision: number,
): Promise<SurveyDraft | undefined> {
  const row = await db
    .selectFrom('draft_revision')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return row && { ...toMark(row), definition: toDefinition(row.document) };
}

// as: only what `definitionSchema` has read is ever written there.
const toDefinition = (document: string): Definition => JSON.parse(document) as Definition;

const toDraft = (row: Selectable<SurveyDraftTable>): SurveyDraft => ({
  surveyId: row.survey_id,
  definition: toDefinition(row.document),
  revision: row.revision,
  updatedAt: new Date(row.updated_at),
  savedBy: row.saved_by,
  basedOn: row.based_on,
});

const toMark = (
  row: Omit<Selectable<DraftRevisionTable>, 'document' | 'is_milestone'>,
): RevisionMark => ({
  surveyId: row.survey_id,
  revision: row.revision,
  updatedAt: new Date(row.saved_at),
  savedBy: row.saved_by,
  basedOn: row.based_on,
});
