/** Rows beside the items: calculations, and what of an imported file became no element. They stand where the file had them. */
import type { Definition, Item } from '#core/definitions/definition.ts';
import { elementsOf, isElement } from '#core/definitions/element-properties.ts';
import {
  isMade,
  join,
  type OriginalRow,
  originalOf,
  type RowPlan,
  rowParts,
} from '#core/definitions/xlsform/row-plan.ts';
import type { Namer } from '#core/definitions/xlsform/write-names.ts';
import { newScope, type WriteScope } from '#core/definitions/xlsform/write-scope.ts';

/** Adds them among `rows`, in their groups. */
export function insertKeptRows(
  definition: Definition,
  rows: RowPlan[],
  root: WriteScope,
  namer: Namer,
): void {
  for (const value of elementsOf(definition, 'calculatedValues')) {
    if (!isMade(value)) insert(planCalculated(value, root, namer), rows);
  }
  for (const kept of keptRows(definition)) insert(planKept(kept, root, namer), rows);
}

function planCalculated(
  value: Readonly<Record<string, unknown>>,
  root: WriteScope,
  namer: Namer,
): RowPlan {
  const original = originalOf(value);
  const name = String(value.name ?? '');
  const leaf = namer.item(name, parentOf(original?.path), original);
  const path = join(parentOf(original?.path), leaf);
  root.names.set(name.toLowerCase(), namer.written(path, leaf, { kind: 'text' }));
  return {
    ...rowParts(leaf, parentOf(original?.path), { ...value, type: 'calculate', name }, root),
    kind: 'calculate',
    origin: { as: 'element', element: value },
    ...(original ? { original } : {}),
  };
}

const parentOf = (path: string | undefined): string =>
  (path ?? '').split('/').slice(0, -1).join('/');

/** Rows of the imported file that became no element: metadata, groups of calculations only. */
function keptRows(definition: Definition): readonly OriginalRow[] {
  if (!isElement(definition.lnXls)) return [];
  const calculated = elementsOf(definition, 'calculatedValues');
  const known = new Set(calculated.map((value) => originalOf(value)?.path));
  return elementsOf(definition.lnXls, 'metadata')
    .map((row) => originalOf({ lnXls: row }))
    .filter((row): row is OriginalRow => row !== undefined && !known.has(row.path));
}

function planKept(original: OriginalRow, root: WriteScope, namer: Namer): RowPlan {
  const parent = parentOf(original.path);
  const name = original.path.split('/').at(-1) ?? '';
  const leaf = namer.item(name, parent, original);
  return {
    ...rowParts(leaf, parent, { type: 'kept', name }, root),
    origin: { as: 'kept' },
    original,
  };
}

/** Puts a row among its group's others, where the file had it. */
function insert(plan: RowPlan, rows: RowPlan[]): void {
  const parent = parentOf(plan.path);
  const place = parent === '' ? rows : groupAt(parent, rows).children;
  const wanted = plan.original?.row;
  const next = wanted === undefined ? -1 : place.findIndex((row) => firstRow(row) > wanted);
  if (next < 0) place.push(plan);
  else place.splice(next, 0, plan);
}

const firstRow = ({ original }: RowPlan): number => original?.row ?? Number.NEGATIVE_INFINITY;

function groupAt(path: string, rows: RowPlan[]): RowPlan {
  const leaf = path.split('/').at(-1) ?? '';
  const parent = parentOf(path);
  const siblings = parent === '' ? rows : groupAt(parent, rows).children;
  const found = siblings.find((row) => row.path === path && row.kind !== 'row');
  if (found) return found;
  const element: Item = { type: 'panel', name: leaf };
  const made: RowPlan = {
    ...rowParts(leaf, parent, element, newScope()),
    kind: 'group',
    origin: { as: 'part' },
  };
  siblings.push(made);
  return made;
}
