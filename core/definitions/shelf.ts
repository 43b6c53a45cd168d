/** Where a survey stands in lists of many (`lnShelf`): by the work it serves, so that people find it without its name. */
import type { Definition } from '#core/definitions/definition.ts';

/** In the order in which they are shown. */
export const shelves = [
  'workers',
  'clients',
  'training',
  'services',
  'monitoring',
  'other',
] as const;
export type Shelf = (typeof shelves)[number];

/** `other` where the survey does not say, or says something unknown. */
export const shelfOf = ({ lnShelf }: Definition): Shelf =>
  shelves.find((shelf) => shelf === lnShelf) ?? 'other';

/** Shelves in their order, each with what stands on it; empty ones are left out. */
export function byShelf<Entry extends { readonly shelf: Shelf }>(
  entries: readonly Entry[],
): readonly { readonly shelf: Shelf; readonly entries: readonly Entry[] }[] {
  return shelves
    .map((shelf) => ({ shelf, entries: entries.filter((entry) => entry.shelf === shelf) }))
    .filter(({ entries: on }) => on.length > 0);
}
