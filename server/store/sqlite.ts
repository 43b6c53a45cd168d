/** SQLite in one file beside the program: the default. Every promise of durability is set here, and checked here. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type SqliteDatabase from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect as KyselyDialect,
  SqliteAdapter,
  type SqliteDatabase as SqliteConnection,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { Sqlite } from '#server/store/sqlite-driver.ts';

export const sqliteFileName = 'langnghe.sqlite';

/** How long a statement waits for another process (a command beside the server) before it gives up. */
const busyTimeoutMs = 5_000;

/**
 * Opens the file, making it and its folder if need be.
 * @throws Error if the file system cannot keep what we promise (a write-ahead log with a sync at each commit).
 */
export function openSqlite(dataDir: string): SqliteDatabase.Database {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, sqliteFileName);
  const isNew = !existsSync(file);
  const database = new Sqlite(file);
  if (isNew) {
    chmodSync(file, 0o600);
    // Before anything is in it, or never. A response is 2–3 KB: half as many pages to sync, a third less on disk.
    database.pragma('page_size = 8192');
  }
  prepareConnection(database);
  return database;
}

/** Settings live as long as a connection: a file that is opened again falls back to losing rows at a power cut. */
export function prepareConnection(database: SqliteDatabase.Database): void {
  database.pragma(`busy_timeout = ${busyTimeoutMs}`);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // What is deleted or replaced is overwritten, where the page is written anyway.
  database.pragma('secure_delete = FAST');
  // Copied back every 16 MB instead of 4: under load that saves a second write of most pages.
  database.pragma('wal_autocheckpoint = 2000');
  assertDurable(database);
}

/** @throws Error naming the setting that does not hold. */
export function assertDurable(database: SqliteDatabase.Database): void {
  const wanted = {
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    busy_timeout: busyTimeoutMs,
  } as const;
  for (const [name, value] of Object.entries(wanted)) {
    const found = database.pragma(name, { simple: true });
    if (found !== value) {
      throw new Error(`SQLite does not hold ${name} = ${value} here; answers would not be safe.`);
    }
  }
}

/** Takes the write lock at the start: a transaction that first reads and then writes can never lose its turn. */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: SqliteDatabase.Database;

  constructor(database: SqliteDatabase.Database) {
    super({ database: withPreparedStatements(database) });
    this.#database = database;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** A full or broken disk undoes the transaction by itself; undoing it again would hide what had happened. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

export function sqliteDialect(database: SqliteDatabase.Database): KyselyDialect {
  return {
    createDriver: () => new ImmediateSqliteDriver(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Kysely prepares each statement anew; the hundreds of texts that we use are worth remembering. */
function withPreparedStatements(database: SqliteDatabase.Database): SqliteConnection {
  const limit = 1_000;
  const statements = new Map<string, SqliteDatabase.Statement<unknown[]>>();
  const prepare = (text: string): SqliteDatabase.Statement<unknown[]> => {
    const known = statements.get(text);
    if (known && !known.busy) return known;
    const statement = database.prepare<unknown[]>(text);
    if (statements.size >= limit) statements.clear();
    statements.set(text, statement);
    return statement;
  };
  return {
    close: () => database.close(),
    prepare: (text) => {
      const statement = prepare(text);
      return {
        reader: statement.reader,
        all: (parameters) => statement.all(...parameters),
        run: (parameters) => statement.run(...parameters),
        iterate: (parameters) => statement.iterate(...parameters) as IterableIterator<unknown>,
      };
    },
  };
}
