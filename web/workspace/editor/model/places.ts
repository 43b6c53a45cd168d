/** What stands where in a definition: containers, items, their order on the paper, the names in use. */
import type { Definition, Item, Page } from '#core/definitions/definition.ts';
import {
  getAt,
  indexOf,
  isObject,
  type Pointer,
  parentOf,
  pointerOf,
  stepsOf,
} from '#web/workspace/editor/model/pointer.ts';

export interface Edit {
  readonly definition: Definition;
  /** What is chosen after the change. */
  readonly select: Pointer;
}

export type PlaceKind = 'survey' | 'page' | 'item';

export interface PlacedElement {
  readonly pointer: Pointer;
  readonly item: Item;
  readonly page: number;
  /** Groups around it. */
  readonly depth: number;
}

/** The property that holds what stands inside; `undefined` for what holds nothing. */
export function childrenProperty(element: unknown): 'elements' | 'templateElements' | undefined {
  if (!isObject(element)) return undefined;
  if (element.type === 'paneldynamic') return 'templateElements';
  return element.type === 'panel' || element.type === undefined ? 'elements' : undefined;
}

export const isElement = (value: unknown): value is Item =>
  isObject(value) && typeof value.type === 'string' && typeof value.name === 'string';

export function childrenOf(element: unknown): readonly Item[] {
  const property = childrenProperty(element);
  const list = property && isObject(element) ? element[property] : undefined;
  return Array.isArray(list) ? list.filter(isElement) : [];
}

export const kindOfPlace = (pointer: Pointer): PlaceKind =>
  pointer === '' ? 'survey' : stepsOf(pointer).length === 2 ? 'page' : 'item';

export const pageOf = (pointer: Pointer): number => Number(stepsOf(pointer)[1] ?? 0);

export const pageAt = (definition: Definition, index: number): Page | undefined =>
  definition.pages[index];

export function itemAt(definition: Definition, pointer: Pointer): Item | undefined {
  const found = getAt(definition, pointer);
  return kindOfPlace(pointer) === 'item' && isElement(found) ? found : undefined;
}

/** The innermost page or item on the way of any pointer into the definition; the survey itself where there is none. */
export function elementAt(definition: Definition, pointer: Pointer): Pointer {
  const steps = stepsOf(pointer);
  if (steps[0] !== 'pages' || definition.pages[Number(steps[1])] === undefined) return '';
  let place = 2;
  while (
    (steps[place] === 'elements' || steps[place] === 'templateElements') &&
    isElement(getAt(definition, pointerOf(steps.slice(0, place + 2))))
  ) {
    place += 2;
  }
  return pointerOf(steps.slice(0, place));
}

/** Every item with its place, in the order of the paper; groups before what they hold. */
export function placedElements(definition: Definition): readonly PlacedElement[] {
  const found: PlacedElement[] = [];
  const walk = (holder: Pointer, page: number, depth: number): void => {
    const element = getAt(definition, holder);
    const list = `${holder}/${childrenProperty(element)}`;
    childrenOf(element).forEach((item, index) => {
      const pointer = `${list}/${index}`;
      found.push({ pointer, item, page, depth });
      walk(pointer, page, depth + 1);
    });
  };
  definition.pages.forEach((_, index) => {
    walk(`/pages/${index}`, index, 0);
  });
  return found;
}

/** How many questions stand in an element: groups themselves ask nothing. */
export const countIn = (element: unknown): number =>
  childrenOf(element).reduce(
    (sum, child) => sum + (child.type === 'panel' ? countIn(child) : 1),
    0,
  );

/** Names that nothing new may take, in lower case: items, pages, calculated values. */
export function takenNames(definition: Definition): ReadonlySet<string> {
  return new Set(
    [
      ...definition.pages,
      ...placedElements(definition).map(({ item }) => item),
      ...(definition.calculatedValues ?? []),
    ].map(({ name }) => name.toLowerCase()),
  );
}

/** `stem1`, `stem2`, …: the first that is free. */
export function freeName(taken: ReadonlySet<string>, stem: string, from = 1): string {
  let number = from;
  while (taken.has(`${stem}${number}`.toLowerCase())) number++;
  return `${stem}${number}`;
}

/** The list that a pointer's element stands in, and where. */
export const listOf = (pointer: Pointer): { readonly list: Pointer; readonly index: number } => ({
  list: parentOf(pointer),
  index: indexOf(pointer),
});
