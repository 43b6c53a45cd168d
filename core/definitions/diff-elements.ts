/** Pages, groups and items: which came, went, moved or got another name. */

import type { Definition } from '#core/definitions/definition.ts';
import {
  type Comparison,
  type Element,
  elementOf,
  isSame,
  type Params,
  textParams,
  type VersionChange,
} from '#core/definitions/diff-change.ts';
import { outOfOrder } from '#core/definitions/diff-order.ts';
import { diffProperties } from '#core/definitions/diff-properties.ts';
import { elementsOf, textProperty } from '#core/definitions/element-properties.ts';

export type PlacedKind = 'page' | 'group' | 'item';

export interface PlacedElement {
  readonly kind: PlacedKind;
  readonly element: Element;
  readonly pointer: string;
  readonly name: string;
  /** Name, with the container's before it where several have the name. */
  readonly key: string;
  /** Name of what it stands in; empty for pages and for parts of a table. */
  readonly container: string;
}

type Lists = readonly (readonly [property: string, kind: PlacedKind])[];

/** Elements under `root`, in document order, parents first; parts of repeated groups and tables are left to those. */
export function placedElements(
  root: Element,
  pointer: string,
  lists: Lists = [['pages', 'page']],
): readonly PlacedElement[] {
  const found: Omit<PlacedElement, 'key'>[] = [];
  const visit = (parent: Element, at: string, container: string, within: Lists): void => {
    for (const [property, kind] of within) {
      const list = parent[property];
      if (!Array.isArray(list)) continue;
      list.forEach((entry, index) => {
        const element = elementOf(entry);
        const name = textProperty(element, 'name') ?? '';
        const here = `${at}/${property}/${index}`;
        const own = kind === 'item' && element.type === 'panel' ? 'group' : kind;
        found.push({ kind: own, element, pointer: here, name, container });
        if (own !== 'item') visit(element, here, name, [['elements', 'item']]);
      });
    }
  };
  visit(root, pointer, '', lists);
  const uses = new Map<string, number>();
  for (const { kind, name } of found) {
    uses.set(`${kind} ${name}`, (uses.get(`${kind} ${name}`) ?? 0) + 1);
  }
  return found.map((place) => {
    const isUnique = uses.get(`${place.kind} ${place.name}`) === 1;
    return { ...place, key: isUnique ? place.name : `${place.container}/${place.name}` };
  });
}

interface Pair {
  readonly then: PlacedElement;
  readonly now: PlacedElement;
  readonly isRenamed: boolean;
}

export function diffElements(
  before: readonly PlacedElement[],
  after: readonly PlacedElement[],
  comparison: Comparison,
): readonly VersionChange[] {
  const pairs = paired(before, after);
  const known = new Set(pairs.flatMap((pair) => [pair.then, pair.now]));
  const gone = before.filter((then) => !known.has(then));
  const come = after.filter((now) => !known.has(now));
  return [
    ...come.map((now) => said(now, 'added', comparison.after)),
    ...gone.map((then) => said(then, 'removed', comparison.before)),
    ...moves(pairs, comparison),
    ...pairs
      .filter((pair) => !isUntouched(pair, comparison))
      .flatMap((pair) => [
        ...renamed(pair, comparison),
        ...diffProperties(pair.then.element, pair.now.element, comparison, {
          kind: pair.now.kind,
          before: pair.then.pointer,
          after: pair.now.pointer,
          ...subjectOf(pair.now, comparison.after),
        }),
        ...diffParts(pair, comparison),
      ]),
  ];
}

/** Mostly nothing has changed, and nothing need be said about it. Plain texts change with the language that they are in. */
const isUntouched = ({ then, now, isRenamed }: Pair, { before, after }: Comparison): boolean =>
  !isRenamed && before.locale === after.locale && isSame(then.element, now.element);

/** The same name, else a later one that says it was called so. Groups and items never pair with pages. */
function paired(
  before: readonly PlacedElement[],
  after: readonly PlacedElement[],
): readonly Pair[] {
  const pairs: Pair[] = [];
  const free = new Map(before.map((then) => [then, pagesApart(then)]));
  const take = (now: PlacedElement, then: PlacedElement | undefined, isRenamed: boolean): void => {
    if (!then) return;
    free.delete(then);
    pairs.push({ then, now, isRenamed });
  };
  const byKey = groupedBy(before, ({ key, ...rest }) => `${pagesApart(rest)} ${key}`);
  for (const now of after) {
    const candidates = byKey.get(`${pagesApart(now)} ${now.key}`) ?? [];
    take(
      now,
      candidates.find((then) => free.has(then)),
      false,
    );
  }
  const done = new Set(pairs.map(({ now }) => now));
  for (const now of after) {
    const former = formerNamesOf(now.element);
    if (done.has(now) || former.length === 0) continue;
    const then = [...free.keys()].find(
      (each) => each.kind === now.kind && former.includes(each.name),
    );
    take(now, then, true);
  }
  const order = new Map(after.map((now, index) => [now, index]));
  return pairs.sort((a, b) => (order.get(a.now) ?? 0) - (order.get(b.now) ?? 0));
}

const pagesApart = ({ kind }: { readonly kind: PlacedKind }): string =>
  kind === 'page' ? 'page' : 'inside';

/** Names that the item had in earlier versions (`lnFormerNames`). */
export const formerNamesOf = (element: Element): readonly string[] =>
  Array.isArray(element.lnFormerNames) ? element.lnFormerNames.map(String) : [];

function groupedBy<Value>(
  list: readonly Value[],
  key: (value: Value) => string,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of list) {
    const own = groups.get(key(value));
    if (own) own.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}

const effects = { added: 'compatible', removed: 'note' } as const;

function said(
  place: PlacedElement,
  what: 'added' | 'removed',
  definition: Definition,
): VersionChange {
  // What stood on a page or in a group is named itself.
  const effect = place.kind === 'item' ? effects[what] : 'compatible';
  const code = `${place.kind}-${what}` as const;
  return { code, effect, path: place.pointer, ...subjectOf(place, definition) };
}

/** What a change is about: an item by its name, everything by its title. */
function subjectOf(
  { kind, name, element }: PlacedElement,
  definition: Definition,
): { readonly item?: string; readonly params: Params } {
  const title = element.title ?? element.text ?? element.label;
  return {
    ...(kind === 'item' && { item: name }),
    params: { name, ...textParams('title', title, definition, name) },
  };
}

/** Elsewhere, or in another order among those that stayed. */
function moves(pairs: readonly Pair[], comparison: Comparison): readonly VersionChange[] {
  const groups = [
    pairs.filter(({ now }) => now.kind === 'page'),
    pairs.filter(({ now }) => now.kind !== 'page'),
  ];
  return groups.flatMap((group) => {
    const elsewhere = group.filter(
      ({ then, now }) => now.kind !== 'page' && isElsewhere(then, now, pairs),
    );
    const stayed = group.filter((pair) => !elsewhere.includes(pair));
    const order = [...stayed].sort((a, b) => comparePointers(a.then.pointer, b.then.pointer));
    const former = stayed.map((pair) => order.indexOf(pair));
    const moved = [...outOfOrder(former)].flatMap((index) => stayed[index] ?? []);
    return [...elsewhere, ...moved]
      .filter(({ now }) => !movedWithParent(now, moved))
      .map(({ now }) => ({
        code: `${now.kind}-moved` as const,
        effect: 'compatible' as const,
        path: now.pointer,
        ...subjectOf(now, comparison.after),
      }));
  });
}

function isElsewhere(then: PlacedElement, now: PlacedElement, pairs: readonly Pair[]): boolean {
  if (then.container === now.container) return false;
  return !pairs.some(
    (pair) =>
      pair.then.name === then.container &&
      pair.now.name === now.container &&
      pair.now.kind !== 'item',
  );
}

const movedWithParent = (now: PlacedElement, moved: readonly Pair[]): boolean =>
  moved.some((pair) => pair.now !== now && now.pointer.startsWith(`${pair.now.pointer}/`));

/** Document order of pointers: numbers by value. */
function comparePointers(one: string, other: string): number {
  const [a, b] = [one.split('/'), other.split('/')];
  const at = a.findIndex((step, index) => step !== b[index]);
  if (at < 0) return a.length - b.length;
  const [left, right] = [Number(a[at]), Number(b[at] ?? -1)];
  return left - right;
}

function renamed({ then, now, isRenamed }: Pair, comparison: Comparison): readonly VersionChange[] {
  if (!isRenamed || now.kind !== 'item') return [];
  const { item, params } = subjectOf(now, comparison.after);
  return [
    {
      code: 'item-renamed',
      effect: 'note',
      path: now.pointer,
      ...(item !== undefined && { item }),
      params: { ...params, from: then.name, to: now.name },
    },
  ];
}

const partLists = ['templateElements', 'columns', 'items'] as const;

/** Items inside a repeated group, columns of a table, parts of a text item: names of their own within it. */
function diffParts({ then, now }: Pair, comparison: Comparison): readonly VersionChange[] {
  if (now.kind !== 'item') return [];
  return partLists.flatMap((property) => {
    const [was, is] = [then, now].map((place) =>
      hasNamedParts(place.element, property)
        ? placedElements(place.element, place.pointer, [[property, 'item']])
        : [],
    );
    return diffElements(was ?? [], is ?? [], comparison);
  });
}

/** Columns of a simple matrix are answers, not items. */
export const hasNamedParts = (element: Element, property: string): boolean =>
  property !== 'columns' || elementsOf(element, 'columns').some(({ name }) => name !== undefined);
