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
  readonly variable: Variable | undefined;
}

export interface ChoiceColumn {
  readonly index: number;
  readonly value: ChoiceValue;
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
      held.push({ index, value: choice.value });
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
  return { own, choices, unknown: unknown.sort((a, b) => a - b), repeated };
}

interface TargetFinder {
  /** By name, path or label, the whole heading. */
  whole(heading: string): ColumnTarget | undefined;
  /** By the last part of a path. */
  last(heading: string): ColumnTarget | undefined;
  /** All targets with this label in some language. */
  labelled(heading: string): readonly ColumnTarget[];
}

/** A key that two targets share finds neither. */
function targetFinder(targets: readonly ColumnTarget[]): TargetFinder {
  const exact = new Map<string, ColumnTarget | null>();
  const loose = new Map<string, ColumnTarget | null>();
  const byLabel = new Map<string, ColumnTarget[]>();
  const add = (map: Map<string, ColumnTarget | null>, key: string, target: ColumnTarget): void => {
    const held = map.get(key);
    map.set(key, held === undefined || held === target ? target : null);
  };
  for (const target of targets) exact.set(target.name, target);
  for (const target of targets) {
    const leaf = target.path.at(-1) ?? target.name;
    for (const separator of ['/', '-', '.', ':']) {
      const path = target.path.join(separator);
      if (!exact.has(path)) exact.set(path, target);
    }
    for (const key of [target.name, leaf]) add(loose, folded(key), target);
    for (const label of new Set(Object.values(target.variable?.label ?? {}).map(folded))) {
      add(loose, label, target);
      byLabel.set(label, [...(byLabel.get(label) ?? []), target]);
    }
  }
  const find = (key: string): ColumnTarget | undefined =>
    exact.get(key) ?? loose.get(folded(key)) ?? undefined;
  return {
    whole: find,
    labelled: (heading) => byLabel.get(folded(heading)) ?? [],
    last: (heading) =>
      heading.includes('/') ? find(heading.slice(heading.lastIndexOf('/') + 1)) : undefined,
  };
}

/** Labels and names compare without case, space around them and ways of writing accents. */
export const folded = (text: string): string =>
  text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

function choiceOf(
  heading: string,
  finder: TargetFinder,
): { target: ColumnTarget; value: ChoiceValue } | undefined {
  const at = heading.lastIndexOf('/');
  if (at <= 0) return undefined;
  const before = heading.slice(0, at);
  const target = finder.whole(before) ?? finder.last(before);
  if (target?.variable?.type !== 'multi') return undefined;
  const code = heading.slice(at + 1).trim();
  return { target, value: readCode(code, target.variable) ?? code };
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
