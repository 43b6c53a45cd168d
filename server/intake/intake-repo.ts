/** Writing what has arrived. All of it inside the transaction of a commit group. */
import type { Insertable, Kysely } from 'kysely';
import { z } from 'zod';
import type { ProblemError } from '#core/kernel/problems.ts';
import type {
  AnonymousResponseTable,
  ConflictTable,
  QuarantineTable,
  ResponseTable,
} from '#server/intake/intake-tables.ts';
import type { Database } from '#server/store/database.ts';
import { rowsPerStatement } from '#server/store/dialects.ts';

/**
 * Locks a survey's intake until the transaction ends and tells the last seq given out. Whoever else stores responses
 * of the survey waits here, so seq follows the order of commits, quotas are exact and no id is stored twice.
 */
export async function lockSurveyIntake(db: Kysely<Database>, surveyId: string): Promise<number> {
  const lock = () =>
    db
      .updateTable('response_head')
      .set((eb) => ({ seq: eb.ref('seq') }))
      .where('survey_id', '=', surveyId)
      .returning('seq')
      .executeTakeFirst();
  const head = await lock();
  if (head) return head.seq;
  await db
    .insertInto('response_head')
    .values({ survey_id: surveyId, seq: 0 })
    .onConflict((conflict) => conflict.column('survey_id').doNothing())
    .execute();
  return (await lock())?.seq ?? 0;
}

export async function setLastSeq(
  db: Kysely<Database>,
  surveyId: string,
  seq: number,
): Promise<void> {
  await db.updateTable('response_head').set({ seq }).where('survey_id', '=', surveyId).execute();
}

/** What is held under a response id: one row a content. */
export interface HeldContent {
  readonly id: string;
  readonly contentHash: string;
  readonly status: 'stored' | 'conflict' | 'quarantined';
  /** Of a stored response. */
  readonly flags: readonly string[];
  /** Of a quarantined one. */
  readonly reason: string;
  readonly errors: readonly ProblemError[];
}

export async function heldContents(
  db: Kysely<Database>,
  surveyId: string,
  ids: readonly string[],
): Promise<readonly HeldContent[]> {
  const held: HeldContent[] = [];
  for (let start = 0; start < ids.length; start += rowsPerStatement) {
    const rows = await heldQuery(
      db,
      surveyId,
      ids.slice(start, start + rowsPerStatement),
    ).execute();
    for (const row of rows) {
      held.push({
        id: row.id,
        contentHash: row.content_hash,
        status: statusSchema.parse(row.status),
        flags: flagsSchema.parse(JSON.parse(row.flags)),
        reason: row.reason,
        errors: errorsSchema.parse(JSON.parse(row.errors)),
      });
    }
  }
  return held;
}

const statusSchema = z.enum(['stored', 'conflict', 'quarantined']);
const flagsSchema = z.array(z.string());
const errorsSchema = z.array(
  z.object({
    pointer: z.string().exactOptional(),
    code: z.string(),
    message: z.string().exactOptional(),
  }),
);

const heldQuery = (db: Kysely<Database>, surveyId: string, ids: readonly string[]) =>
  db
    .selectFrom('response')
    .select((eb) => [
      'id',
      'content_hash',
      eb.val('stored').as('status'),
      'flags',
      eb.val('').as('reason'),
      eb.val('[]').as('errors'),
    ])
    .where('survey_id', '=', surveyId)
    .where('id', 'in', ids)
    .unionAll((eb) =>
      eb
        .selectFrom('anonymous_response')
        .select((inner) => [
          'id',
          'content_hash',
          inner.val('stored').as('status'),
          'flags',
          inner.val('').as('reason'),
          inner.val('[]').as('errors'),
        ])
        .where('survey_id', '=', surveyId)
        .where('id', 'in', ids),
    )
    .unionAll((eb) =>
      eb
        .selectFrom('conflict')
        .select((inner) => [
          'response_id as id',
          'content_hash',
          inner.val('conflict').as('status'),
          inner.val('[]').as('flags'),
          inner.val('').as('reason'),
          inner.val('[]').as('errors'),
        ])
        .where('survey_id', '=', surveyId)
        .where('response_id', 'in', ids),
    )
    .unionAll((eb) =>
      eb
        .selectFrom('quarantine')
        .select((inner) => [
          'response_id as id',
          'content_hash',
          inner.val('quarantined').as('status'),
          inner.val('[]').as('flags'),
          'reason',
          'errors',
        ])
        .where('survey_id', '=', surveyId)
        .where('response_id', 'in', ids),
    );

export interface IntakeRows {
  readonly responses: readonly Insertable<ResponseTable>[];
  readonly anonymous: readonly Insertable<AnonymousResponseTable>[];
  readonly quarantined: readonly Insertable<QuarantineTable>[];
  readonly conflicts: readonly Insertable<ConflictTable>[];
}

export async function insertIntake(db: Kysely<Database>, rows: IntakeRows): Promise<void> {
  for (const some of portions(rows.responses)) {
    await db.insertInto('response').values(some).execute();
  }
  for (const some of portions(rows.anonymous)) {
    await db.insertInto('anonymous_response').values(some).execute();
  }
  for (const some of portions(rows.quarantined)) {
    await db.insertInto('quarantine').values(some).execute();
  }
  for (const some of portions(rows.conflicts)) {
    await db.insertInto('conflict').values(some).execute();
  }
}

function* portions<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    yield rows.slice(start, start + rowsPerStatement);
  }
}

/** Fewer could be told apart by who came when. */
const batchAtLeast = 5;

/**
 * Shows the waiting responses of an anonymous survey, all at once, if there are enough of them. Tests wait apart.
 * @returns how many were shown.
 */
export async function poolAnonymous(db: Kysely<Database>, surveyId: string): Promise<number> {
  const { waiting } = await db
    .selectFrom('anonymous_response')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('survey_id', '=', surveyId)
    .where('batch', 'is', null)
    .where('is_test', '=', 0)
    .executeTakeFirstOrThrow();
  if (waiting < batchAtLeast) return 0;
  const { last } = await db
    .selectFrom('anonymous_response')
    .select((eb) => eb.fn.max('batch').as('last'))
    .where('survey_id', '=', surveyId)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('anonymous_response')
    .set({ batch: (last ?? 0) + 1 })
    .where('survey_id', '=', surveyId)
    .where('batch', 'is', null)
    .where('is_test', '=', 0)
    .execute();
  return waiting;
}
