/**
 * Shuffled answers. The order differs from interview to interview, stays the same within one (reload, other
 * language), and leaves the answers that say "none of these" where people look for them: at the end.
 */
import type { Choice, ChoiceValue, Definition, Item } from '#core/definitions/definition.ts';

const alwaysLast: ReadonlySet<ChoiceValue> = new Set([
  'other',
  'none',
  'dontknow',
  'refused',
  'na',
]);

/** The definition with `choicesOrder: "random"` carried out for one interview. */
export function withShuffledChoices(definition: Definition, responseId: string): Definition {
  return {
    ...definition,
    pages: definition.pages.map((page) => ({
      ...page,
      ...(page.elements
        ? { elements: page.elements.map((item) => shuffledItem(item, responseId)) }
        : {}),
    })),
  };
}

function shuffledItem(item: Item, responseId: string): Item {
  const inner = item.elements
    ? { ...item, elements: item.elements.map((child) => shuffledItem(child, responseId)) }
    : item;
  if (inner.choicesOrder !== 'random' || !inner.choices) return inner;
  const { choicesOrder: _order, ...rest } = inner;
  return { ...rest, choices: shuffle(inner.choices, `${responseId}/${item.name}`) };
}

type AnyChoice = ChoiceValue | Choice;
const codeOf = (choice: AnyChoice): ChoiceValue =>
  typeof choice === 'object' ? choice.value : choice;

export function shuffle(choices: readonly AnyChoice[], seed: string): readonly AnyChoice[] {
  const random = seededRandom(seed);
  const free = choices.filter((choice) => !alwaysLast.has(codeOf(choice)));
  for (let at = free.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [free[at], free[other]];
    if (a === undefined || b === undefined) continue;
    free[at] = b;
    free[other] = a;
  }
  return [...free, ...choices.filter((choice) => alwaysLast.has(codeOf(choice)))];
}

/** mulberry32 over an FNV-1a hash of the seed: enough to spread order effects, not for secrets. */
function seededRandom(seed: string): () => number {
  let state = 2166136261;
  for (const character of seed)
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
