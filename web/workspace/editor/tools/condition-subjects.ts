/**
 * What a condition at some place of a definition may ask about: items and their parts, calculated values, items of the
 * repeated group at hand. Each is known by the reference that stands between the braces of an expression.
 */
import type { Definition, Item } from '#core/definitions/definition.ts';
import { itemsOf } from '#core/definitions/element-properties.ts';
import { columnItems } from '#core/definitions/logic/declare.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';
import {
  type FoundSubject,
  kindOfCalculation,
  labelOf,
  type Subject,
  subjectsOf,
} from '#web/workspace/editor/tools/subjects-of-item.ts';

export type {
  Subject,
  SubjectKind,
  SubjectOffer,
} from '#web/workspace/editor/tools/subjects-of-item.ts';

interface Walk {
  readonly definition: Definition;
  readonly place: string;
  /** The innermost page, item or column on the way to the place. */
  readonly owner: string;
  readonly find: (name: string) => Item | undefined;
  readonly into: Subject[];
  page: LocalizedText;
  pageName: string;
  isBefore: boolean;
}

/**
 * Everything that an expression at `place` (RFC 6901, of the element or the part that carries it) can read, in document
 * order. `isBefore` tells what is asked before the place; a validator may ask for its own item too.
 */
export function subjectsFor(definition: Definition, place = ''): readonly Subject[] {
  const items = new Map<string, Item>();
  for (const page of definition.pages) collectItems(itemsOf(page, 'elements'), items);
  const walk: Walk = {
    definition,
    place,
    owner: /^(\/(pages|elements|templateElements|columns)\/\d+)*/.exec(place)?.[0] ?? '',
    find: (name) => items.get(name.toLowerCase()),
    into: [],
    page: {},
    pageName: '',
    isBefore: true,
  };
  for (const { name, expression } of definition.calculatedValues ?? []) {
    add({ reference: name, kind: kindOfCalculation(expression), label: {}, offers: [] }, walk);
  }
  definition.pages.forEach((page, index) => {
    const pointer = `/pages/${index}`;
    if (pointer === walk.owner) walk.isBefore = false;
    walk.page = labelOf(page, definition);
    walk.pageName = page.name;
    addItems(itemsOf(page, 'elements'), `${pointer}/elements`, '', walk);
    if (isOnTheWay(pointer, place)) walk.isBefore = false;
  });
  return walk.into;
}

function collectItems(items: readonly Item[], into: Map<string, Item>): void {
  for (const item of items) {
    into.set(item.name.toLowerCase(), item);
    collectItems(itemsOf(item, 'elements'), into);
  }
}

const isOnTheWay = (pointer: string, place: string): boolean =>
  place === pointer || place.startsWith(`${pointer}/`);

const add = (found: FoundSubject, { into, page, pageName, isBefore }: Walk): number =>
  into.push({ ...found, page, pageName, isBefore });

/** @param prefix how names of this level are read; `undefined` where they cannot be. */
function addItems(
  items: readonly Item[],
  pointer: string,
  prefix: string | undefined,
  walk: Walk,
): void {
  items.forEach((item, index) => {
    addItem(item, `${pointer}/${index}`, prefix, walk);
  });
}

function addItem(item: Item, pointer: string, prefix: string | undefined, walk: Walk): void {
  const { place } = walk;
  if (pointer === walk.owner && !place.startsWith(`${pointer}/validators/`)) walk.isBefore = false;
  if (item.type === 'panel') {
    addItems(itemsOf(item, 'elements'), `${pointer}/elements`, prefix, walk);
  } else {
    if (isOnTheWay(pointer, place)) addInner(item, pointer, walk);
    if (prefix !== undefined) {
      for (const found of subjectsOf(item, prefix, walk)) add(found, walk);
    }
  }
  if (isOnTheWay(pointer, place)) walk.isBefore = false;
}

/** The place lies in this item: parts of a repeated group are read through `panel.`, columns through `row.`. */
function addInner(item: Item, pointer: string, walk: Walk): void {
  if (item.type === 'paneldynamic') {
    const depth = walk.place.slice(pointer.length).split('/templateElements/').length - 1;
    const prefix = depth === 1 ? 'panel.' : depth === 2 ? 'parentPanel.' : undefined;
    const items = itemsOf(item, 'templateElements');
    if (depth > 0) addItems(items, `${pointer}/templateElements`, prefix, walk);
  }
  if (item.type === 'matrixdynamic' || item.type === 'matrixdropdown') {
    if (isOnTheWay(`${pointer}/columns`, walk.place)) {
      addItems(columnItems(item), `${pointer}/columns`, 'row.', walk);
    }
  }
}
