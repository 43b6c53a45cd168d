/** Reads properties of elements, which are `unknown` by their type: a wrong kind reads as absent (the gate names it). */
import type { Choice, ChoiceValue, Item } from '#core/definitions/definition.ts';

type Element = Readonly<Record<string, unknown>>;

export function textProperty(element: Element, name: string): string | undefined {
  const value = element[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberProperty(element: Element, name: string): number | undefined {
  const value = element[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export const isOn = (element: Element, ...names: readonly string[]): boolean =>
  names.some((name) => element[name] === true);

export const isElement = (value: unknown): value is Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The list under `name`: items, columns, panels of any kind; anything else in it is left out. */
export const elementsOf = (element: Element, name: string): readonly Element[] => {
  const value = element[name];
  return Array.isArray(value) ? value.filter(isElement) : [];
};

/** Children are items as far as logic goes: a type and a name, which the gate has checked. */
export const itemsOf = (element: Element, name: string): readonly Item[] =>
  elementsOf(element, name).map(toItem);

export const toItem = (element: Element): Item => ({
  ...element,
  type: textProperty(element, 'type') ?? '',
  name: textProperty(element, 'name') ?? '',
});

/** Choices, matrix rows and columns are a bare value or an object with one. */
export function valuesOf(element: Element, name: string): readonly Choice[] {
  const list = element[name];
  return Array.isArray(list) ? list.map(toChoice) : [];
}

export function toChoice(entry: unknown): Choice {
  if (isElement(entry)) return { ...entry, value: toChoiceValue(entry.value) };
  return { value: toChoiceValue(entry) };
}

const toChoiceValue = (value: unknown): ChoiceValue =>
  typeof value === 'number' || typeof value === 'boolean' ? value : String(value ?? '');

/** Values that `choicesMin`…`choicesMax` stand for; at most 1,000. */
export function rangeOfChoices(element: Element): readonly number[] {
  const from = numberProperty(element, 'choicesMin');
  const until = numberProperty(element, 'choicesMax');
  const step = numberProperty(element, 'choicesStep') ?? 1;
  if (from === undefined || until === undefined || step <= 0) return [];
  const count = Math.min(Math.floor((until - from) / step) + 1, 1000);
  return Array.from({ length: Math.max(count, 0) }, (_, index) => from + index * step);
}

export const specialChoices = ['other', 'none', 'dontknow', 'refused'] as const;
export type SpecialChoice = (typeof specialChoices)[number];

/** The built-in answers that an item offers besides its own choices. */
export function specialsOf(element: Element): readonly SpecialChoice[] {
  const offered: readonly boolean[] = [
    isOn(element, 'showOtherItem', 'hasOther'),
    isOn(element, 'showNoneItem', 'hasNone'),
    isOn(element, 'showDontKnowItem'),
    isOn(element, 'showRefuseItem'),
  ];
  return specialChoices.filter((_, index) => offered[index]);
}

/** The key under which the text of "other", or a comment, is stored; `undefined` where the item takes none. */
export const commentKeyOf = (item: Item): string | undefined =>
  isOn(item, 'showCommentArea', 'hasComment', 'showOtherItem', 'hasOther')
    ? `${item.name}-Comment`
    : undefined;
