/**
 * Random answers to a definition, well typed: hidden items are answered too, some items are left out, some limits broken.
 * Text of spaces only stands at the root alone: in rows the form drops it, and intake trims both away.
 */
import type { ChoiceValue, Definition, Item } from '#core/definitions/definition.ts';
import {
  itemsOf,
  numberProperty,
  rangeOfChoices,
  specialsOf,
  textProperty,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import { columnItems } from '#core/definitions/logic/declare.ts';
import type { Chance } from './seeded-random.ts';

export type RandomAnswers = Record<string, unknown>;

/** @param share of the items that are answered. */
export function randomAnswers(
  definition: Definition,
  random: Chance,
  share = random.pick([0.3, 0.7, 0.95]),
): RandomAnswers {
  const items = definition.pages.flatMap((page) => itemsOf(page, 'elements'));
  return withoutBlanksInRows(answersTo(items, random, share));
}

const flatten = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => (item.type === 'panel' ? flatten(itemsOf(item, 'elements')) : [item]));

function answersTo(items: readonly Item[], random: Chance, share: number): RandomAnswers {
  const flat = flatten(items);
  const answers: RandomAnswers = {};
  for (const item of flat) {
    if (!random.chance(share)) continue;
    const answer = answerTo(item, flat, random);
    if (answer !== undefined) answers[item.name] = answer;
    const isOther = Array.isArray(answer) ? answer.includes('other') : answer === 'other';
    if (isOther && item.showOtherItem && random.chance(0.7)) {
      answers[`${item.name}-Comment`] = 'something';
    }
  }
  return answers;
}

function answerTo(item: Item, siblings: readonly Item[], random: Chance): unknown {
  const { int, pick, chance } = random;
  switch (item.type) {
    case 'radiogroup':
    case 'buttongroup':
    case 'dropdown': {
      const codes = codesOf(item, siblings);
      return codes.length > 0 ? pick(codes) : undefined;
    }
    case 'checkbox':
    case 'tagbox':
      return severalOf(item, siblings, random);
    case 'ranking':
      return shuffled(
        valuesOf(item, 'choices').map(({ value }) => value),
        random,
      );
    case 'boolean':
      return chance(0.5) ? (item.valueTrue ?? true) : (item.valueFalse ?? false);
    case 'rating':
      return item.rateValues
        ? pick([1, 2, 3])
        : int(numberProperty(item, 'rateMin') ?? 1, numberProperty(item, 'rateMax') ?? 5);
    case 'comment':
      return pick(['good', 'a longer text', '   ', 'x1']);
    case 'text':
      return textFor(textProperty(item, 'inputType') ?? 'text', random);
    case 'matrix':
      return members(
        valuesOf(item, 'rows').map(({ value }) => String(value)),
        random,
        () => pick(valuesOf(item, 'columns')).value,
      );
    case 'multipletext':
      return members(
        itemsOf(item, 'items').map(({ name }) => name),
        random,
        (name) => {
          const part = itemsOf(item, 'items').find((each) => each.name === name);
          return textFor(textProperty(part ?? item, 'inputType') ?? 'text', random);
        },
      );
    case 'paneldynamic':
      return copies(int(0, 3), () => answersTo(itemsOf(item, 'templateElements'), random, 0.7));
    case 'matrixdynamic':
      return copies(int(0, 3), () => answersTo(columnItems(item), random, 0.7));
    case 'matrixdropdown':
      return members(
        valuesOf(item, 'rows').map(({ value }) => String(value)),
        random,
        () => answersTo(columnItems(item), random, 0.7),
      );
    default:
      return undefined;
  }
}

function shuffled<Value>(values: readonly Value[], { int }: Chance): readonly Value[] {
  const left = [...values];
  return values.flatMap(() => left.splice(int(0, left.length - 1), 1));
}

function codesOf(item: Item, siblings: readonly Item[]): readonly ChoiceValue[] {
  const source = siblings.find(({ name }) => name === item.choicesFromQuestion);
  return [
    ...valuesOf(item, 'choices').map(({ value }) => value),
    ...rangeOfChoices(item),
    ...(source ? valuesOf(source, 'choices').map(({ value }) => value) : []),
    ...specialsOf(item),
  ];
}

/** An exclusive code stands alone, as the form on the screen has it. */
function severalOf(item: Item, siblings: readonly Item[], { chance }: Chance): unknown {
  const exclusive = new Set<ChoiceValue>(
    valuesOf(item, 'choices')
      .filter(({ isExclusive }) => isExclusive)
      .map(({ value }) => value),
  );
  for (const special of specialsOf(item)) if (special !== 'other') exclusive.add(special);
  const chosen = codesOf(item, siblings).filter(() => chance(0.4));
  const alone = chosen.find((code) => exclusive.has(code));
  if (alone !== undefined) return [alone];
  return chosen.length > 0 ? chosen : undefined;
}

function textFor(input: string, { pick }: Chance): unknown {
  switch (input) {
    case 'number':
      return pick([0, 1, 5, 12, 18, 30, 60, 99, 150, -1, 2.5]);
    case 'date':
      return pick(['2026-05-17', '2024-02-29', '1990-07-15', '2026-12-31', '2000-01-01']);
    case 'month':
      return pick(['2026-05', '2025-12']);
    case 'time':
      return pick(['10:30', '23:59']);
    case 'datetime-local':
      return pick(['2026-05-17T10:30', '2024-02-29T11:59', '2025-01-01T00:00', '2026-05-17T10:31']);
    case 'email':
      return pick(['a@b.co', 'nope', 'x.y@z.org']);
    default:
      return pick(['abc', 'ABC', 'yes', '12', '  ', 'Hà Nội', 'a1']);
  }
}

function members(
  keys: readonly string[],
  { chance }: Chance,
  answer: (key: string) => unknown,
): RandomAnswers | undefined {
  const entries = keys.filter(() => chance(0.7)).map((key) => [key, answer(key)] as const);
  const filled = entries.filter(
    ([, value]) => typeof value !== 'object' || (value !== null && Object.keys(value).length > 0),
  );
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}

const copies = (count: number, answer: () => RandomAnswers): RandomAnswers[] | undefined =>
  count > 0 ? Array.from({ length: count }, answer) : undefined;

function withoutBlanksInRows(answers: RandomAnswers): RandomAnswers {
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => typeof inner !== 'string' || inner.trim() !== '')
        .map(([key, inner]) => [key, clean(inner)]),
    );
  };
  return Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, clean(value)]));
}
