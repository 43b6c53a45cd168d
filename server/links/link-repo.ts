import type { Kysely, Selectable } from 'kysely';
import type { KioskPin } from '#core/links/kiosk-pin.ts';
import { type Link, purposes } from '#core/links/link.ts';
import type { Prefill } from '#core/links/prefill.ts';
import type { LinkTable } from '#server/links/link-tables.ts';
import type { Database } from '#server/store/database.ts';

/** @param tokenHash SHA-256 of the token, which itself is kept nowhere. */
export async function insertLink(
  db: Kysely<Database>,
  link: Link,
  tokenHash: string,
): Promise<void> {
  await db
    .insertInto('link')
    .values({
      id: link.id,
      survey_id: link.surveyId,
      purpose: link.purpose,
      token_hash: tokenHash,
      completed: link.completed,
      pinned_version: link.pinnedVersion,
      is_test: link.isTest ? 1 : 0,
      created_at: link.createdAt.toISOString(),
      revoked_at: link.revokedAt?.toISOString() ?? null,
      one_time_codes: link.oneTimeCodes ? 1 : 0,
      revision: link.revision,
      ...columnsOf(link),
    })
    .execute();
}

/** What may change in the life of a link. */
export type LinkEdit = Partial<
  Pick<
    Link,
    | 'holder'
    | 'siteId'
    | 'language'
    | 'opensAt'
    | 'closesAt'
    | 'quota'
    | 'prefill'
    | 'pin'
    | 'pausedAt'
  >
>;

/** What is absent stays as it is. Phones are told: the link's revision goes on. */
export async function changeLink(db: Kysely<Database>, id: string, edit: LinkEdit): Promise<void> {
  await db
    .updateTable('link')
    .set((eb) => ({ ...columnsOf(edit), revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

const columnsOf = ({ pin, prefill, ...edit }: LinkEdit) => ({
  ...(edit.holder !== undefined && { holder: edit.holder }),
  ...(edit.siteId !== undefined && { site_id: edit.siteId }),
  ...(edit.language !== undefined && { language: edit.language }),
  ...(edit.opensAt !== undefined && { opens_at: edit.opensAt?.toISOString() ?? null }),
  ...(edit.closesAt !== undefined && { closes_at: edit.closesAt?.toISOString() ?? null }),
  ...(edit.quota !== undefined && { quota: edit.quota }),
  ...(edit.pausedAt !== undefined && { paused_at: edit.pausedAt?.toISOString() ?? null }),
  ...(prefill !== undefined && { prefill: prefill && JSON.stringify(prefill) }),
  ...(pin !== undefined && {
    pin_salt: pin?.salt ?? null,
    pin_hash: pin?.hash ?? null,
    pin_iterations: pin?.iterations ?? null,
  }),
});

export async function linkById(db: Kysely<Database>, id: string): Promise<Link | undefined> {
  const row = await db.selectFrom('link').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toLink(row);
}

/** Which survey a link opens, and where that stands. */
export interface SurveyPlace {
  readonly surveyId: string;
  readonly projectId: string;
  readonly timeZone: string;
  readonly anonymous: boolean;
}

export async function surveyPlaceOf(db: Kysely<Database>, surveyId: string): Promise<SurveyPlace> {
  const row = await db
    .selectFrom('survey')
    .innerJoin('project', 'project.id', 'survey.project_id')
    .select(['survey.project_id', 'survey.anonymous', 'project.time_zone'])
    .where('survey.id', '=', surveyId)
    .executeTakeFirstOrThrow();
  return {
    surveyId,
    projectId: row.project_id,
    timeZone: row.time_zone,
    anonymous: row.anonymous === 1,
  };
}

/** Links as they stand now, by id, each with the hash of its present token. */
export async function linksByIds(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly link: Link; readonly tokenHash: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('link').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, { link: toLink(row), tokenHash: row.token_hash }]));
}

export interface TokenHolder {
  readonly link: Link;
  /** The token was replaced since. */
  readonly former: boolean;
}

/** Which link a token opens, or used to open. */
export async function linkByTokenHash(
  db: Kysely<Database>,
  tokenHash: string,
): Promise<TokenHolder | undefined> {
  const current = await db
    .selectFrom('link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (current) return { link: toLink(current), former: false };
  const former = await db
    .selectFrom('former_token')
    .innerJoin('link', 'link.id', 'former_token.link_id')
    .selectAll('link')
    .where('former_token.token_hash', '=', tokenHash)
    .executeTakeFirst();
  return former && { link: toLink(former), former: true };
}

/** Oldest first. */
export async function linksOfSurvey(
  db: Kysely<Database>,
  surveyId: string,
): Promise<readonly Link[]> {
  const rows = await db
    .selectFrom('link')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toLink);
}

/** @returns false if it was revoked before. */
export async function revokeLink(db: Kysely<Database>, id: string, at: Date): Promise<boolean> {
  const revoked = await db
    .updateTable('link')
    .set({ revoked_at: at.toISOString() })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return revoked !== undefined;
}

/** Gives the link another token. Call it in a transaction: the old token is remembered as a former one. */
export async function rotateLink(
  db: Kysely<Database>,
  id: string,
  tokenHash: string,
  at: Date,
): Promise<void> {
  await db
    .insertInto('former_token')
    .columns(['token_hash', 'link_id', 'replaced_at'])
    .expression((eb) =>
      eb
        .selectFrom('link')
        .select((inner) => [
          'token_hash',
          'id as link_id',
          inner.val(at.toISOString()).as('replaced_at'),
        ])
        .where('id', '=', id),
    )
    .execute();
  await db.updateTable('link').set({ token_hash: tokenHash }).where('id', '=', id).execute();
}

/** Remembers that the link has shown this version; once is enough. */
export async function recordServedVersion(
  db: Kysely<Database>,
  linkId: string,
  versionHash: string,
): Promise<void> {
  await db
    .insertInto('link_version')
    .values({ link_id: linkId, version_hash: versionHash })
    .onConflict((conflict) => conflict.columns(['link_id', 'version_hash']).doNothing())
    .execute();
}

export async function hasServedVersion(
  db: Kysely<Database>,
  linkId: string,
  versionHash: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('link_version')
    .select('link_id')
    .where('link_id', '=', linkId)
    .where('version_hash', '=', versionHash)
    .executeTakeFirst();
  return row !== undefined;
}

export async function servedVersions(
  db: Kysely<Database>,
  linkId: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('link_version')
    .select('version_hash')
    .where('link_id', '=', linkId)
    .execute();
  return rows.map((row) => row.version_hash).sort();
}

/** Adds to the completed responses of a link. */
export async function addCompleted(
  db: Kysely<Database>,
  linkId: string,
  by: number,
): Promise<void> {
  await db
    .updateTable('link')
    .set((eb) => ({ completed: eb('completed', '+', by) }))
    .where('id', '=', linkId)
    .execute();
}

function toLink(row: Selectable<LinkTable>): Link {
  const purpose = purposes.find((known) => known === row.purpose);
  if (!purpose) throw new Error(`link ${row.id} has a purpose that this version does not know`);
  const date = (text: string | null): Date | null => (text === null ? null : new Date(text));
  return {
    id: row.id,
    surveyId: row.survey_id,
    purpose,
    holder: row.holder,
    siteId: row.site_id,
    language: row.language,
    opensAt: date(row.opens_at),
    closesAt: date(row.closes_at),
    quota: row.quota,
    completed: row.completed,
    pinnedVersion: row.pinned_version,
    isTest: row.is_test === 1,
    createdAt: new Date(row.created_at),
    revokedAt: date(row.revoked_at),
    pausedAt: date(row.paused_at),
    // as: written by this repository only.
    prefill: row.prefill === null ? null : (JSON.parse(row.prefill) as Prefill),
    oneTimeCodes: row.one_time_codes === 1,
    pin: toPin(row),
    revision: row.revision,
  };
}

function toPin(row: Selectable<LinkTable>): KioskPin | null {
  const { pin_salt: salt, pin_hash: hash, pin_iterations: iterations } = row;
  return salt !== null && hash !== null && iterations !== null ? { salt, hash, iterations } : null;
}
