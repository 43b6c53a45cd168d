/** Names for the texts of a survey that a translator's table can carry: they survive moving and reordering. */
import type { Definition } from '#core/definitions/definition.ts';
import { forEachText } from '#core/definitions/languages.ts';
import { isObject, stepsOf } from '#web/workspace/editor/model/pointer.ts';

/** `sex/choices/f/text`: from the item or page it belongs to, by names and codes instead of places. */
export function textKey(definition: Definition, pointer: string): string {
  let key: string[] = [];
  let place: unknown = definition;
  let list = '';
  for (const step of stepsOf(pointer)) {
    place = Array.isArray(place) ? place[Number(step)] : isObject(place) ? place[step] : undefined;
    const name = nameOf(place) ?? step;
    if (list === 'elements' || list === 'templateElements') key = [name];
    else if (list === 'pages') key = [`page:${name}`];
    else if (Array.isArray(place)) key.push(step);
    else key.push(name);
    list = Array.isArray(place) ? step : '';
  }
  return key
    .filter((part) => part !== 'pages' && part !== 'elements' && part !== 'templateElements')
    .join('/');
}

function nameOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const name = value.name ?? value.value;
  return typeof name === 'string' || typeof name === 'number' ? String(name) : undefined;
}

/** Key → pointer, of every text that people read. A key that stands twice is no key. */
export function pointersByKey(definition: Definition): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>();
  forEachText(definition, (_, pointer) => {
    const key = textKey(definition, pointer);
    found.set(key, found.has(key) ? null : pointer);
  });
  return new Map(
    [...found].flatMap(([key, pointer]) => (pointer === null ? [] : [[key, pointer]])),
  );
}
