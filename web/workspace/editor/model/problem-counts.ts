import type { Definition } from '#core/definitions/definition.ts';
import { elementAt } from '#web/workspace/editor/model/places.ts';
import type { Pointer } from '#web/workspace/editor/model/pointer.ts';

/** How many problems each element has, by its pointer: the element itself, not what stands inside it. */
export function problemCounts(
  definition: Definition,
  problems: readonly { readonly path: string }[],
): ReadonlyMap<Pointer, number> {
  const counts = new Map<Pointer, number>();
  for (const { path } of problems) {
    const pointer = elementAt(definition, path);
    counts.set(pointer, (counts.get(pointer) ?? 0) + 1);
  }
  return counts;
}
