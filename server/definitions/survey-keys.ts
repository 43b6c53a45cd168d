/**
 * The key pairs that answers of a survey are sealed to. The private halves are themselves sealed by the master key; old
 * pairs stay, because phones may come back with answers sealed to them.
 */
import { createECDH, createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Keys } from '#server/access/keys.ts';
import type { Database } from '#server/store/database.ts';

/** What a phone seals to. */
export interface SealingKey {
  readonly kid: string;
  /** The public point, uncompressed, as base64url. */
  readonly key: string;
}

export const sealingCurve = 'prime256v1';
const purpose = 'survey-key';
const aadOf = (surveyId: string, kid: string): string => `${surveyId}|${kid}`;

/** The newest key of the survey; made when it is asked for the first time. */
export async function sealingKeyOf(
  db: Kysely<Database>,
  keys: Keys,
  surveyId: string,
): Promise<SealingKey> {
  const known = await newestKey(db, surveyId);
  if (known) return known;
  await addSealingKey(db, keys, surveyId);
  const made = await newestKey(db, surveyId);
  if (!made) throw new Error('a sealing key has gone');
  return made;
}

async function newestKey(db: Kysely<Database>, surveyId: string): Promise<SealingKey | undefined> {
  const row = await db
    .selectFrom('survey_key')
    .select(['key_id', 'public_key'])
    .where('survey_id', '=', surveyId)
    .orderBy('created_at', 'desc')
    .orderBy('key_id')
    .limit(1)
    .executeTakeFirst();
  return row && { kid: row.key_id, key: row.public_key };
}

/** Another pair, which phones seal to from now on. */
export async function addSealingKey(
  db: Kysely<Database>,
  keys: Keys,
  surveyId: string,
): Promise<SealingKey> {
  const pair = createECDH(sealingCurve);
  const key = pair.generateKeys('base64url');
  const kid = createHash('sha256').update(key).digest('base64url').slice(0, 10);
  await db
    .insertInto('survey_key')
    .values({
      survey_id: surveyId,
      key_id: kid,
      public_key: key,
      private_key_wrapped: keys.seal(
        purpose,
        aadOf(surveyId, kid),
        pair.getPrivateKey('base64url'),
      ),
      created_at: new Date().toISOString(),
    })
    .execute();
  return { kid, key };
}

/** The private half, as base64url. @returns undefined if the survey has no such key, or another master key sealed it. */
export async function privateKeyOf(
  db: Kysely<Database>,
  keys: Keys,
  surveyId: string,
  kid: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('survey_key')
    .select('private_key_wrapped')
    .where('survey_id', '=', surveyId)
    .where('key_id', '=', kid)
    .executeTakeFirst();
  return row && keys.open(purpose, aadOf(surveyId, kid), row.private_key_wrapped);
}
