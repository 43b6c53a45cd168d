/**
 * Statements that differ in nothing but their values, written once. Kysely takes longer to write a statement of a
 * thousand values than the database to carry it out.
 */
import {
  type Compilable,
  CompiledQuery,
  type DialectAdapter,
  type InsertObject,
  type Kysely,
} from 'kysely';
import type { Database } from '#server/store/database.ts';

/** Values a statement may repeat: as many texts are remembered of each, and SQLite takes 32,766 values in all. */
const mostRepeats = 64;

/** By database, because each has its own SQL; a transaction shares the adapter of its connection. */
const textsOf = new WeakMap<DialectAdapter, Map<string, string>>();

/**
 * Runs a statement with other values than it was written with.
 * @param name tells this text from all others; with the number of values, where that varies.
 * @param values in the order in which the text wants them.
 */
export async function runRemembered<Row>(
  db: Kysely<Database>,
  name: string,
  values: readonly unknown[],
  write: () => Compilable<Row>,
): Promise<readonly Row[]> {
  const { adapter } = db.getExecutor();
  const texts = textsOf.get(adapter) ?? new Map<string, string>();
  textsOf.set(adapter, texts);
  const text = texts.get(name) ?? write().compile().sql;
  texts.set(name, text);
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
  return rows;
}

/** @param rows all with the same columns in the same order. */
export async function insertRows<Table extends keyof Database>(
  db: Kysely<Database>,
  table: Table,
  rows: readonly InsertObject<Database, Table>[],
): Promise<void> {
  for (const some of portions(rows)) {
    const values = some.flatMap((row) => Object.values(row));
    const name = `insert ${table} ${some.length} ${values.length}`;
    await runRemembered(db, name, values, () => db.insertInto(table).values([...some]));
  }
}

/** In pieces that one statement can take. */
export function* portions<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (let start = 0; start < values.length; start += mostRepeats) {
    yield values.slice(start, start + mostRepeats);
  }
}
