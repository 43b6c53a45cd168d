/** What can be done with items: each operation gives the next definition and what is chosen then. */
import type { Definition, Item } from '#core/definitions/definition.ts';
import {
  childrenOf,
  childrenProperty,
  type Edit,
  freeName,
  isElement,
  itemAt,
  kindOfPlace,
  listOf,
  placedElements,
  takenNames,
} from '#web/workspace/editor/model/places.ts';
import {
  afterRemoval,
  getAt,
  insertAt,
  isInside,
  type Pointer,
  parentOf,
  removeAt,
} from '#web/workspace/editor/model/pointer.ts';

/** Where something new goes when `chosen` is chosen: behind an item, at the end of a page or of an empty group. */
export function placeAfter(definition: Definition, chosen: Pointer): Place {
  const kind = kindOfPlace(chosen);
  if (kind === 'survey') return endOf(definition, `/pages/${definition.pages.length - 1}`);
  if (kind === 'page') return endOf(definition, chosen);
  const element = getAt(definition, chosen);
  if (childrenProperty(element) && childrenOf(element).length === 0) {
    return endOf(definition, chosen);
  }
  const { list, index } = listOf(chosen);
  return { list, index: index + 1 };
}

interface Place {
  readonly list: Pointer;
  readonly index: number;
}

export function endOf(definition: Definition, holder: Pointer): Place {
  const element = getAt(definition, holder);
  const list = `${holder}/${childrenProperty(element) ?? 'elements'}`;
  const found = getAt(definition, list);
  return { list, index: Array.isArray(found) ? found.length : 0 };
}

/** Puts items in behind what is chosen; names that are taken get a number. */
export function addItems(
  definition: Definition,
  chosen: Pointer,
  items: readonly Item[],
  at: Place = placeAfter(definition, chosen),
): Edit {
  const taken = new Set(takenNames(definition));
  const named = items.map((item) => withFreeNames(item, taken));
  const next = named.reduce(
    (now, item, place) => insertAt(now, at.list, at.index + place, item),
    definition,
  );
  return { definition: next, select: named.length > 0 ? `${at.list}/${at.index}` : chosen };
}

/** `q7` for the seventh item: short, and free. */
export const nextName = (definition: Definition): string =>
  freeName(takenNames(definition), 'q', placedElements(definition).length + 1);

/** The element and everything in it under names that are free; they are taken then. */
function withFreeNames(item: Item, taken: Set<string>): Item {
  const stem = item.name.replace(/_?\d+$/, '') || item.name;
  const name = taken.has(item.name.toLowerCase()) ? freeName(taken, `${stem}_`, 2) : item.name;
  taken.add(name.toLowerCase());
  const property = childrenProperty(item);
  if (!property || !Array.isArray(item[property])) return { ...item, name };
  const inner = item[property].map((child: unknown) =>
    isElement(child) ? withFreeNames(child, taken) : child,
  );
  return { ...item, name, [property]: inner };
}

export function duplicateItem(definition: Definition, pointer: Pointer): Edit {
  const item = itemAt(definition, pointer);
  if (!item) return { definition, select: pointer };
  const { list, index } = listOf(pointer);
  // A copy is a variable of its own: it has no former names.
  const { lnFormerNames: _, ...copy } = item;
  // as: only an own property was left out; the type and the name are there.
  return addItems(definition, pointer, [copy as Item], { list, index: index + 1 });
}

/** What was next to it is chosen then: the one behind, else the one before, else what holds it. */
export function removeElement(definition: Definition, pointer: Pointer): Edit {
  const { list, index } = listOf(pointer);
  const found = getAt(definition, list);
  if (!Array.isArray(found) || index >= found.length) return { definition, select: pointer };
  const next = removeAt(definition, pointer);
  const left = found.length - 1;
  const select = left === 0 ? holderOf(list) : `${list}/${Math.min(index, left - 1)}`;
  return { definition: next, select };
}

const holderOf = (list: Pointer): Pointer => (list === '/pages' ? '' : parentOf(list));

/** Moves an item to `index` of `list`, both as they are before the move. Nothing can move into itself. */
export function moveItem(
  definition: Definition,
  from: Pointer,
  list: Pointer,
  index: number,
): Edit {
  const item = getAt(definition, from);
  const source = listOf(from);
  const isSamePlace =
    list === source.list && (index === source.index || index === source.index + 1);
  if (!isElement(item) || isInside(list, from) || isSamePlace) return { definition, select: from };
  const without = removeAt(definition, from);
  const target = afterRemoval(`${list}/${index}`, from);
  const to = listOf(target);
  return { definition: insertAt(without, to.list, to.index, item), select: target };
}

/**
 * One step up or down, as the eye goes: past a neighbour, into a group that stands there, out of a group at its end,
 * over to the next page.
 */
export function stepItem(definition: Definition, pointer: Pointer, direction: -1 | 1): Edit {
  const { list, index } = listOf(pointer);
  const neighbour = getAt(definition, `${list}/${index + direction}`);
  if (isElement(neighbour)) {
    const holder = `${list}/${index + direction}`;
    const property = childrenProperty(neighbour);
    if (!property)
      return moveItem(definition, pointer, list, direction === 1 ? index + 2 : index - 1);
    const end = direction === 1 ? 0 : endOf(definition, holder).index;
    return moveItem(definition, pointer, `${holder}/${property}`, end);
  }
  const holder = parentOf(list);
  if (kindOfPlace(holder) === 'item') {
    const outer = listOf(holder);
    return moveItem(
      definition,
      pointer,
      outer.list,
      direction === 1 ? outer.index + 1 : outer.index,
    );
  }
  const page = `/pages/${listOf(holder).index + direction}`;
  if (getAt(definition, page) === undefined) return { definition, select: pointer };
  const end = direction === 1 ? 0 : endOf(definition, page).index;
  return moveItem(definition, pointer, `${page}/elements`, end);
}

/** Puts back what was taken out, where it was, whatever has changed since. */
export function putBack(definition: Definition, pointer: Pointer, element: unknown): Edit {
  const { list, index } = listOf(pointer);
  const found = getAt(definition, list);
  const holder = list === '/pages' ? definition : getAt(definition, parentOf(list));
  const at = Array.isArray(found) ? Math.min(index, found.length) : 0;
  if (holder === undefined) {
    return isElement(element)
      ? addItems(definition, '', [element])
      : { definition, select: pointer };
  }
  return { definition: insertAt(definition, list, at, element), select: `${list}/${at}` };
}
