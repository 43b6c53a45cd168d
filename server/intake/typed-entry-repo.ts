/** Paper forms while they are typed in. Their answers are sealed: a client code may stand among them. */
import type { Kysely, Selectable } from 'kysely';
import type { Paper, TypedEntryRequest } from '#core/intake/intake-api.ts';
import type { Keys } from '#server/access/keys.ts';
import type { TypedEntryTable } from '#server/intake/intake-tables.ts';
import type { Database } from '#server/store/database.ts';

export interface TypedEntry extends TypedEntryRequest {
  readonly id: string;
  readonly personId: string;
  readonly state: 'typing' | 'done';
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Of whoever types it. */
  readonly by: string;
}

export interface TypedEntryDeps {
  readonly db: Kysely<Database>;
  readonly keys: Keys;
}

export async function typedEntries(
  { db, keys }: TypedEntryDeps,
  surveyId: string,
): Promise<readonly TypedEntry[]> {
  const rows = await withNames(db, surveyId).execute();
  return rows.map((row) => toEntry(row, keys));
}

export async function typedEntry(
  { db, keys }: TypedEntryDeps,
  surveyId: string,
  id: string,
): Promise<TypedEntry | undefined> {
  const row = await withNames(db, surveyId).where('typed_entry.id', '=', id).executeTakeFirst();
  return row && toEntry(row, keys);
}

const withNames = (db: Kysely<Database>, surveyId: string) =>
  db
    .selectFrom('typed_entry')
    .innerJoin('person', 'person.id', 'typed_entry.person_id')
    .selectAll('typed_entry')
    .select('person.name as by')
    .where('typed_entry.survey_id', '=', surveyId)
    .orderBy('typed_entry.created_at')
    .orderBy('typed_entry.id');

export async function saveTypedEntry(
  { db, keys }: TypedEntryDeps,
  surveyId: string,
  entry: TypedEntryRequest & { readonly id: string; readonly personId: string },
  at: Date,
): Promise<void> {
  const changed = {
    number: entry.number,
    version_hash: entry.definitionHash,
    paper: JSON.stringify(entry.paper),
    answers: keys.seal(purpose, `${surveyId}|${entry.id}`, JSON.stringify(entry.answers)),
    is_double: entry.isDouble ? 1 : 0,
    updated_at: at.toISOString(),
  };
  await db
    .insertInto('typed_entry')
    .values({
      survey_id: surveyId,
      id: entry.id,
      person_id: entry.personId,
      state: 'typing',
      created_at: at.toISOString(),
      ...changed,
    })
    .onConflict((conflict) => conflict.columns(['survey_id', 'id']).doUpdateSet(changed))
    .execute();
}

export async function finishTypedEntry(
  db: Kysely<Database>,
  surveyId: string,
  id: string,
): Promise<void> {
  await db
    .updateTable('typed_entry')
    .set({ state: 'done' })
    .where('survey_id', '=', surveyId)
    .where('id', '=', id)
    .execute();
}

export async function removeTypedEntries(
  db: Kysely<Database>,
  surveyId: string,
  ids: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('typed_entry')
    .where('survey_id', '=', surveyId)
    .where('id', 'in', [...ids])
    .execute();
}

/** Whether a response with this number of the paper form has been stored. */
export async function isPaperStored(
  db: Kysely<Database>,
  surveyId: string,
  number: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('response')
    .select('id')
    .where('survey_id', '=', surveyId)
    .where('paper_number', '=', number)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const purpose = 'typed-entry';

/** Entries that were begun before they were sealed are read as they are. */
function answersOf(row: Selectable<TypedEntryTable>, keys: Keys): Record<string, unknown> {
  const text = row.answers.startsWith('{')
    ? row.answers
    : keys.open(purpose, `${row.survey_id}|${row.id}`, row.answers);
  // as: only what passed its schema is ever written there.
  return text === undefined ? {} : (JSON.parse(text) as Record<string, unknown>);
}

const toEntry = (row: Selectable<TypedEntryTable> & { by: string }, keys: Keys): TypedEntry => ({
  id: row.id,
  number: row.number,
  definitionHash: row.version_hash,
  isDouble: row.is_double === 1,
  // as: only what passed its schema is ever written there.
  paper: JSON.parse(row.paper) as Paper,
  answers: answersOf(row, keys),
  personId: row.person_id,
  state: row.state === 'done' ? 'done' : 'typing',
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  by: row.by,
});
