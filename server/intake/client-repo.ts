/** Whether a person has been entered before, as the storage knows it. Inside the transaction that stores. */
import type { Kysely } from 'kysely';
import type { UniqueScope } from '#core/definitions/client-code.ts';
import type { Link } from '#core/links/link.ts';
import type { Database } from '#server/store/database.ts';

/** A person who has been entered. */
export interface KnownClient {
  readonly index: string;
  readonly scope: string | null;
  readonly surveyId: string;
  readonly siteId: string | null;
}

/** Entries that count of these people: completed, no tests, not excluded. */
export async function knownClients(
  db: Kysely<Database>,
  indexes: readonly string[],
): Promise<readonly KnownClient[]> {
  if (indexes.length === 0) return [];
  const rows = await db
    .selectFrom('response')
    .select(['client_index', 'client_scope', 'survey_id', 'site_id'])
    .where('client_index', 'in', [...new Set(indexes)])
    .where('outcome', '=', 'completed')
    .where('is_test', '=', 0)
    .where('excluded_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    index: row.client_index ?? '',
    scope: row.client_scope,
    surveyId: row.survey_id,
    siteId: row.site_id,
  }));
}

export interface Entering {
  readonly index: string;
  readonly unique: UniqueScope;
  /** See `scopeKey`. */
  readonly scope: string;
  readonly surveyId: string;
  readonly siteId: string | null;
}

/**
 * Whether one of the known entries stands in the way. Within its own survey also one that came when the survey did not
 * yet say that a person may be entered once.
 */
export const isEntered = (
  { index, unique, scope, surveyId, siteId }: Entering,
  known: readonly KnownClient[],
): boolean =>
  known
    .filter((one) => one.index === index)
    .some(
      (one) =>
        one.scope === scope ||
        (one.surveyId === surveyId && (unique !== 'site' || one.siteId === siteId)),
    );

/** Responses of a link that are kept apart because their client had been entered before, and have not been taken in. */
export async function hiddenEntries(
  db: Kysely<Database>,
  { id, surveyId }: Pick<Link, 'id' | 'surveyId'>,
): Promise<number> {
  const { hidden } = await db
    .selectFrom('quarantine')
    .select((eb) => eb.fn.countAll().as('hidden'))
    .where('survey_id', '=', surveyId)
    .where('link_id', '=', id)
    .where('reason', '=', 'client-exists')
    .where((eb) => eb.or([eb('decision', 'is', null), eb('decision', '<>', 'take-in')]))
    .executeTakeFirstOrThrow();
  return Number(hidden);
}

/** Another process has just entered the same person: whoever judges again will see it. */
export function isClientRace(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const names = 'constraint' in error ? error.constraint === 'client_once' : false;
  return names || /response\.client_scope, response\.client_index/.test(error.message);
}

/** Responses that stand in nobody's way any more: call it before they count again. */
export async function releaseKnownClients(
  db: Kysely<Database>,
  surveyId: string,
  id: string,
): Promise<void> {
  await db
    .updateTable('response')
    .set({ client_scope: null })
    .where('survey_id', '=', surveyId)
    .where('id', '=', id)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('response as other')
          .select('other.id')
          .whereRef('other.client_scope', '=', 'response.client_scope')
          .whereRef('other.client_index', '=', 'response.client_index')
          .where('other.excluded_at', 'is', null)
          .where((inner) =>
            inner.or([inner('other.id', '<>', id), inner('other.survey_id', '<>', surveyId)]),
          ),
      ),
    )
    .execute();
}
