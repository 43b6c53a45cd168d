/**
 * One codebook for all versions of a survey. Variables of the same name and type are one variable, and so are those of
 * which the newer says that it was called so: its words are those of the newest version, its categories those of the
 * newest version followed by codes that only older ones have. A name that changed its type is never merged: the older
 * variable stands beside the newer one under a name of its own.
 */
import { type Recode, recoded, withValue } from '#core/analysis/pool-answers.ts';
import { valueAt } from '#core/analysis/read-value.ts';
import type { ChoiceValue } from '#core/definitions/definition.ts';
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
  /** By hash of the version: its own variables by the names they have in figures. */
  readonly places: ReadonlyMap<string, ReadonlyMap<string, Variable>>;
}

/** How responses to one version are read by the pooled codebook. */
export interface VersionView {
  /** The same object where no variable got another name, place or code. */
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
    const placed = placesFor(pooled, version.variables);
    const named = new Map<string, Variable>();
    for (const variable of version.variables) {
      const place = placed.get(variable) ?? newPlace(pooled, variable, version.number);
      if (place.conflictsWith !== undefined && !pooled.has(place.name)) {
        const { name, conflictsWith } = place;
        conflicts.push({ name: conflictsWith, separateName: name, version: version.number });
      }
      const known = pooled.get(place.name);
      pooled.set(place.name, known ? joined(known, variable) : placedAs(variable, place.name));
      named.set(place.name, variable);
    }
    own.set(version.hash, named);
  }
  const views = [...own].map(([hash, named]): [string, VersionView] => [
    hash,
    viewOf(named, [...pooled.values()]),
  ]);
  return { variables: [...pooled.values()], conflicts, views: new Map(views), places: own };
}

interface Place {
  readonly name: string;
  /** Name of the newer variable that means another type by it. */
  readonly conflictsWith?: string;
}

/** Which of the variables are known already. The same name counts before a former one, and no two take one place. */
function placesFor(
  pooled: ReadonlyMap<string, Variable>,
  variables: readonly Variable[],
): ReadonlyMap<Variable, Place> {
  const places = new Map<Variable, Place>();
  const taken = new Set<string>();
  const known = [...pooled.values()];
  const rules = [
    (variable: Variable, other: Variable) => other.name === variable.name,
    (variable: Variable, other: Variable) => other.name.startsWith(`${variable.name}@`),
    (variable: Variable, other: Variable) => other.formerNames?.includes(variable.name) === true,
  ];
  for (const isThat of rules) {
    for (const variable of variables) {
      if (places.has(variable)) continue;
      const fits = known.find(
        (other) =>
          !taken.has(other.name) && other.type === variable.type && isThat(variable, other),
      );
      if (!fits) continue;
      taken.add(fits.name);
      places.set(variable, { name: fits.name });
    }
  }
  return places;
}

/** The variable's own name; with the version's number behind it where newer versions mean something else by it. */
function newPlace(
  pooled: ReadonlyMap<string, Variable>,
  { name }: Variable,
  version: number,
): Place {
  if (pooled.has(name)) return { name: `${name}@${version}`, conflictsWith: name };
  const renamed = [...pooled.values()].find(({ formerNames }) => formerNames?.includes(name));
  return renamed ? { name, conflictsWith: renamed.name } : { name };
}

/** A variable that got a name of its own looks for its answers, and for who was asked, under that name. */
const placedAs = (variable: Variable, name: string): Variable =>
  name === variable.name ? variable : { ...variable, name, item: name, path: [name] };

function joined(newer: Variable, older: Variable): Variable {
  const recode = recodeFor(newer, older);
  const codes = new Set(newer.categories?.map(({ value }) => String(value)));
  const gone =
    older.categories?.filter(
      ({ value }) => !codes.has(String(recode.get(String(value)) ?? value)),
    ) ?? [];
  const categories: readonly Category[] = [...(newer.categories ?? []), ...gone];
  const olderMissing = older.missingCodes.map((code) => recode.get(String(code)) ?? code);
  const formerNames = [...new Set([...(newer.formerNames ?? []), ...(older.formerNames ?? [])])];
  return {
    ...newer,
    ...(categories.length > 0 && { categories }),
    missingCodes: [...new Set([...newer.missingCodes, ...olderMissing])],
    ...(formerNames.length > 0 && { formerNames }),
  };
}

/** Codes of the older variable that have another value now. A code that it has beside the new one means something else. */
function recodeFor(newer: Variable, older: Variable): Recode {
  const recode = new Map<string, ChoiceValue>();
  const own = new Set(older.categories?.map(({ value }) => String(value)));
  for (const { value, formerValues = [] } of newer.categories ?? []) {
    if (own.has(String(value))) continue;
    for (const former of formerValues) if (own.has(former)) recode.set(former, value);
  }
  return recode;
}

function viewOf(named: ReadonlyMap<string, Variable>, pooled: readonly Variable[]): VersionView {
  const absent = pooled.filter(({ name }) => !named.has(name)).map(({ name }) => name);
  const moves = pooled.flatMap((variable) => {
    const own = named.get(variable.name);
    const stays = !own || own.path.join('\0') === variable.path.join('\0');
    return stays ? [] : [{ name: variable.name, to: variable.path, own }];
  });
  const recodes = pooled.flatMap((variable) => {
    const own = named.get(variable.name);
    const recode = own ? recodeFor(variable, own) : new Map<string, ChoiceValue>();
    return recode.size > 0 ? [{ path: variable.path, recode }] : [];
  });
  return {
    answers(answers) {
      const moved = moves.length > 0 ? inNewPlaces(answers, moves) : answers;
      return recodes.reduce(
        (rest, { path, recode }) => withValue(rest, path, recoded(valueAt(rest, path), recode)),
        moved,
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

function inNewPlaces(
  answers: Answers,
  moves: readonly { readonly to: readonly string[]; readonly own: Variable }[],
): Answers {
  const cleared = moves.reduce((rest, { own }) => withValue(rest, own.path, undefined), answers);
  return moves.reduce(
    (rest, { to, own }) => withValue(rest, to, valueAt(answers, own.path)),
    cleared,
  );
}
