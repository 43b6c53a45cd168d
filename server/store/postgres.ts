/** PostgreSQL, for teams that outgrow one machine. Any number of processes may share it. */
import { type Dialect as KyselyDialect, PostgresDialect } from 'kysely';
import pg from 'pg';

/** int8 (counts) as a number: none of ours comes near 2^53. */
const int8 = 20;

export function openPool(databaseUrl: string): pg.Pool {
  const types = new pg.TypeOverrides();
  types.setTypeParser(int8, Number);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 16,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    types,
  });
  // A server that goes away breaks idle connections; the pool replaces them, and nobody was waiting for these.
  pool.on('error', () => undefined);
  // One in use breaks between two statements as well: the next statement says so. Unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export const postgresDialect = (pool: pg.Pool): KyselyDialect => new PostgresDialect({ pool });

/** @throws Error if a commit may be acknowledged before it is on disk. */
export async function assertDurable(pool: pg.Pool): Promise<void> {
  for (const name of ['synchronous_commit', 'fsync']) {
    const { rows } = await pool.query<Record<string, string>>(`show ${name}`);
    const found = rows[0]?.[name];
    // `remote_apply` waits for the standby as well: more than we ask.
    if (found !== 'on' && found !== 'remote_apply') {
      throw new Error(`PostgreSQL does not hold ${name} = on; answers would not be safe.`);
    }
  }
}
