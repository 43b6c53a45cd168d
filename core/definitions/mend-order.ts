/** Mends of where things stand: long pages, and items that are asked before what they depend on. */
import type { Page } from '#core/definitions/definition.ts';
import { elementsOf } from '#core/definitions/element-properties.ts';
import { definitionLimits } from '#core/definitions/gate-limits.ts';
import { valueAt } from '#core/definitions/gate-place.ts';
import type { JsonPatch } from '#core/definitions/gate-problem.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';
import {
  add,
  cutPointer,
  freeName,
  type Mender,
  type MendGround,
  readersOf,
  remove,
  replace,
} from '#core/definitions/mend-ground.ts';

/** Cuts the page into pages that are short enough; its words stay with the first, its condition holds for all. */
export const mendLongPage: Mender = ({ path }, ground) => {
  const page = ground.definition.pages[Number(cutPointer(path).last)];
  const parts = page && partsOf(page);
  if (!page || !parts || parts.length < 2) return undefined;
  const [first, ...rest] = parts;
  const { title, description, navigationTitle, navigationDescription, lnSigned, ...kept } = page;
  const taken = new Set(ground.names);
  const index = Number(cutPointer(path).last);
  const pages = rest.map((elements, place): JsonPatch => {
    const name = freeName(`${page.name.slice(0, 60)}_2`, (each) => taken.has(each.toLowerCase()));
    taken.add(name.toLowerCase());
    return add(`/pages/${index + 1 + place}`, { ...kept, name, elements });
  });
  const patch = [replace(`${path}/elements`, first), ...pages];
  return { code: 'split-page', params: {}, patch };
};

/** The elements in as many runs as are needed; nothing where a single element is too long. */
function partsOf(page: Page): readonly (readonly unknown[])[] | undefined {
  const elements = elementsOf(page, 'elements');
  const sizes = elements.map(sizeOf);
  const most = definitionLimits.itemsOnPage;
  if (sizes.some((size) => size > most)) return undefined;
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const wanted = Math.ceil(total / Math.ceil(total / most));
  const parts: unknown[][] = [[]];
  let filled = 0;
  elements.forEach((element, index) => {
    const size = sizes[index] ?? 0;
    if (filled > 0 && filled + size > wanted) {
      parts.push([]);
      filled = 0;
    }
    parts.at(-1)?.push(element);
    filled += size;
  });
  return parts;
}

const sizeOf = (element: Readonly<Record<string, unknown>>): number =>
  element.type === 'panel'
    ? elementsOf(element, 'elements').reduce((sum, inner) => sum + sizeOf(inner), 0)
    : 1;

/** Moves the item, or the page, right after what it reads; not if something in between reads it in turn. */
export const mendForward: Mender = ({ path, params }, ground) => {
  const reader = movedBy(path, ground);
  const target = ground.elements.find(
    (entry) => entry.kind === 'item' && entry.element.name === params.other,
  );
  if (!reader || !target || isNested(reader.pointer) || isNested(target.pointer)) return undefined;
  const isPage = reader.kind === 'part';
  const after = isPage ? target.pointer.split('/').slice(0, 3).join('/') : target.pointer;
  // A group inside a group could come to lie too deep.
  const isDeep = reader.kind === 'item' && reader.type === 'panel' && after.split('/').length > 5;
  if (isDeep || after.startsWith(`${reader.pointer}/`) || after === reader.pointer)
    return undefined;
  if (isReadBefore(reader, after, ground)) return undefined;
  const patch = moveSteps(reader.pointer, after, ground);
  return { code: 'move-after', params: { other: String(params.other) }, patch };
};

/** Inside a repeated group everything has its own order. */
const isNested = (pointer: string): boolean => /\/(?:templateElements|columns)\//.test(pointer);

/** The item, panel or page whose property it is; choices and rows move with their item. */
function movedBy(path: string, { byPointer }: MendGround): GateElement | undefined {
  for (let here = path; here !== ''; here = cutPointer(here).parent) {
    const entry = byPointer.get(here);
    if (entry && (entry.kind === 'item' || entry.part === 'page')) return entry;
  }
  return undefined;
}

/** Whether anything up to `after` reads what would be moved behind it. */
function isReadBefore(reader: GateElement, after: string, ground: MendGround): boolean {
  const { order, elements } = ground;
  const isInside = (pointer: string): boolean =>
    pointer === reader.pointer || pointer.startsWith(`${reader.pointer}/`);
  const last = elements.findLastIndex(
    ({ pointer }) => pointer === after || pointer.startsWith(`${after}/`),
  );
  const moved = elements.filter(({ pointer, kind }) => kind === 'item' && isInside(pointer));
  return moved.some(({ element }) =>
    readersOf(String(element.name), ground).some(
      (pointer) => !isInside(pointer) && (order.get(pointer) ?? 0) <= last,
    ),
  );
}

/** Takes it out and puts it in again: where both stand in one list, the places behind it have moved up by one. */
function moveSteps(from: string, after: string, { definition }: MendGround): readonly JsonPatch[] {
  const source = cutPointer(from);
  const steps = after.split('/');
  const level = source.parent.split('/').length;
  const isBelow =
    after.startsWith(`${source.parent}/`) && Number(steps[level]) > Number(source.last);
  if (isBelow) steps[level] = String(Number(steps[level]) - 1);
  const { parent, last } = cutPointer(steps.join('/'));
  return [remove(from), add(`${parent}/${Number(last) + 1}`, valueAt(definition, from))];
}
