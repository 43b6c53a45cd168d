/** Where in a data folder given texts lie: which columns of the database, which other files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sqlite } from '#server/store/sqlite-driver.ts';

/** Of a stopped server's folder: `table.column` of the database, or the name of another file, in order. */
export function placesOf(dataDir: string, canary: string): readonly string[] {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const others = files
    .filter(({ name }) => !name.endsWith('.sqlite'))
    .filter(({ name, parentPath }) => readFileSync(join(parentPath, name)).includes(canary))
    .map(({ name }) => name);
  const columns = files
    .filter(({ name }) => name.endsWith('.sqlite'))
    .flatMap(({ name, parentPath }) => columnsWith(join(parentPath, name), canary));
  return [...columns, ...others].sort();
}

function columnsWith(file: string, canary: string): readonly string[] {
  const db = new Sqlite(file, { readonly: true });
  try {
    // as: what SQLite's own catalogue holds.
    const columns = db
      .prepare(
        `select m.name as "table", c.name as "column"
         from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table'`,
      )
      .all() as { readonly table: string; readonly column: string }[];
    return columns
      .filter(({ table, column }) => {
        const found = db.prepare(
          `select 1 from "${table}" where instr("${column}", ?) > 0 limit 1`,
        );
        return found.get(canary) !== undefined;
      })
      .map(({ table, column }) => `${table}.${column}`);
  } finally {
    db.close();
  }
}
