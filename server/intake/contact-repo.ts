/** When the phones of a link were last heard of. */
import type { Kysely } from 'kysely';
import type { Database } from '#server/store/database.ts';

export interface LinkContact {
  readonly linkId: string;
  readonly seenAt: Date;
  /** Responses that stayed on the phone; null if it does not say. */
  readonly waiting: number | null;
  /** How far its clock is behind; null if it does not say. */
  readonly skewSeconds: number | null;
}

/** Only the last one is kept. Never for a link of an anonymous survey. */
export async function keepContact(db: Kysely<Database>, contact: LinkContact): Promise<void> {
  const said = {
    last_seen_at: contact.seenAt.toISOString(),
    waiting: contact.waiting,
    skew_seconds: contact.skewSeconds,
  };
  await db
    .insertInto('link_contact')
    .values({ link_id: contact.linkId, ...said })
    .onConflict((conflict) => conflict.column('link_id').doUpdateSet(said))
    .execute();
}
