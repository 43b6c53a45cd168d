/**
 * The SQLite driver, in the version that this Node can run. On Node 24 the garbage collector brings down a process that
 * uses better-sqlite3 12 (its statements ask for an environment that is not there); version 13 is built on Node-API and
 * needs Node 22. The two are the same to their callers.
 */
import type SqliteDatabase from 'better-sqlite3';

const nodeMajor = Number(process.versions.node.split('.')[0]);
const driver = nodeMajor >= 22 ? await import('better-sqlite3-13') : await import('better-sqlite3');

export const Sqlite: typeof SqliteDatabase = driver.default;
