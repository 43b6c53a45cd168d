/** What stood before somebody decided or corrected something, and how it is undone for whoever looks back. */
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { ResponseRevisionTable } from '#server/intake/intake-tables.ts';
import type { Database } from '#server/store/database.ts';
import { insertRows } from '#server/store/remembered.ts';

export const revisionKinds = ['accepted', 'excluded', 'restored', 'corrected', 'taken-in'] as const;
export type RevisionKind = (typeof revisionKinds)[number];

/** The parts of a response that were different before; what is absent has not changed. */
const beforeSchema = z.object({
  excluded: z.boolean().optional(),
  outcome: z.string().optional(),
  versionHash: z.string().optional(),
  siteId: z.string().nullable().optional(),
  language: z.string().nullable().optional(),
  answers: z.record(z.string(), z.unknown()).optional(),
  /** Its client code where another took its place: sealed, with its keyed hash. */
  client: z.object({ sealed: z.string().nullable(), index: z.string().nullable() }).optional(),
  /** What had made it wait before it was taken in. */
  waited: z.string().optional(),
});
export type Before = z.output<typeof beforeSchema>;

export interface NewRevision {
  readonly responseId: string;
  readonly kind: RevisionKind;
  readonly reason: string | null;
  readonly before: Before;
}

export interface Revision extends NewRevision {
  readonly number: number;
  readonly at: string;
  readonly personId: string;
}

/**
 * Counts a change to what figures are made of. Call it while the intake of the survey is locked: readers compare the
 * number before and after they read.
 */
export async function countChange(db: Kysely<Database>, surveyId: string): Promise<number> {
  const head = await db
    .updateTable('response_head')
    .set((eb) => ({ changes: eb('changes', '+', 1) }))
    .where('survey_id', '=', surveyId)
    .returning('changes')
    .executeTakeFirstOrThrow();
  return head.changes;
}

/** How often responses that had been stored were changed; 0 before the first. */
export async function changesOf(db: Kysely<Database>, surveyId: string): Promise<number> {
  const head = await db
    .selectFrom('response_head')
    .select('changes')
    .where('survey_id', '=', surveyId)
    .executeTakeFirst();
  return head?.changes ?? 0;
}

/** @param change from `countChange`, or null where no figure can change. */
export async function addRevisions(
  db: Kysely<Database>,
  surveyId: string,
  revisions: readonly NewRevision[],
  by: { readonly personId: string; readonly at: string; readonly change: number | null },
): Promise<void> {
  if (revisions.length === 0) return;
  const ids = revisions.map(({ responseId }) => responseId);
  const held = await db
    .selectFrom('response_revision')
    .select((eb) => ['response_id', eb.fn.max('number').as('last')])
    .where('survey_id', '=', surveyId)
    .where('response_id', 'in', ids)
    .groupBy('response_id')
    .execute();
  const last = new Map(held.map((row) => [row.response_id, row.last]));
  await insertRows(
    db,
    'response_revision',
    revisions.map(({ responseId, kind, reason, before }) => ({
      survey_id: surveyId,
      response_id: responseId,
      number: (last.get(responseId) ?? 0) + 1,
      change: by.change,
      kind,
      at: by.at,
      person_id: by.personId,
      reason,
      before: JSON.stringify(before),
    })),
  );
}

/** Oldest first, each with the name of whoever it was. */
export async function revisionsOf(
  db: Kysely<Database>,
  surveyId: string,
  responseId: string,
): Promise<readonly (Revision & { readonly by: string | null })[]> {
  const rows = await db
    .selectFrom('response_revision')
    .leftJoin('person', 'person.id', 'response_revision.person_id')
    .selectAll('response_revision')
    .select('person.name as by')
    .where('survey_id', '=', surveyId)
    .where('response_id', '=', responseId)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({ ...toRevision(row), by: row.by }));
}

function toRevision(row: ResponseRevisionTable): Revision {
  const kind = revisionKinds.find((known) => known === row.kind);
  if (!kind) throw new Error('a revision of a kind that this version does not know');
  return {
    responseId: row.response_id,
    number: row.number,
    kind,
    at: row.at,
    personId: row.person_id,
    reason: row.reason,
    before: beforeSchema.parse(JSON.parse(row.before)),
  };
}

/**
 * What has to be put back to see responses as they stood after the change of that number, by response id. Empty if
 * nothing has changed since.
 */
export async function beforeChange(
  db: Kysely<Database>,
  surveyId: string,
  change: number,
): Promise<ReadonlyMap<string, Before>> {
  const rows = await db
    .selectFrom('response_revision')
    .select(['response_id', 'before'])
    .where('survey_id', '=', surveyId)
    .where('change', '>', change)
    .orderBy('number', 'desc')
    .execute();
  const past = new Map<string, Before>();
  // The oldest comes last and has the last word.
  for (const row of rows) {
    const before = beforeSchema.parse(JSON.parse(row.before));
    past.set(row.response_id, { ...past.get(row.response_id), ...before });
  }
  return past;
}

/** Ids of responses that were ever corrected. */
export const correctedAmong = (db: Kysely<Database>, surveyId: string, ids: readonly string[]) =>
  db
    .selectFrom('response_revision')
    .select('response_id')
    .distinct()
    .where('survey_id', '=', surveyId)
    .where('kind', '=', 'corrected')
    .where('response_id', 'in', [...ids, ''])
    .execute();

/** For filters: whether the response of that row was ever corrected. */
export const wasCorrected = sql<boolean>`exists (select 1 from response_revision where
  response_revision.survey_id = response.survey_id and response_revision.response_id = response.id
  and response_revision.kind = 'corrected')`;
