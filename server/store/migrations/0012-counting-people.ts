/** All that counting people reads: the completed responses that carry a client's index, each person's together. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index response_of_people
    on response (survey_id, client_index, received_at, link_id, site_id)
    where client_index is not null and is_test = 0 and excluded_at is null
      and outcome = 'completed'`.execute(db);
}
