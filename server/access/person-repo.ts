import type { Kysely, Selectable } from 'kysely';
import { accountRoleSchema, productLanguageSchema } from '#core/access/access-api.ts';
import type { AccountRole, Actor } from '#core/access/roles.ts';
import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import type { PersonTable } from '#server/access/access-tables.ts';
import type { Database } from '#server/store/database.ts';

/** Somebody with an account. */
export interface Person {
  readonly id: string;
  readonly organisationId: string;
  readonly login: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly language: ProductLanguage;
  readonly passwordHash: string;
  readonly disabledAt: Date | null;
}

/** @returns whether the person was added; not if somebody has this sign-in name already. */
export async function insertPerson(
  db: Kysely<Database>,
  person: Person,
  createdAt: Date,
): Promise<boolean> {
  const inserted = await db
    .insertInto('person')
    .values({
      id: person.id,
      organisation_id: person.organisationId,
      login: person.login,
      name: person.name,
      role: person.role,
      language: person.language,
      password_hash: person.passwordHash,
      disabled_at: null,
      created_at: createdAt.toISOString(),
    })
    // Two people may choose one name at once; only the unique key can tell.
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** New credentials after a reset. @returns false if another person has this sign-in name. */
export async function updateCredentials(
  db: Kysely<Database>,
  { id, login, name, passwordHash }: Pick<Person, 'id' | 'login' | 'name' | 'passwordHash'>,
): Promise<boolean> {
  const holder = await personByLogin(db, login);
  if (holder && holder.id !== id) return false;
  await db
    .updateTable('person')
    .set({ login, name, password_hash: passwordHash })
    .where('id', '=', id)
    .execute();
  return true;
}

export async function personByLogin(
  db: Kysely<Database>,
  login: string,
): Promise<Person | undefined> {
  const row = await db
    .selectFrom('person')
    .selectAll()
    .where('login', '=', login)
    .executeTakeFirst();
  return row && toPerson(row);
}

export async function personById(
  db: Kysely<Database>,
  organisationId: string,
  id: string,
): Promise<Person | undefined> {
  const row = await db
    .selectFrom('person')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toPerson(row);
}

/** Display names by id; who is not there, or is no person, is absent. */
export async function namesOf(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function peopleOf(
  db: Kysely<Database>,
  organisationId: string,
): Promise<readonly Person[]> {
  const rows = await db
    .selectFrom('person')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toPerson);
}

/** Owners who can sign in. */
export async function countOwners(db: Kysely<Database>, organisationId: string): Promise<number> {
  const row = await db
    .selectFrom('person')
    .select((eb) => eb.fn.countAll().as('owners'))
    .where('organisation_id', '=', organisationId)
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.owners);
}

/** Holds off, until the transaction ends, whoever else decides about the organisation's owners. */
export async function lockOrganisation(
  db: Kysely<Database>,
  organisationId: string,
): Promise<void> {
  await db
    .updateTable('organisation')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', organisationId)
    .execute();
}

export async function disablePersonRow(db: Kysely<Database>, id: string, at: Date): Promise<void> {
  await db
    .updateTable('person')
    .set({ disabled_at: at.toISOString() })
    .where('id', '=', id)
    .execute();
}

export async function setLanguage(
  db: Kysely<Database>,
  id: string,
  language: ProductLanguage,
): Promise<void> {
  await db.updateTable('person').set({ language }).where('id', '=', id).execute();
}

export async function membershipsOf(
  db: Kysely<Database>,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('project_member')
    .selectAll()
    .where('person_id', 'in', [...personIds])
    .orderBy('project_id')
    .execute();
  const memberships = new Map<string, string[]>();
  for (const row of rows) {
    const mine = memberships.get(row.person_id) ?? [];
    memberships.set(row.person_id, [...mine, row.project_id]);
  }
  return memberships;
}

export async function insertMemberships(
  db: Kysely<Database>,
  personId: string,
  projectIds: readonly string[],
): Promise<void> {
  if (projectIds.length === 0) return;
  await db
    .insertInto('project_member')
    .values(projectIds.map((project_id) => ({ project_id, person_id: personId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export const toActor = (person: Person, projectIds: readonly string[]): Actor => ({
  personId: person.id,
  organisationId: person.organisationId,
  role: person.role,
  projectIds,
});

export const toPerson = (row: Selectable<PersonTable>): Person => ({
  id: row.id,
  organisationId: row.organisation_id,
  login: row.login,
  name: row.name,
  role: accountRoleSchema.parse(row.role),
  language: productLanguageSchema.parse(row.language),
  passwordHash: row.password_hash,
  disabledAt: row.disabled_at === null ? null : new Date(row.disabled_at),
});
