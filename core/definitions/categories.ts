/** The answers that an item offers, as categories of its variables: own choices, ranges, built-in and carried ones. */
import type {
  ChoiceValue,
  Definition,
  DefinitionText,
  Item,
} from '#core/definitions/definition.ts';
import {
  isElement,
  numberProperty,
  rangeOfChoices,
  specialsOf,
  textProperty,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import { isDefinitionText, textOf } from '#core/definitions/languages.ts';
import { specialText } from '#core/definitions/special-choices.ts';
import type { Category } from '#core/definitions/variable.ts';

export interface Offer {
  readonly value: ChoiceValue;
  readonly text?: DefinitionText;
  /** Choosing it excludes all others. */
  readonly isExclusive: boolean;
  /** Codes that it had in earlier versions. */
  readonly formerValues?: readonly string[];
}

/** @param siblings finds the item that choices are taken from. */
export function offersOf(
  item: Item,
  siblings: (name: string) => Item | undefined,
): readonly Offer[] {
  const sourceName = textProperty(item, 'choicesFromQuestion');
  const source = sourceName ? siblings(sourceName) : undefined;
  const carried = source && source !== item ? carriedOffers(item, source) : ownOffers(item);
  const specials = specialsOf(item).map((special) => ({
    value: special,
    text: specialText(item, special),
    isExclusive: special !== 'other',
  }));
  const own = new Set(specials.map(({ value }): ChoiceValue => value));
  return [...carried.filter(({ value }) => !own.has(value)), ...specials];
}

/** A code counts once, with its first text: imported lists may repeat it under several conditions. */
function ownOffers(item: Item): readonly Offer[] {
  const seen = new Set<ChoiceValue>();
  const listed = valuesOf(item, 'choices')
    .filter(({ value }) => !seen.has(value) && seen.add(value))
    .map(offerOf);
  return [...listed, ...rangeOfChoices(item).map((value) => ({ value, isExclusive: false }))];
}

/** The text of a chosen "other" is carried as a choice of its own. */
function carriedOffers(item: Item, source: Item): readonly Offer[] {
  const keepsOther =
    item.choicesFromQuestionMode === 'selected' && specialsOf(source).includes('other');
  const other = keepsOther
    ? [{ value: 'other', text: specialText(source, 'other'), isExclusive: false }]
    : [];
  return [...ownOffers(source), ...other];
}

const offerOf = (choice: {
  readonly value: ChoiceValue;
  readonly [key: string]: unknown;
}): Offer => ({
  value: choice.value,
  ...(isDefinitionText(choice.text) ? { text: choice.text } : {}),
  isExclusive: choice.isExclusive === true,
  ...(Array.isArray(choice.lnFormerValues) && {
    formerValues: choice.lnFormerValues.map(String),
  }),
});

/** Steps of a rating: its own values, else from rateMin to rateMax. */
export function ratingOffers(item: Item): readonly Offer[] {
  const listed = valuesOf(item, 'rateValues');
  if (listed.length > 0) return listed.map(offerOf);
  const { min, max, step } = ratingRange(item);
  const count = Math.min(Math.floor((max - min) / step) + 1, 100);
  const ends = { [min]: item.minRateDescription, [max]: item.maxRateDescription };
  return Array.from({ length: Math.max(count, 0) }, (_, index) => {
    const value = min + index * step;
    const text = ends[value];
    return { value, ...(isDefinitionText(text) ? { text } : {}), isExclusive: false };
  });
}

/** SurveyJS counts from 1 to 5 where nothing is said; `rateCount` moves the end. */
function ratingRange(item: Item): { min: number; max: number; step: number } {
  const min = numberProperty(item, 'rateMin') ?? 1;
  const step = numberProperty(item, 'rateStep') || 1;
  const count = numberProperty(item, 'rateCount') ?? 5;
  return { min, step, max: numberProperty(item, 'rateMax') ?? min + (count - 1) * step };
}

/** True and false as they are stored and as they are called. */
export function booleanOffers(item: Item): readonly Offer[] {
  const offer = (value: unknown, fallback: boolean, text: unknown): Offer => ({
    value: isChoiceValue(value) ? value : fallback,
    text: isDefinitionText(text) && text !== '' ? text : yesNo[fallback ? 'yes' : 'no'],
    isExclusive: false,
  });
  return [
    offer(item.valueTrue, true, item.labelTrue),
    offer(item.valueFalse, false, item.labelFalse),
  ];
}

const yesNo = {
  yes: { vi: 'Có', en: 'Yes', ru: 'Да', id: 'Ya' },
  no: { vi: 'Không', en: 'No', ru: 'Нет', id: 'Tidak' },
};

const isChoiceValue = (value: unknown): value is ChoiceValue =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** Columns of a matrix are its answers. */
export const columnOffers = (matrix: Item): readonly Offer[] =>
  valuesOf(matrix, 'columns').map(offerOf);

export function categoryOf(offer: Offer, item: Item, definition: Definition): Category {
  const shortText = isElement(item.lnChoiceLabels)
    ? item.lnChoiceLabels[String(offer.value)]
    : undefined;
  const shortLabel = isDefinitionText(shortText) ? textOf(shortText, definition) : undefined;
  return {
    value: offer.value,
    label: textOf(offer.text, definition) ?? textOf(String(offer.value), definition) ?? {},
    ...(shortLabel ? { shortLabel } : {}),
    ...(offer.isExclusive ? { exclusive: true } : {}),
    ...(offer.formerValues ? { formerValues: offer.formerValues } : {}),
  };
}
