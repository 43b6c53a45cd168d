import type { ResultTable } from '#core/analysis/result-table.ts';

/**
 * Variables that decide about at least half of the others, themselves or through those that they decide about: consent,
 * being old enough, working here. Who stopped there took no part; how many did is a figure of the field work, like the
 * number of those who skipped an item, and not an answer to protect. Were it one, two people who declined would hide
 * every figure of everybody else.
 */
export function interviewGates(tables: readonly ResultTable[]): ReadonlySet<string> {
  const parents = new Map(
    tables.map(({ variable, askedBy = [] }) => [
      variable.name,
      askedBy.map((link) => link.variable),
    ]),
  );
  const followers = new Map<string, number>();
  for (const name of parents.keys()) {
    for (const ancestor of ancestorsOf(name, parents)) {
      followers.set(ancestor, (followers.get(ancestor) ?? 0) + 1);
    }
  }
  const half = (parents.size - 1) / 2;
  const gates = [...followers].filter(([, count]) => parents.size > 2 && count >= half);
  return new Set(gates.map(([name]) => name));
}

function ancestorsOf(
  name: string,
  parents: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (own: string): void => {
    for (const parent of parents.get(own) ?? []) {
      if (found.has(parent) || parent === name) continue;
      found.add(parent);
      visit(parent);
    }
  };
  visit(name);
  return found;
}
