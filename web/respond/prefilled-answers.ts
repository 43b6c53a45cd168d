import type { Definition, Item } from '#core/definitions/definition.ts';
import type { DraftRow } from './outbox/rows.ts';

/**
 * What the link fills in, as far as the definition asks for it. It is shown and can be changed like any answer; nobody
 * agrees to take part by what a link says.
 */
export function prefilledAnswers(
  definition: Definition,
  prefill: DraftRow['answers'] = {},
): DraftRow['answers'] {
  const asked = new Set(
    definition.pages
      .flatMap((page) => allItems(page.elements ?? []))
      .filter((item) => item.lnRole !== 'consent')
      .map((item) => item.name),
  );
  return Object.fromEntries(Object.entries(prefill).filter(([name]) => asked.has(name)));
}

const allItems = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => [item, ...allItems(item.elements ?? [])]);
