/**
 * A definition as a kiosk asks it: one item a screen. Every item keeps its name, its answers and the conditions of all
 * groups around it, so that the response is the same as from any other phone.
 */
import type { Choice, ChoiceValue, Definition, Item, Page } from '#core/definitions/definition.ts';
import { consentPageOf } from '../form/opening.ts';

/** How an item whose answers are steps from bad to good is drawn. */
export interface Scale {
  /** Its steps in the order of the definition; every other answer stands apart, without face or number. */
  readonly steps: readonly ChoiceValue[];
  /** Whether faces stand beside the words: only where a higher step is a better one. */
  readonly hasFaces: boolean;
  readonly isBestFirst: boolean;
}

export interface KioskDefinition {
  readonly definition: Definition;
  readonly scales: ReadonlyMap<string, Scale>;
}

export const scaleRenderer = 'scale';

export function kioskDefinition(definition: Definition): KioskDefinition {
  const scales = new Map<string, Scale>();
  const opening = consentPageOf(definition);
  const drawn = (item: Item): Item => {
    const scale = scaleOf(item);
    if (scale) scales.set(item.name, scale);
    if (scale) return { ...withoutOwnShape(item), renderAs: scaleRenderer };
    // A switch has no words; two rows do.
    return item.type === 'boolean' ? { ...item, renderAs: 'radio' } : item;
  };
  const pages = definition.pages.flatMap((page) =>
    page === opening ? [page] : screensOf(page, drawn),
  );
  return { definition: { ...definition, pages }, scales };
}

function screensOf(page: Page, drawn: (item: Item) => Item): readonly Page[] {
  const single = (page.elements ?? []).flatMap((item) => alone(item, drawn));
  return single.map((item, index) => ({
    ...page,
    name: index === 0 ? page.name : `${page.name}__${index}`,
    elements: [item],
  }));
}

/** The item, or each item of a group, still inside a group that says when it is asked. */
function alone(item: Item, drawn: (item: Item) => Item): readonly Item[] {
  if (item.type !== 'panel') return [drawn(item)];
  return (item.elements ?? [])
    .flatMap((child) => alone(child, drawn))
    .map((child, index) => ({ ...item, name: `${item.name}__${index}`, elements: [child] }));
}

/** SurveyJS lets these go before a way of drawing. */
function withoutOwnShape({ displayMode: _mode, rateType: _type, ...item }: Item): Item {
  // as: two properties less, none of them one that every item has
  return item as Item;
}

/** More faces than this nobody tells apart. */
const mostFaces = 5;

function scaleOf(item: Item): Scale | undefined {
  const isSatisfaction = item.lnRole === 'satisfaction';
  if (item.type === 'rating') {
    const steps = rateSteps(item);
    const hasFaces = isSatisfaction || item.rateType === 'smileys';
    return { steps, hasFaces: hasFaces && steps.length <= mostFaces, isBestFirst: false };
  }
  if (item.type !== 'radiogroup' || !isSatisfaction || !item.choices) return undefined;
  const missing = new Set(item.lnMissing ?? []);
  const steps = item.choices.map(codeOf).filter((value) => !missing.has(value));
  const isBestFirst = item.lnMeasure === 'ordinal-';
  return { steps, hasFaces: steps.length > 1 && steps.length <= mostFaces, isBestFirst };
}

function rateSteps(item: Item): readonly ChoiceValue[] {
  // as: rating items list their values in the shape of choices
  const listed = item.rateValues as readonly (ChoiceValue | Choice)[] | undefined;
  if (Array.isArray(listed) && listed.length > 0) return listed.map(codeOf);
  const [from, to, step] = [item.rateMin ?? 1, item.rateMax ?? 5, item.rateStep ?? 1].map(Number);
  if (from === undefined || to === undefined || !step || !(to >= from)) return [];
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, at) => from + at * step);
}

const codeOf = (choice: ChoiceValue | Choice): ChoiceValue =>
  typeof choice === 'object' ? choice.value : choice;

/** Where a step stands between worst (0) and best (1). */
export function goodness({ steps, isBestFirst }: Scale, value: ChoiceValue): number | undefined {
  const at = steps.indexOf(value);
  if (at === -1) return undefined;
  const part = steps.length > 1 ? at / (steps.length - 1) : 0.5;
  return isBestFirst ? 1 - part : part;
}
