/** What lists say of a definition beside its title and languages: how long it is, and what it may be broken down by. */
import { placedItems } from '#core/definitions/codebook.ts';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { elementsOf, itemsOf, valuesOf } from '#core/definitions/element-properties.ts';
import { forEachText } from '#core/definitions/languages.ts';
import type { Variable } from '#core/definitions/variable.ts';

/** What asks nothing. */
const silentTypes = new Set(['html', 'image', 'expression']);

export const countItems = (definition: Definition): number =>
  placedItems(definition).filter(({ item }) => !silentTypes.has(item.type)).length;

/** Minutes it takes, as its author says (`lnMinutes`), else estimated from what it asks. */
export function minutesOf(definition: Definition): number {
  const said = definition.lnMinutes;
  return typeof said === 'number' && said > 0 ? Math.round(said) : estimatedMinutes(definition);
}

/**
 * Seconds to answer an item of each type on a phone once it is read: rules of thumb, fitted to how long our own surveys
 * take. Choosing is quick, typing slow; what is asked of some people only counts half.
 */
const secondsByType: ReadonlyMap<string, number> = new Map([
  ['boolean', 7],
  ['rating', 8],
  ['radiogroup', 11],
  ['dropdown', 11],
  ['buttongroup', 9],
  ['checkbox', 17],
  ['tagbox', 17],
  ['text', 15],
  ['comment', 35],
  ['ranking', 30],
]);
const secondsOtherwise = 12;
const secondsACell = 8;
/** Repeated groups are filled in more than once by some, not at all by others. */
const copiesOnAverage = 1.5;

export function estimatedMinutes(definition: Definition): number {
  const seconds = placedItems(definition).reduce((sum, { item, page, panels }) => {
    const isForSome = [item, page, ...panels].some(({ visibleIf }) => Boolean(visibleIf));
    return sum + (secondsOf(item) + readingSeconds(item)) * (isForSome ? 0.5 : 1);
  }, 0);
  return Math.max(1, Math.round(seconds / 60));
}

/** Three words a second, as people read on a phone; Vietnamese syllables count as words, which they nearly are. */
const wordsASecond = 3;

function readingSeconds(item: Item): number {
  let words = 0;
  forEachText(item, (text) => {
    const one = typeof text === 'string' ? text : (Object.values(text)[0] ?? '');
    words += one.split(/\s+/).filter(Boolean).length;
  });
  return words / wordsASecond;
}

function secondsOf(item: Item): number {
  if (silentTypes.has(item.type)) return 0;
  const rows = valuesOf(item, 'rows').length;
  switch (item.type) {
    case 'matrix':
      return rows * secondsACell;
    case 'matrixdropdown':
      return rows * elementsOf(item, 'columns').length * secondsACell;
    case 'matrixdynamic':
      return elementsOf(item, 'columns').length * secondsACell * copiesOnAverage;
    case 'multipletext':
      return elementsOf(item, 'items').length * secondsOtherwise;
    case 'paneldynamic':
      return sumOf(itemsOf(item, 'templateElements')) * copiesOnAverage;
    case 'panel':
      return sumOf(itemsOf(item, 'elements'));
    default:
      return secondsByType.get(item.type) ?? secondsOtherwise;
  }
}

const sumOf = (items: readonly Item[]): number =>
  items.reduce((sum, item) => sum + secondsOf(item), 0);

const breakdownRoles = new Set(['demographic', 'site']);
const mostLevels = 20;

/**
 * The variables that results may be broken down by, in codebook order: those the definition names (`lnBreakdowns`), else
 * those of a role that describes people or places. The set is closed: a free choice of breakdowns would let groups of a
 * few people be cut out of the tables one by one.
 */
export function breakdownsOf(
  definition: Definition,
  variables: readonly Variable[],
): readonly Variable[] {
  const named: unknown = definition.lnBreakdowns;
  return variables.filter(
    (variable) =>
      canBreakDown(variable) &&
      (Array.isArray(named)
        ? named.includes(variable.name)
        : breakdownRoles.has(variable.role ?? '')),
  );
}

const canBreakDown = (variable: Variable): boolean =>
  (variable.type === 'choice' || variable.type === 'boolean') &&
  !variable.multi &&
  variable.class !== 'identifier' &&
  (variable.categories?.length ?? 2) <= mostLevels;
