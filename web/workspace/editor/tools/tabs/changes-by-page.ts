import type { Definition } from '#core/definitions/definition.ts';
import type { VersionChange } from '#core/definitions/diff-versions.ts';
import { getAt } from '#web/workspace/editor/model/pointer.ts';

export interface ChangeGroup {
  readonly key: string;
  /** Pointer of the page in the draft, '' for the survey itself; absent for what the draft no longer has. */
  readonly place: string | undefined;
  readonly list: readonly VersionChange[];
}

const removals: ReadonlySet<string> = new Set([
  'page-removed',
  'group-removed',
  'item-removed',
  'calculation-removed',
]);

const severity = { breaking: 0, note: 1, compatible: 2 } as const;

/** By page in the order of the draft, what was taken out last; what breaks data first within each. */
export function changesByPage(
  changes: readonly VersionChange[],
  after: Definition,
): readonly ChangeGroup[] {
  const groups = new Map<string, VersionChange[]>();
  for (const change of changes) {
    const key = keyOf(change, after);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups]
    .toSorted(([one], [other]) => orderOf(one) - orderOf(other))
    .map(([key, list]) => ({
      key,
      place: key === 'removed' ? undefined : key,
      list: list.toSorted((one, other) => severity[one.effect] - severity[other.effect]),
    }));
}

function keyOf({ code, path }: VersionChange, after: Definition): string {
  if (removals.has(code)) return 'removed';
  const page = /^\/pages\/\d+/.exec(path)?.[0] ?? '';
  return page === '' || getAt(after, page) !== undefined ? page : 'removed';
}

function orderOf(key: string): number {
  if (key === '') return -1;
  return key === 'removed' ? Number.POSITIVE_INFINITY : Number(key.slice('/pages/'.length));
}
