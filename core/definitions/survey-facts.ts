/** What lists say of a definition beside its title and languages: how long it is, and what it may be broken down by. */
import { placedItems } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import type { Variable } from '#core/definitions/variable.ts';

/** What asks nothing. */
const silentTypes = new Set(['html', 'image', 'expression']);

export const countItems = (definition: Definition): number =>
  placedItems(definition).filter(({ item }) => !silentTypes.has(item.type)).length;

const secondsAnItem = 12;

/** Minutes it takes, as its author says (`lnMinutes`), else guessed from the number of items. */
export function minutesOf(definition: Definition): number {
  const said = definition.lnMinutes;
  if (typeof said === 'number' && said > 0) return Math.round(said);
  return Math.max(1, Math.round((countItems(definition) * secondsAnItem) / 60));
}

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
