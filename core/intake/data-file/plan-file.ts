/**
 * Which sheet of a file holds what, for one version of the survey: the responses themselves, and the copies of each
 * repeated group. Sheets are known by their names, else by how many of their columns belong.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { type FieldTable, fieldTable } from '#core/intake/data-file/fields.ts';
import { folded } from '#core/intake/data-file/match-columns.ts';
import { type ColumnPlan, planColumns } from '#core/intake/data-file/plan-columns.ts';

export interface FileSheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly isGuarded: boolean;
}

export interface SheetPlan {
  /** Index of the sheet in the file. */
  readonly sheet: number;
  readonly table: FieldTable;
  readonly columns: ColumnPlan;
}

export interface FilePlan {
  readonly main: SheetPlan;
  /** By the table whose copies they hold. */
  readonly repeats: ReadonlyMap<FieldTable, SheetPlan>;
  /** Columns that belong to items, over all sheets. */
  readonly matched: number;
}

/** @returns undefined if the file has no sheet. */
export function planFile(
  sheets: readonly FileSheet[],
  definition: Definition,
): FilePlan | undefined {
  const root = fieldTable(definition);
  const plan = (index: number, table: FieldTable): SheetPlan | undefined => {
    const sheet = sheets[index];
    if (!sheet) return undefined;
    const { isGuarded } = sheet;
    const columns = planColumns(sheet.header, table, definition, { isGuarded });
    return { sheet: index, table, columns };
  };
  const all = sheets.map((_, index) => index);
  const outer = all.filter((index) => !isInner(sheets[index]));
  const main = best(
    (outer.length > 0 ? outer : all).flatMap((index) => plan(index, root) ?? []),
    ({ columns }) => columns.matched,
  );
  if (!main) return undefined;
  const repeats = new Map<FieldTable, SheetPlan>();
  const free = new Set(all.filter((index) => index !== main.sheet));
  const pairs = tablesWithin(root)
    .flatMap((table) => [...free].flatMap((index) => plan(index, table) ?? []))
    .map((pair) => ({ pair, score: scoreOf(pair, sheets) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  for (const { pair } of pairs) {
    if (repeats.has(pair.table) || !free.has(pair.sheet)) continue;
    free.delete(pair.sheet);
    repeats.set(pair.table, pair);
  }
  const matched = [main, ...repeats.values()].reduce((sum, one) => sum + one.columns.matched, 0);
  return { main, repeats, matched };
}

const isInner = (sheet: FileSheet | undefined): boolean =>
  sheet?.header.some((heading) => /^(?:_parent_index|PARENT_KEY)$/.test(heading.trim())) === true;

export const tablesWithin = (table: FieldTable): readonly FieldTable[] =>
  table.tables.flatMap((one) => [one, ...tablesWithin(one)]);

/** A name that fits outweighs any number of columns. */
function scoreOf({ sheet, table, columns }: SheetPlan, sheets: readonly FileSheet[]): number {
  const held = sheets[sheet];
  if (!held || (columns.matched === 0 && !isInner(held))) return 0;
  const name = folded(held.name);
  const wanted = folded(table.name);
  const isNamed =
    name === wanted ||
    // office programs cut the names of sheets
    (name.length >= 28 && wanted.startsWith(name)) ||
    [`-${wanted}`, `.${wanted}`, `_${wanted}`].some((end) => name.endsWith(end));
  return columns.matched + (isNamed ? 100_000 : 0);
}

function best<One>(list: readonly One[], score: (one: One) => number): One | undefined {
  return list.reduce<One | undefined>(
    (top, one) => (top === undefined || score(one) > score(top) ? one : top),
    undefined,
  );
}
