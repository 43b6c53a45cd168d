/** Writing what has arrived. All of it inside the transaction of a commit group. */
import { type Insertable, type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { ProblemError } from '#core/kernel/problems.ts';
import type {
  AnonymousResponseTable,
  ConflictTable,
  QuarantineTable,
  ResponseTable,
} from '#server/intake/intake-tables.ts';
import type { Database } from '#server/store/database.ts';
import { insertRows, portions, runRemembered } from '#server/store/remembered.ts';

/**
 * Locks a survey's intake until the transaction ends and tells the last seq given out. Whoever else stores responses
 * of the survey waits here, so seq follows the order of commits, quotas are exact and no id is stored twice.
 */
export async function lockSurveyIntake(db: Kysely<Database>, surveyId: string): Promise<number> {
  const write = () =>
    db
      .updateTable('response_head')
      .set((eb) => ({ seq: eb.ref('seq') }))
      .where('survey_id', '=', surveyId)
      .returning('seq');
  const lock = async () => (await runRemembered(db, 'lock intake', [surveyId], write))[0];
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
  for (const some of portions(ids)) {
    const values = Array.from({ length: 4 }, () => [surveyId, ...some]).flat();
    const write = () => heldQuery(db, surveyId, some);
    for (const row of await runRemembered(db, `held ${some.length}`, values, write)) {
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

// Written into the text: they are the same for every row.
const lit = (text: string) => sql.lit(text);
const none = {
  flags: lit('[]').as('flags'),
  reason: lit('').as('reason'),
  errors: lit('[]').as('errors'),
} as const;

const statusSchema = z.enum(['stored', 'conflict', 'quarantined']);
const flagsSchema = z.array(z.string());
const errorsSchema = z.array(
  z.object({
    pointer: z.string().exactOptional(),
    code: z.string(),
    message: z.string().exactOptional(),
  }),
);

/** Four times the survey and the ids are its only values: see `heldContents`. */
const heldQuery = (db: Kysely<Database>, surveyId: string, ids: readonly string[]) =>
  db
    .selectFrom('response')
    .select(['id', 'content_hash', lit('stored').as('status'), 'flags', none.reason, none.errors])
    .where('survey_id', '=', surveyId)
    .where('id', 'in', ids)
    .unionAll((eb) =>
      eb
        .selectFrom('anonymous_response')
        .select(['id', 'content_hash', lit('stored').as('status'), 'flags'])
        .select([none.reason, none.errors])
        .where('survey_id', '=', surveyId)
        .where('id', 'in', ids),
    )
    .unionAll((eb) =>
      eb
        .selectFrom('conflict')
        .select(['response_id as id', 'content_hash', lit('conflict').as('status')])
        .select([none.flags, none.reason, none.errors])
        .where('survey_id', '=', surveyId)
        .where('response_id', 'in', ids),
    )
    .unionAll((eb) =>
      eb
        .selectFrom('quarantine')
        .select(['response_id as id', 'content_hash', lit('quarantined').as('status')])
        .select([none.flags, 'reason', 'errors'])
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
  await insertRows(db, 'response', rows.responses);
  await insertRows(db, 'anonymous_response', rows.anonymous);
  await insertRows(db, 'quarantine', rows.quarantined);
  await insertRows(db, 'conflict', rows.conflicts);
}
