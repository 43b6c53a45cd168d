/**
 * Places inside a definition, as RFC 6901 pointers, and the four ways to change what stands there. Only the way down is
 * copied: whatever lies beside it keeps its identity, so that screens redraw nothing else.
 */
export type Pointer = string;

type Json = Readonly<Record<string, unknown>>;

export const stepsOf = (pointer: Pointer): readonly string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

export const pointerOf = (steps: readonly (string | number)[]): Pointer =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

export const parentOf = (pointer: Pointer): Pointer => pointer.slice(0, pointer.lastIndexOf('/'));
export const lastStep = (pointer: Pointer): string => stepsOf(pointer).at(-1) ?? '';
export const indexOf = (pointer: Pointer): number => Number(lastStep(pointer));
export const isInside = (pointer: Pointer, outer: Pointer): boolean =>
  pointer.startsWith(`${outer}/`);

export const isAtOrInside = (pointer: Pointer, outer: Pointer): boolean =>
  pointer === outer || isInside(pointer, outer);

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function getAt(document: unknown, pointer: Pointer): unknown {
  let place = document;
  for (const step of stepsOf(pointer)) {
    if (Array.isArray(place)) place = place[Number(step)];
    else if (isObject(place)) place = Object.hasOwn(place, step) ? place[step] : undefined;
    else return undefined;
  }
  return place;
}

/** Puts `value` there; `undefined` takes the property away. A place without a way to it changes nothing. */
export function setAt<Document>(document: Document, pointer: Pointer, value: unknown): Document {
  return changeAt(document, pointer, () => value);
}

export function insertAt<Document>(
  document: Document,
  list: Pointer,
  index: number,
  value: unknown,
): Document {
  return changeAt(document, list, (found) =>
    Array.isArray(found) || found === undefined ? (found ?? []).toSpliced(index, 0, value) : found,
  );
}

/** Takes out an entry of a list, or a property. */
export function removeAt<Document>(document: Document, pointer: Pointer): Document {
  const list = getAt(document, parentOf(pointer));
  if (!Array.isArray(list)) return setAt(document, pointer, undefined);
  return setAt(document, parentOf(pointer), list.toSpliced(indexOf(pointer), 1));
}

function changeAt<Document>(
  document: Document,
  pointer: Pointer,
  change: (found: unknown) => unknown,
): Document {
  // as: the steps lead below the document, which keeps its kind; what stands below it is unknown by its type.
  return changed(document, stepsOf(pointer), change) as Document;
}

function changed(
  place: unknown,
  [step, ...rest]: readonly string[],
  change: (found: unknown) => unknown,
): unknown {
  if (step === undefined) return change(place);
  if (Array.isArray(place)) {
    const index = Number(step);
    const next = changed(place[index], rest, change);
    return index in place && next !== place[index] ? place.with(index, next) : place;
  }
  // A property of something that is not there yet makes it; an entry of a list that is not there does not.
  if (!isObject(place) && (place !== undefined || /^\d+$/.test(step))) return place;
  const holder = place ?? {};
  const before = Object.hasOwn(holder, step) ? holder[step] : undefined;
  const next = changed(before, rest, change);
  if (next === before) return place;
  if (next !== undefined) return { ...holder, [step]: next };
  const { [step]: _, ...others } = holder;
  return others;
}

/** Where `pointer` leads once the entry at `removed` is out of its list. */
export function afterRemoval(pointer: Pointer, removed: Pointer): Pointer {
  return shifted(pointer, parentOf(removed), (index) => (index > indexOf(removed) ? -1 : 0));
}

function shifted(pointer: Pointer, list: Pointer, by: (index: number) => number): Pointer {
  if (!isInside(pointer, list)) return pointer;
  const steps = stepsOf(pointer);
  const place = stepsOf(list).length;
  const index = Number(steps[place]);
  return pointerOf(steps.with(place, String(index + by(index))));
}
