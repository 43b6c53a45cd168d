import type { Kysely } from 'kysely';
import { type Person, toPerson } from '#server/access/person-repo.ts';
import type { Database } from '#server/store/database.ts';

/** A signed-in browser. Its token is known to the browser only. */
export interface Session {
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly person: Person;
}

export async function insertSession(
  db: Kysely<Database>,
  session: Omit<Session, 'person'> & { readonly personId: string },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      person_id: session.personId,
      created_at: session.createdAt.toISOString(),
      expires_at: session.expiresAt.toISOString(),
    })
    .execute();
}

/** The session of a token hash, unless it is over or its person is disabled. */
export async function liveSession(
  db: Kysely<Database>,
  tokenHash: string,
  now: Date,
): Promise<Session | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .selectAll('person')
    .select(['session.created_at as began_at', 'session.expires_at'])
    .where('session.token_hash', '=', tokenHash)
    .where('session.expires_at', '>', now.toISOString())
    .where('person.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    tokenHash,
    createdAt: new Date(row.began_at),
    expiresAt: new Date(row.expires_at),
    person: toPerson(row),
  };
}

export async function renewSession(
  db: Kysely<Database>,
  tokenHash: string,
  expiresAt: Date,
): Promise<void> {
  await db
    .updateTable('session')
    .set({ expires_at: expiresAt.toISOString() })
    .where('token_hash', '=', tokenHash)
    .execute();
}

export async function deleteSession(db: Kysely<Database>, tokenHash: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

export async function deleteSessionsOf(db: Kysely<Database>, personId: string): Promise<void> {
  await db.deleteFrom('session').where('person_id', '=', personId).execute();
}

export async function deleteOverSessions(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', now.toISOString()).execute();
}
