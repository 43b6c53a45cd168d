/**
 * One codebook for all versions of a survey. Variables of the same name and type are one variable: its words are those
 * of the newest version, its categories those of the newest version followed by codes that only older ones have. A
 * name that changed its type is never merged: the older variable stands beside the newer one under a name of its own.
 */
import { valueAt } from '#core/analysis/read-value.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import type { Category, Variable } from '#core/definitions/variable.ts';

export interface VersionCodebook {
  readonly number: number;
  readonly hash: string;
  readonly variables: readonly Variable[];
}

export interface PoolConflict {
  readonly name: string;
  /** What the older variable is called in figures. */
  readonly separateName: string;
  readonly version: number;
}

export interface PooledCodebook {
  /** In the newest version's order; variables that it no longer has come last. */
  readonly variables: readonly Variable[];
  readonly conflicts: readonly PoolConflict[];
  /** By hash of the version. */
  readonly views: ReadonlyMap<string, VersionView>;
}

/** How responses to one version are read by the pooled codebook. */
export interface VersionView {
  /** The same object where no variable got another name or place. */
  answers(answers: Answers): Answers;
  /** Relevance by the names of variables too; nobody was asked what the version does not have. */
  relevance(byItem: ReadonlyMap<string, boolean>): ReadonlyMap<string, boolean>;
}

/** @param versions in any order, none twice */
export function poolCodebooks(versions: readonly VersionCodebook[]): PooledCodebook {
  const newestFirst = [...versions].sort((a, b) => b.number - a.number);
  const pooled = new Map<string, Variable>();
  const conflicts: PoolConflict[] = [];
  const own = new Map<string, ReadonlyMap<string, Variable>>();
  for (const version of newestFirst) {
    const named = new Map<string, Variable>();
    for (const variable of version.variables) {
      const name = nameFor(pooled, variable, version.number);
      if (name !== variable.name && !pooled.has(name)) {
        conflicts.push({ name: variable.name, separateName: name, version: version.number });
      }
      const known = pooled.get(name);
      pooled.set(name, known ? joined(known, variable) : placedAs(variable, name));
      named.set(name, variable);
    }
    own.set(version.hash, named);
  }
  const views = [...own].map(([hash, named]): [string, VersionView] => [
    hash,
    viewOf(named, [...pooled.values()]),
  ]);
  return { variables: [...pooled.values()], conflicts, views: new Map(views) };
}

/** The variable's own name; with the version's number behind it where newer versions mean another type by it. */
function nameFor(
  pooled: ReadonlyMap<string, Variable>,
  variable: Variable,
  version: number,
): string {
  const fits = [...pooled.values()].find(
    (known) =>
      (known.name === variable.name || known.name.startsWith(`${variable.name}@`)) &&
      known.type === variable.type,
  );
  if (fits) return fits.name;
  return pooled.has(variable.name) ? `${variable.name}@${version}` : variable.name;
}

/** A variable that got a name of its own looks for its answers, and for who was asked, under that name. */
const placedAs = (variable: Variable, name: string): Variable =>
  name === variable.name ? variable : { ...variable, name, item: name, path: [name] };

function joined(newer: Variable, older: Variable): Variable {
  const codes = new Set(newer.categories?.map(({ value }) => String(value)));
  const gone = older.categories?.filter(({ value }) => !codes.has(String(value))) ?? [];
  const categories: readonly Category[] = [...(newer.categories ?? []), ...gone];
  return {
    ...newer,
    ...(categories.length > 0 && { categories }),
    missingCodes: [...new Set([...newer.missingCodes, ...older.missingCodes])],
  };
}

function viewOf(named: ReadonlyMap<string, Variable>, pooled: readonly Variable[]): VersionView {
  const absent = pooled.filter(({ name }) => !named.has(name)).map(({ name }) => name);
  const moves = pooled.flatMap((variable) => {
    const own = named.get(variable.name);
    const stays = !own || own.path.join('\0') === variable.path.join('\0');
    return stays ? [] : [{ name: variable.name, to: variable.path, own }];
  });
  const left = moves.map(({ own }) => own.path);
  return {
    answers(answers) {
      if (moves.length === 0) return answers;
      const cleared = left.reduce((rest, path) => withValue(rest, path, undefined), answers);
      return moves.reduce(
        (rest, { to, own }) => withValue(rest, to, valueAt(answers, own.path)),
        cleared,
      );
    },
    relevance(byItem) {
      if (absent.length === 0 && moves.length === 0) return byItem;
      const all = new Map(byItem);
      for (const name of absent) all.set(name, false);
      for (const { name, own } of moves) all.set(name, byItem.get(own.item) ?? true);
      return all;
    },
  };
}

/** The record with another value at a path; what lies beside the path is shared, not copied. */
function withValue(record: Answers, [step, ...rest]: readonly string[], value: unknown): Answers {
  if (step === undefined) return record;
  const inner = record[step];
  const isRecord = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  // as: an object that came out of JSON is a record of unknown values.
  const below = isRecord ? (inner as Answers) : {};
  return { ...record, [step]: rest.length > 0 ? withValue(below, rest, value) : value };
}
