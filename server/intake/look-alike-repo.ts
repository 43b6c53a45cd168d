/** Bands of closed answers, and pairs of responses that were found alike. */
import type { Kysely } from 'kysely';
import { flagCodes } from '#core/intake/quality-flags.ts';
import { lockSurveyIntake } from '#server/intake/intake-repo.ts';
import type { LookAlikeTable, ResponseBandTable } from '#server/intake/intake-tables.ts';
import { flagList } from '#server/intake/review-flags.ts';
import type { Database } from '#server/store/database.ts';
import { insertRows, portions, runRemembered } from '#server/store/remembered.ts';

export interface ComparedRow {
  readonly seq: number;
  readonly id: string;
  readonly version_hash: string;
  readonly link_id: string | null;
  readonly answers: string;
  /** Keyed hash of the client code; null where none is asked. */
  readonly client_index: string | null;
}

/** How far responses have come, and how far they have been compared. */
export async function comparedSoFar(
  db: Kysely<Database>,
  surveyId: string,
): Promise<{ readonly seq: number; readonly compared: number }> {
  const head = await db
    .selectFrom('response_head')
    .select(['seq', 'compared'])
    .where('survey_id', '=', surveyId)
    .executeTakeFirst();
  return head ?? { seq: 0, compared: 0 };
}

const columns = ['seq', 'id', 'version_hash', 'link_id', 'answers', 'client_index'] as const;

/** Completed responses, tests left out. */
export const rowsAfter = (
  db: Kysely<Database>,
  surveyId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly ComparedRow[]> =>
  db
    .selectFrom('response')
    .select(columns)
    .where('survey_id', '=', surveyId)
    .where('seq', '>', after)
    .where('outcome', '=', 'completed')
    .where('is_test', '=', 0)
    .orderBy('seq')
    .limit(limit)
    .execute();

export async function rowsByIds(
  db: Kysely<Database>,
  surveyId: string,
  ids: readonly string[],
): Promise<readonly ComparedRow[]> {
  const rows: ComparedRow[] = [];
  for (const some of portions(ids)) {
    const write = () =>
      db
        .selectFrom('response')
        .select(columns)
        .where('survey_id', '=', surveyId)
        .where('id', 'in', some);
    const values = [surveyId, ...some];
    rows.push(...(await runRemembered(db, `compared ${some.length}`, values, write)));
  }
  return rows;
}

/** Older ones of a band that are looked at: a band that thousands share tells nothing. */
const mostOfABand = 40;

/** Ids of earlier responses with one of these bands, the newest of each band. */
export async function sharingBands(
  db: Kysely<Database>,
  surveyId: string,
  bands: readonly string[],
  before: number,
): Promise<ReadonlySet<string>> {
  const [first, ...rest] = bands;
  if (first === undefined) return new Set();
  // One question for all bands: asking costs more than answering.
  const write = () => rest.reduce((all, band) => all.unionAll(ofBand(band)), ofBand(first));
  const ofBand = (band: string) =>
    db
      .selectFrom((eb) =>
        eb
          .selectFrom('response_band')
          .select('response_id')
          .where('survey_id', '=', surveyId)
          .where('band', '=', band)
          .where('seq', '<', before)
          .orderBy('seq', 'desc')
          .limit(mostOfABand)
          .as('of_band'),
      )
      .select('response_id');
  const values = bands.flatMap((band) => [surveyId, band, before, mostOfABand]);
  const rows = await runRemembered(db, `sharing ${bands.length} bands`, values, write);
  return new Set(rows.map((row) => row.response_id));
}

/** Ids of other responses of the same client, the newest first. */
export async function ofSameClient(
  db: Kysely<Database>,
  surveyId: string,
  clientIndex: string,
  before: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('response')
    .select('id')
    .where('survey_id', '=', surveyId)
    .where('client_index', '=', clientIndex)
    .where('outcome', '=', 'completed')
    .where('is_test', '=', 0)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(3)
    .execute();
  return rows.map((row) => row.id);
}

export interface FoundAlike {
  readonly bands: readonly ResponseBandTable[];
  readonly pairs: readonly Pick<
    LookAlikeTable,
    'response_id' | 'other_id' | 'kind' | 'equal' | 'compared'
  >[];
}

/** Writes what was found, in a transaction: bands, pairs that are new, and the flag of the later ones. */
export async function writeAlike(
  db: Kysely<Database>,
  surveyId: string,
  { bands, pairs }: FoundAlike,
): Promise<void> {
  await insertRows(db, 'response_band', bands);
  for (const pair of pairs) {
    await db
      .insertInto('look_alike')
      .values({ survey_id: surveyId, ...pair, told_apart_at: null, told_apart_by: null })
      .onConflict((conflict) =>
        conflict.columns(['survey_id', 'response_id', 'other_id']).doNothing(),
      )
      .execute();
  }
  await flagAlike(db, surveyId, [...new Set(pairs.map((pair) => pair.response_id))]);
}

/** @returns false if another process was faster: then nothing may be written. */
export async function advanceCompared(
  db: Kysely<Database>,
  surveyId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<boolean> {
  await lockSurveyIntake(db, surveyId);
  const moved = await db
    .updateTable('response_head')
    .set({ compared: to })
    .where('survey_id', '=', surveyId)
    .where('compared', '=', from)
    .returning('seq')
    .executeTakeFirst();
  return moved !== undefined;
}

/** Sets or takes away the flag of these responses, as the pairs say that nobody has told apart or excluded. */
export async function flagAlike(
  db: Kysely<Database>,
  surveyId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const alike = await db
    .selectFrom('look_alike')
    .innerJoin('response as other', (join) =>
      join
        .onRef('other.survey_id', '=', 'look_alike.survey_id')
        .onRef('other.id', '=', 'look_alike.other_id'),
    )
    .select('look_alike.response_id')
    .where('look_alike.survey_id', '=', surveyId)
    .where('look_alike.response_id', 'in', ids)
    .where('look_alike.told_apart_at', 'is', null)
    .where('other.excluded_at', 'is', null)
    .execute();
  const flagged = new Set(alike.map((row) => row.response_id));
  const rows = await db
    .selectFrom('response')
    .select(['id', 'flags'])
    .where('survey_id', '=', surveyId)
    .where('id', 'in', ids)
    .execute();
  for (const { id, flags } of rows) {
    const held = flagList(flags);
    const isFlagged = flagged.has(id);
    if (held.includes('look-alike') === isFlagged) continue;
    const codes = flagCodes.filter((code) =>
      code === 'look-alike' ? isFlagged : held.includes(code),
    );
    await db
      .updateTable('response')
      .set({ flags: JSON.stringify(codes) })
      .where('survey_id', '=', surveyId)
      .where('id', '=', id)
      .execute();
  }
}

/** Responses whose flag hangs on these. */
export async function alikeWith(
  db: Kysely<Database>,
  surveyId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('look_alike')
    .select('response_id')
    .distinct()
    .where('survey_id', '=', surveyId)
    .where('other_id', 'in', [...ids, ''])
    .execute();
  return rows.map((row) => row.response_id);
}

/** Forgets what was found of a response whose answers have changed; what people have said of pairs stays. */
export async function forgetBands(
  db: Kysely<Database>,
  surveyId: string,
  id: string,
): Promise<void> {
  await db
    .deleteFrom('response_band')
    .where('survey_id', '=', surveyId)
    .where('response_id', '=', id)
    .execute();
  await db
    .deleteFrom('look_alike')
    .where('survey_id', '=', surveyId)
    .where((eb) => eb.or([eb('response_id', '=', id), eb('other_id', '=', id)]))
    .where('told_apart_at', 'is', null)
    .execute();
}

export interface AlikePair {
  readonly id: string;
  readonly kind: string;
  readonly equal: number;
  readonly compared: number;
  readonly isToldApart: boolean;
}

/** What looks like this response, whichever of them came first. */
export async function pairsOf(
  db: Kysely<Database>,
  surveyId: string,
  id: string,
): Promise<readonly AlikePair[]> {
  const rows = await db
    .selectFrom('look_alike')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where((eb) => eb.or([eb('response_id', '=', id), eb('other_id', '=', id)]))
    .execute();
  return rows.map((row) => ({
    id: row.response_id === id ? row.other_id : row.response_id,
    kind: row.kind,
    equal: row.equal,
    compared: row.compared,
    isToldApart: row.told_apart_at !== null,
  }));
}

/** A person has looked at both: they are not the same. @returns false if there is no such pair. */
export async function tellApart(
  db: Kysely<Database>,
  surveyId: string,
  pair: readonly [string, string],
  by: { readonly personId: string; readonly at: string },
): Promise<boolean> {
  const [one, other] = pair;
  const told = await db
    .updateTable('look_alike')
    .set({ told_apart_at: by.at, told_apart_by: by.personId })
    .where('survey_id', '=', surveyId)
    .where('response_id', 'in', [one, other])
    .where('other_id', 'in', [one, other])
    .returning('response_id')
    .execute();
  await flagAlike(
    db,
    surveyId,
    told.map((row) => row.response_id),
  );
  return told.length > 0;
}
