/** One row of the main sheet, with the copies of its repeated groups from the other sheets → an answers object. */

import type { AboutKind } from '#core/intake/data-file/about-columns.ts';
import type { DataRow } from '#core/intake/data-file/data-table.ts';
import type { FieldTable } from '#core/intake/data-file/fields.ts';
import type { Loss } from '#core/intake/data-file/loss.ts';
import { cellText, type RecordReader } from '#core/intake/data-file/plan-columns.ts';
import type { FilePlan, FileSheet, SheetPlan } from '#core/intake/data-file/plan-file.ts';
import type { ColumnFacts } from '#core/intake/data-file/read-column.ts';
import { uuidIn } from '#core/intake/data-file/row-id.ts';

/** A row of a sheet of copies; `isUsed` once its parent has been found. */
export interface CopyRow extends DataRow {
  isUsed: boolean;
}

/** Copies by what their parents are called: see `parentKeys`. */
export type CopiesByParent = ReadonlyMap<string, readonly CopyRow[]>;

export interface RowAssembler {
  /** The answers of a row; what could not be read is told with sheet, row and column. */
  read(row: DataRow, tell: (loss: Loss) => void): Record<string, unknown>;
  /** What the row says of itself: its id, times, version. */
  about(row: DataRow, kind: AboutKind): string;
}

export interface AssemblerParts {
  readonly plan: FilePlan;
  readonly sheets: readonly FileSheet[];
  /** By sheet. */
  readonly facts: readonly ReadonlyMap<number, ColumnFacts>[];
  /** By sheet. */
  readonly copies: ReadonlyMap<number, CopiesByParent>;
}

export function rowAssembler({ plan, sheets, facts, copies }: AssemblerParts): RowAssembler {
  const readers = new Map<SheetPlan, RecordReader>();
  const readerOf = (one: SheetPlan): RecordReader => {
    const known = readers.get(one) ?? one.columns.reader(facts[one.sheet] ?? new Map());
    readers.set(one, known);
    return known;
  };
  const isSingle = sheets.length === 1;
  const readRow = (
    one: SheetPlan,
    row: DataRow,
    tell: (loss: Loss) => void,
  ): Record<string, unknown> => {
    const place = isSingle ? {} : { sheet: sheets[one.sheet]?.name ?? '' };
    const record = readerOf(one)(row.cells, (loss) => tell({ ...place, row: row.row, ...loss }));
    for (const table of one.table.tables) {
      const inner = plan.repeats.get(table);
      const held = inner && copies.get(inner.sheet);
      if (!inner || !held) continue;
      const rows = rowKeys(one, row, sheets).flatMap((key) => held.get(key) ?? []);
      if (rows.length === 0) continue;
      record[keyOf(table)] = rows.map((copy) => {
        copy.isUsed = true;
        return readRow(inner, copy, tell);
      });
    }
    return record;
  };
  return {
    read: (row, tell) => readRow(plan.main, row, tell),
    about: (row, kind) => aboutCell(plan.main, row, kind, sheets),
  };
}

const keyOf = (table: FieldTable): string => table.name;

function aboutCell(
  { columns, sheet }: SheetPlan,
  { cells }: DataRow,
  kind: AboutKind,
  sheets: readonly FileSheet[],
): string {
  const index = columns.about.columns.get(kind);
  const isGuarded = sheets[sheet]?.isGuarded === true;
  return index === undefined ? '' : cellText(cells[index], { isGuarded });
}

/** What copies may call this row: only the first that the file has is used, so that none comes twice. */
function rowKeys(one: SheetPlan, row: DataRow, sheets: readonly FileSheet[]): readonly string[] {
  const key = aboutCell(one, row, 'key', sheets);
  const index = aboutCell(one, row, 'index', sheets);
  const id = aboutCell(one, row, 'id', sheets);
  return [
    ...(key ? [`key ${key}`] : []),
    ...(index ? [`index ${index}`] : []),
    ...(id ? [`id ${uuidIn(id) ?? id}`] : []),
  ];
}

/** What a row of copies calls its parent. Each row gives one key: by key, by place in the parent's sheet, by id. */
export function parentKey(one: SheetPlan, row: DataRow, sheets: readonly FileSheet[]): string {
  const key = aboutCell(one, row, 'parent-key', sheets);
  if (key) return `key ${key}`;
  const index = aboutCell(one, row, 'parent-index', sheets);
  if (index) return `index ${index}`;
  const id = aboutCell(one, row, 'parent-id', sheets);
  return `id ${uuidIn(id) ?? id}`;
}
