/**
 * Which column of a file belongs to which item. Kobo and ODK write the leaf, the group path with slashes (or dashes,
 * dots), and for every choice of a select_multiple one more column `item/choice`.
 */
import type { ChoiceValue } from '#core/definitions/definition.ts';
import type { Variable } from '#core/definitions/variable.ts';

/** Something that a column may hold the values of. */
export interface ColumnTarget {
  readonly name: string;
  /** Leaves from the outermost group to the item itself. */
  readonly path: readonly string[];
  /** Further ways in which exports write it, such as without the groups around a repeat. */
  readonly otherPaths?: readonly (readonly string[])[];
  readonly variable: Variable | undefined;
}

export interface ChoiceColumn {
  readonly index: number;
  readonly value: ChoiceValue;
  /** Whether the form has this code. */
  readonly isListed: boolean;
}

export interface MatchedColumns {
  /** Column of each target's own value, by name. */
  readonly own: ReadonlyMap<string, number>;
  /** 0/1 columns of multi variables, by name. */
  readonly choices: ReadonlyMap<string, readonly ChoiceColumn[]>;
  /** Columns that belong to nothing in the form. */
  readonly unknown: readonly number[];
  /** Columns of items that another column has already. */
  readonly repeated: readonly number[];
  /** The target that a heading names. */
  find(heading: string): ColumnTarget | undefined;
}

export function matchColumns(
  header: readonly string[],
  targets: readonly ColumnTarget[],
): MatchedColumns {
  const finder = targetFinder(targets);
  const own = new Map<string, number>();
  const choices = new Map<string, ChoiceColumn[]>();
  const unknown: number[] = [];
  const repeated: number[] = [];
  const sameLabel = new Map<string, number[]>();
  const take = (target: ColumnTarget, index: number): void => {
    if (own.has(target.name)) repeated.push(index);
    else own.set(target.name, index);
  };
  header.forEach((heading, index) => {
    const text = heading.trim();
    const whole = finder.whole(text);
    const choice = whole ? undefined : choiceOf(text, finder);
    const target = whole ?? (choice ? undefined : finder.last(text));
    if (choice) {
      const held = choices.get(choice.target.name) ?? [];
      held.push({ index, value: choice.value, isListed: choice.isListed });
      choices.set(choice.target.name, held);
    } else if (target) take(target, index);
    else if (finder.labelled(text).length > 1) {
      sameLabel.set(folded(text), [...(sameLabel.get(folded(text)) ?? []), index]);
    } else unknown.push(index);
  });
  for (const [label, indexes] of sameLabel) {
    // Exports with labels keep the order of the form, so that as many columns as items can only be those.
    const alike = finder.labelled(label).filter(({ name }) => !own.has(name));
    if (alike.length !== indexes.length) unknown.push(...indexes);
    else for (const [at, target] of alike.entries()) take(target, indexes[at] ?? -1);
  }
  return {
    own,
    choices,
    unknown: unknown.sort((a, b) => a - b),
    repeated,
    find: (heading) => finder.whole(heading) ?? finder.last(heading),
  };
}

interface TargetFinder {
  /** By name, path or label, the whole heading. */
  whole(heading: string): ColumnTarget | undefined;
  /** By the end of a path: groups before it may be called anything. */
  last(heading: string): ColumnTarget | undefined;
  /** All targets with this label in some language. */
  labelled(heading: string): readonly ColumnTarget[];
}

/** A key that two targets share finds neither. */
function targetFinder(targets: readonly ColumnTarget[]): TargetFinder {
  const exact = new Map<string, ColumnTarget | null>();
  /** Labels to the letter: a heading that is one is not the name of another item in other letters. */
  const spelled = new Map<string, ColumnTarget | null>();
  const loose = new Map<string, ColumnTarget | null>();
  const byLabel = new Map<string, ColumnTarget[]>();
  const add = (map: Map<string, ColumnTarget | null>, key: string, target: ColumnTarget): void => {
    const held = map.get(key);
    map.set(key, held === undefined || held === target ? target : null);
  };
  for (const target of targets) exact.set(target.name, target);
  for (const target of targets) {
    const leaf = target.path.at(-1) ?? target.name;
    for (const key of pathKeys(target)) {
      if (!exact.has(key)) exact.set(key, target);
    }
    for (const key of [target.name, leaf]) add(loose, folded(key), target);
    for (const label of new Set(Object.values(target.variable?.label ?? {}))) {
      add(spelled, label.trim(), target);
    }
    for (const label of new Set(Object.values(target.variable?.label ?? {}).map(folded))) {
      add(loose, label, target);
      byLabel.set(label, [...(byLabel.get(label) ?? []), target]);
    }
  }
  const find = (key: string): ColumnTarget | undefined =>
    exact.get(key) ?? spelled.get(key) ?? loose.get(folded(key)) ?? undefined;
  return {
    whole: find,
    labelled: (heading) => byLabel.get(folded(heading)) ?? [],
    last: (heading) => {
      for (const at of placesOf('/', heading)) {
        const found = find(heading.slice(at + 1));
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** Its path from the outermost group, with every sign that exports put between groups. */
const pathKeys = ({ path, otherPaths = [] }: ColumnTarget): readonly string[] =>
  [path, ...otherPaths].flatMap((one) => ['/', '-', '.', ':'].map((sign) => one.join(sign)));

/** Where the sign stands, from left to right. */
function placesOf(sign: string, text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) places.push(at);
  return places;
}

/** Labels and names compare without case, space around them and ways of writing accents. */
export const folded = (text: string): string =>
  text.normalize('NFC').replaceAll('${', '{').trim().replace(/\s+/g, ' ').toLowerCase();

interface FoundChoice {
  readonly target: ColumnTarget;
  readonly value: ChoiceValue;
  readonly isListed: boolean;
}

/** `item/choice`; labels may have slashes of their own, so each of them may be the one that divides. */
function choiceOf(heading: string, finder: TargetFinder): FoundChoice | undefined {
  for (const sign of ['/', '.']) {
    for (const at of [...placesOf(sign, heading)].reverse()) {
      const target = multiBefore(heading.slice(0, at), finder);
      const value = target && readCode(heading.slice(at + 1).trim(), target.variable);
      if (target && value !== undefined) return { target, value, isListed: true };
    }
  }
  const at = heading.lastIndexOf('/');
  const target = at > 0 ? multiBefore(heading.slice(0, at), finder) : undefined;
  return target && { target, value: heading.slice(at + 1).trim(), isListed: false };
}

function multiBefore(
  heading: string,
  finder: TargetFinder,
): (ColumnTarget & { readonly variable: Variable }) | undefined {
  const target = finder.whole(heading) ?? finder.last(heading);
  const variable = target?.variable;
  return target && variable?.type === 'multi' ? { ...target, variable } : undefined;
}

/** The listed code that a text is or whose label it is, in any language; undefined if the list has none. */
export function readCode(text: string, variable: Variable): ChoiceValue | undefined {
  const categories = variable.categories ?? [];
  const byCode = categories.find(({ value }) => String(value) === text);
  if (byCode) return byCode.value;
  const wanted = folded(text);
  const byLabel = categories.filter(({ label }) =>
    Object.values(label).some((one) => folded(one) === wanted),
  );
  if (byLabel.length === 1) return byLabel[0]?.value;
  const number = Number(text);
  const byNumber = /^\d+\.0+$/.test(text)
    ? categories.find(({ value }) => String(value) === String(number))
    : undefined;
  return byNumber?.value;
}
