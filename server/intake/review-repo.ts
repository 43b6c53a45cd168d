/** How many responses wait for somebody's judgement, and why. */
import { type Kysely, sql } from 'kysely';
import type { FlagCode } from '#core/intake/quality-flags.ts';
import { compareNew } from '#server/intake/look-alikes.ts';
import { flagList } from '#server/intake/review-flags.ts';
import { placeOf } from '#server/intake/survey-place.ts';
import type { Database } from '#server/store/database.ts';

export interface FlagCounts {
  /** Responses that look like another one. */
  readonly duplicates: number;
  readonly late: number;
  readonly clock: number;
  readonly tooFast: number;
  /** Quarantined and conflicting ones that nobody has decided. */
  readonly waiting: number;
  /** Responses with any flag. */
  readonly flagged: number;
  /** By code: those above, and all others. */
  readonly byCode: Readonly<Partial<Record<FlagCode, number>>>;
}

/**
 * What people have to look at: stored responses that nobody has accepted or excluded, no tests. Compares new responses
 * with those before them first.
 */
export async function flagCounts(db: Kysely<Database>, surveyId: string): Promise<FlagCounts> {
  const { anonymous } = await placeOf(db, surveyId);
  if (!anonymous) await compareNew(db, surveyId);
  const rows = await (anonymous ? anonymousFlags(db, surveyId) : namedFlags(db, surveyId));
  const byCode: Partial<Record<FlagCode, number>> = {};
  let flagged = 0;
  for (const { flags, count } of rows) {
    flagged += count;
    for (const code of flagList(flags)) byCode[code] = (byCode[code] ?? 0) + count;
  }
  return {
    duplicates: byCode['look-alike'] ?? 0,
    late: byCode.late ?? 0,
    clock: byCode.clock ?? 0,
    tooFast: byCode['too-fast'] ?? 0,
    waiting: await waitingCount(db, surveyId),
    flagged,
    byCode,
  };
}

// The index `response_flagged` is of these rows only, so it must be said in the same words.
const isFlagged = sql<boolean>`flags <> '[]'`;

const namedFlags = (db: Kysely<Database>, surveyId: string) =>
  db
    .selectFrom('response')
    .select((eb) => ['flags', eb.fn.countAll<number>().as('count')])
    .where('survey_id', '=', surveyId)
    .where(isFlagged)
    .where('is_test', '=', 0)
    .where('excluded_at', 'is', null)
    .where('reviewed_at', 'is', null)
    .groupBy('flags')
    .execute();

/** Only of what is shown: a flag on its own would tell when somebody has answered. */
const anonymousFlags = (db: Kysely<Database>, surveyId: string) =>
  db
    .selectFrom('anonymous_response')
    .select((eb) => ['flags', eb.fn.countAll<number>().as('count')])
    .where('survey_id', '=', surveyId)
    .where(isFlagged)
    .where('is_test', '=', 0)
    .where('batch', 'is not', null)
    .where('excluded_on', 'is', null)
    .groupBy('flags')
    .execute();

/** Quarantined and conflicting answers that wait for a person. */
export async function waitingCount(db: Kysely<Database>, surveyId: string): Promise<number> {
  const countIn = (table: 'quarantine' | 'conflict') =>
    db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('survey_id', '=', surveyId)
      .where('decided_at', 'is', null)
      .executeTakeFirstOrThrow();
  return (await countIn('quarantine')).count + (await countIn('conflict')).count;
}
