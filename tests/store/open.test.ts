import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#server/store/database.ts';
import {
  type Migration,
  MigrationMismatch,
  migrate,
  migrations,
} from '#server/store/migrations.ts';
import { assertDurable } from '#server/store/postgres.ts';
import {
  assertDurable as assertSqliteDurable,
  openSqlite,
  sqliteDialect,
  sqliteFileName,
} from '#server/store/sqlite.ts';
import { Sqlite } from '#server/store/sqlite-driver.ts';
import { insertGround } from '../support/build.ts';
import { dialects, freshLocation } from '../support/databases.ts';

describe.each(dialects)('opening a storage on %s', (dialect) => {
  it('keeps what was in it when it is opened again', async () => {
    const location = await freshLocation(dialect);
    const before = await openDatabase(location);
    await insertGround(before.db);
    await before.close();

    const after = await openDatabase(location);

    expect(await after.db.selectFrom('site').select('code').orderBy('code').execute()).toEqual([
      { code: 'hoa-binh' },
      { code: 'tan-thuan' },
    ]);
    await after.close();
  });

  it('refuses a storage with a step that it does not know', async () => {
    const location = await freshLocation(dialect);
    const store = await openDatabase(location);
    await sql`insert into migration (id, applied_at) values ('0999-future', 'x')`.execute(store.db);
    await store.close();

    await expect(openDatabase(location)).rejects.toThrow(/unknown step 0999-future/);
  });

  it('leaves nothing of a step that fails half-way', async () => {
    const store = await openDatabase(await freshLocation(dialect));
    const broken: Migration = {
      id: '9001-broken',
      up: async (db) => {
        await db.schema.createTable('half').addColumn('id', 'text').execute();
        throw new Error('half-way');
      },
    };
    // as: migrations know tables by name only.
    const db = store.db as unknown as Kysely<unknown>;

    await expect(migrate(db, dialect, [...migrations, broken])).rejects.toThrow('half-way');

    const tables = (await db.introspection.getTables()).map((table) => table.name);
    expect(tables).not.toContain('half');
    expect(tables).toContain('response');
    await store.close();
  });

  it('refuses a storage that lacks a step although later ones are applied', async () => {
    const store = await openDatabase(await freshLocation(dialect));
    const db = store.db as unknown as Kysely<unknown>; // as: see above
    const earlier: Migration = { id: '0000-earlier', up: async () => undefined };

    await expect(migrate(db, dialect, [earlier, ...migrations])).rejects.toThrow(MigrationMismatch);
    await store.close();
  });
});

describe('the SQLite file', () => {
  it('waits for another program that is at work on it, and gets its tables then', async () => {
    const location = await freshLocation('sqlite');
    const other = await holdLock(join(location.dataDir ?? '', sqliteFileName));

    const store = await openDatabase(location);

    expect(await other.ended).toBe(0);
    const applied = await sql<{ id: string }>`select id from migration order by id`.execute(
      store.db,
    );
    expect(applied.rows).toEqual(migrations.map(({ id }) => ({ id })));
    await store.close();
  });

  it('is for its owner alone', async () => {
    const { dataDir = '' } = await freshLocation('sqlite');

    openSqlite(dataDir).close();

    expect(statSync(join(dataDir, sqliteFileName)).mode & 0o077).toBe(0);
  });

  it('is synchronised at each commit also when it is opened for the second time', async () => {
    const { dataDir = '' } = await freshLocation('sqlite');
    openSqlite(dataDir).close();

    const again = openSqlite(dataDir);

    expect(again.pragma('synchronous', { simple: true })).toBe(2);
    expect(again.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(again.pragma('foreign_keys', { simple: true })).toBe(1);
    again.close();
  });

  it('is refused where a setting does not hold', async () => {
    const { dataDir = '' } = await freshLocation('sqlite');
    const database = openSqlite(dataDir);
    database.pragma('synchronous = NORMAL');

    expect(() => assertSqliteDurable(database)).toThrow(/synchronous/);
    expect(() => assertSqliteDurable(new Sqlite(':memory:'))).toThrow(/journal_mode/);
    database.close();
  });

  it('is copied before it is migrated, and not where nothing is to be done', async () => {
    const location = await freshLocation('sqlite');
    const { dataDir = '' } = location;
    const store = await openDatabase(location);
    await insertGround(store.db);
    await store.close();
    await (await openDatabase(location)).close();
    const copy = join(dataDir, 'before-9001-more.sqlite');
    expect(existsSync(copy)).toBe(false);

    const more: Migration = {
      id: '9001-more',
      up: async (db) => {
        await db.schema.dropTable('quarantine').execute();
      },
    };
    const migrated = await openDatabase(location, [...migrations, more]);

    const kept = new Sqlite(copy, { readonly: true });
    expect(kept.prepare('select count(*) as n from site').get()).toEqual({ n: 2 });
    expect(kept.prepare('select count(*) as n from quarantine').get()).toEqual({ n: 0 });
    kept.close();
    await migrated.close();
  });
});

describe('PostgreSQL', () => {
  it('gets its tables once when three programs start at the same moment', async () => {
    const location = await freshLocation('postgres');

    const stores = await Promise.all([1, 2, 3].map(() => openDatabase(location)));

    const [first] = stores;
    if (!first) throw new Error('nothing was opened');
    const applied = await sql<{ id: string }>`select id from migration order by id`.execute(
      first.db,
    );
    expect(applied.rows).toEqual(migrations.map(({ id }) => ({ id })));
    await Promise.all(stores.map((store) => store.close()));
  });

  it('is refused where commits are acknowledged before they are on disk', async () => {
    const { databaseUrl = '' } = await freshLocation('postgres');
    const durable = new pg.Pool({ connectionString: databaseUrl });
    const careless = new pg.Pool({
      connectionString: databaseUrl,
      options: '-c synchronous_commit=off',
    });

    await expect(assertDurable(durable)).resolves.toBeUndefined();
    await expect(assertDurable(careless)).rejects.toThrow(/synchronous_commit/);
    await durable.end();
    await careless.end();
  });

  it('gives counts as numbers', async () => {
    const store = await openDatabase(await freshLocation('postgres'));

    const row = await store.db
      .selectFrom('site')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow();

    expect(row.n).toBe(0);
    await store.close();
  });
});

describe('a transaction on SQLite', () => {
  it('takes the write lock as it begins, so that a read before a write never fails', async () => {
    const { dataDir = '' } = await freshLocation('sqlite');
    const database = openSqlite(dataDir);
    const db = new Kysely<unknown>({ dialect: sqliteDialect(database) });
    const other = openSqlite(dataDir);
    other.pragma('busy_timeout = 0');

    await db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx);
      expect(() => other.exec('begin immediate')).toThrow(/locked/);
    });

    other.close();
    await db.destroy();
  });
});

/** Another program that has the file locked for writing, for a third of a second from now. */
async function holdLock(file: string): Promise<{ readonly ended: Promise<number | null> }> {
  const program = `const db = require(process.argv[2])(process.argv[1]);
    db.pragma('journal_mode = WAL');
    db.exec('begin immediate');
    console.log('locked');
    setTimeout(() => db.exec('commit'), 300);`;
  const isNew = Number(process.versions.node.split('.')[0]) >= 22;
  const driver = isNew ? 'better-sqlite3-13' : 'better-sqlite3';
  const child = spawn(process.execPath, ['-e', program, file, driver], {
    stdio: ['ignore', 'pipe', 2],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return { ended };
}
