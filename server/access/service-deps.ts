import type { Kysely } from 'kysely';
import type { Clock, Secrets } from '#core/kernel/ports.ts';
import type { Keys } from '#server/access/keys.ts';
import type { Database } from '#server/store/database.ts';

/** What the services of people, projects, surveys and links work with. */
export interface ServiceDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly keys: Keys;
  /** The address under which people reach this server; it goes into the addresses that are handed out. */
  readonly baseUrl: string;
}
