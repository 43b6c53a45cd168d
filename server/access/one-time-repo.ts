import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { accountRoleSchema, oneTimePurposes } from '#core/access/access-api.ts';
import type { AccountRole } from '#core/access/roles.ts';
import type { OneTimeLinkTable } from '#server/access/access-tables.ts';
import type { Database } from '#server/store/database.ts';

/** An address that works once: to set up the first owner, to join, to choose a new password. */
export interface OneTimeLink {
  readonly tokenHash: string;
  readonly organisationId: string;
  readonly purpose: (typeof oneTimePurposes)[number];
  readonly role: AccountRole | null;
  readonly name: string | null;
  readonly projectIds: readonly string[];
  /** Whose password is reset. */
  readonly personId: string | null;
  readonly expiresAt: Date;
}

export async function insertOneTimeLink(
  db: Kysely<Database>,
  link: OneTimeLink,
  createdAt: Date,
): Promise<void> {
  await db
    .insertInto('one_time_link')
    .values({
      token_hash: link.tokenHash,
      organisation_id: link.organisationId,
      purpose: link.purpose,
      role: link.role,
      name: link.name,
      project_ids: JSON.stringify(link.projectIds),
      person_id: link.personId,
      created_at: createdAt.toISOString(),
      expires_at: link.expiresAt.toISOString(),
      used_at: null,
    })
    .execute();
}

export async function usableOneTimeLink(
  db: Kysely<Database>,
  tokenHash: string,
  now: Date,
): Promise<OneTimeLink | undefined> {
  const row = await db
    .selectFrom('one_time_link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  return row && toOneTimeLink(row);
}

export async function consumeOneTimeLink(
  db: Kysely<Database>,
  tokenHash: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('one_time_link')
    .set({ used_at: now.toISOString() })
    .where('token_hash', '=', tokenHash)
    .execute();
}

/** Takes back set-up addresses that nobody used. */
export async function deleteUnusedSetups(
  db: Kysely<Database>,
  organisationId: string,
): Promise<void> {
  await db
    .deleteFrom('one_time_link')
    .where('organisation_id', '=', organisationId)
    .where('purpose', '=', 'setup')
    .where('used_at', 'is', null)
    .execute();
}

const toOneTimeLink = (row: Selectable<OneTimeLinkTable>): OneTimeLink => ({
  tokenHash: row.token_hash,
  organisationId: row.organisation_id,
  purpose: z.enum(oneTimePurposes).parse(row.purpose),
  role: accountRoleSchema.nullable().parse(row.role),
  name: row.name,
  projectIds: z.array(z.string()).parse(JSON.parse(row.project_ids)),
  personId: row.person_id,
  expiresAt: new Date(row.expires_at),
});
