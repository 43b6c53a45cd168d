import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { type SiteSample, sampleMethods } from '#core/register/sample.ts';
import type { PickListTable, SiteSampleTable } from '#server/register/register-tables.ts';
import type { Database } from '#server/store/database.ts';

/** How people were chosen, for the sites of which something is stated. */
export async function samplesOf(
  db: Kysely<Database>,
  surveyId: string,
): Promise<readonly SiteSample[]> {
  const rows = await db
    .selectFrom('site_sample')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .execute();
  return rows.map(toSample);
}

/** States it anew; a sample that says nothing is taken away. */
export async function setSample(
  db: Kysely<Database>,
  surveyId: string,
  { siteId, headcount, invited, method, note }: SiteSample,
): Promise<void> {
  if (headcount === null && invited === null && method === null && note === null) {
    await db
      .deleteFrom('site_sample')
      .where('survey_id', '=', surveyId)
      .where('site_id', '=', siteId)
      .execute();
    return;
  }
  const values = { headcount, invited, method, note };
  await db
    .insertInto('site_sample')
    .values({ survey_id: surveyId, site_id: siteId, ...values })
    .onConflict((conflict) => conflict.columns(['survey_id', 'site_id']).doUpdateSet(values))
    .execute();
}

export interface PickList {
  readonly surveyId: string;
  readonly siteId: string;
  /** From 1; the highest counts. */
  readonly number: number;
  readonly population: number;
  readonly size: number;
  readonly seed: string;
  /** Ascending: what was printed. */
  readonly picks: readonly number[];
  readonly reason: string | null;
  readonly drawnAt: string;
  /** A person's id. */
  readonly drawnBy: string;
}

/** @returns false if somebody else has drawn that number of the list meanwhile. */
export async function insertPickList(db: Kysely<Database>, list: PickList): Promise<boolean> {
  const inserted = await db
    .insertInto('pick_list')
    .values({
      survey_id: list.surveyId,
      site_id: list.siteId,
      number: list.number,
      population: list.population,
      size: list.size,
      seed: list.seed,
      picks: JSON.stringify(list.picks),
      reason: list.reason,
      drawn_at: list.drawnAt,
      drawn_by: list.drawnBy,
    })
    .onConflict((conflict) => conflict.columns(['survey_id', 'site_id', 'number']).doNothing())
    .returning('number')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Newest first. */
export async function pickListsOf(
  db: Kysely<Database>,
  surveyId: string,
  siteId: string,
): Promise<readonly PickList[]> {
  const rows = await db
    .selectFrom('pick_list')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('site_id', '=', siteId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(toPickList);
}

/** The list that counts of every site that has one, without its numbers. */
export async function pickHeads(
  db: Kysely<Database>,
  surveyId: string,
): Promise<readonly Omit<PickList, 'picks' | 'seed' | 'drawnBy'>[]> {
  const rows = await db
    .selectFrom('pick_list')
    .select(['survey_id', 'site_id', 'number', 'population', 'size', 'reason', 'drawn_at'])
    .where('survey_id', '=', surveyId)
    .orderBy('number')
    .execute();
  // Later numbers write over earlier ones.
  const heads = new Map(rows.map((row) => [row.site_id, row]));
  return [...heads.values()].map((row) => ({
    surveyId: row.survey_id,
    siteId: row.site_id,
    number: row.number,
    population: row.population,
    size: row.size,
    reason: row.reason,
    drawnAt: row.drawn_at,
  }));
}

function toSample(row: Selectable<SiteSampleTable>): SiteSample {
  return {
    siteId: row.site_id,
    headcount: row.headcount,
    invited: row.invited,
    method: sampleMethods.find((known) => known === row.method) ?? null,
    note: row.note,
  };
}

const picksSchema = z.array(z.int());

const toPickList = (row: Selectable<PickListTable>): PickList => ({
  surveyId: row.survey_id,
  siteId: row.site_id,
  number: row.number,
  population: row.population,
  size: row.size,
  seed: row.seed,
  picks: picksSchema.parse(JSON.parse(row.picks)),
  reason: row.reason,
  drawnAt: row.drawn_at,
  drawnBy: row.drawn_by,
});
