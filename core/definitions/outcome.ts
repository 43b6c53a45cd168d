/**
 * How an interview ended, read from its answers. An item says by `lnOutcome` which of its answers end the interview:
 * `{"no": "refused"}` on the consent item, `{"no": "screened-out"}` on the age item. Giving up half-way (`partial`)
 * is not in the answers: whoever stops the interview says so.
 */
import type { Definition, Item } from '#core/definitions/definition.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';

export type AnsweredOutcome = 'completed' | 'refused' | 'screened-out';

/** The outcome of the first item, in form order, whose answer ends the interview; else `completed`. */
export function outcomeOf(definition: Definition, answers: Answers): AnsweredOutcome {
  for (const item of definition.pages.flatMap((page) => allItems(page.elements ?? []))) {
    const outcome = outcomeOfAnswer(item, answers[item.name]);
    if (outcome) return outcome;
  }
  return 'completed';
}

/** What the definition's `lnOutcome` of this item says about one answer. */
export function outcomeOfAnswer(
  item: Item,
  answer: unknown,
): Exclude<AnsweredOutcome, 'completed'> | undefined {
  const outcomes = item.lnOutcome;
  if (typeof outcomes !== 'object' || outcomes === null) return undefined;
  const found = Object.entries(outcomes).find(([code]) => code === String(answer))?.[1];
  return found === 'refused' || found === 'screened-out' ? found : undefined;
}

const allItems = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => [item, ...allItems(item.elements ?? [])]);
