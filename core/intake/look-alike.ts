/**
 * Which responses look alike: their closed answers are the same, or nearly so. Free text and numbers are left out; so
 * are answers that everybody of a link gives (site, consent). To compare each with all would cost more with every
 * response; so closed answers are dealt into bands, and only those are compared that have a whole band in common.
 */
import { codebook } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import type { Variable } from '#core/definitions/variable.ts';
import { valueAt } from '#core/intake/data-file/export-table.ts';

/** Fewer equal answers are no wonder. */
export const comparedAtLeast = 8;
/** Of the answers that either has given. */
export const equalAtLeast = 0.9;

export interface ClosedItem {
  readonly name: string;
  readonly path: readonly string[];
}

const closedTypes: ReadonlySet<Variable['type']> = new Set(['choice', 'multi', 'rank', 'boolean']);
const sharedRoles: ReadonlySet<string> = new Set(['site', 'consent', 'client-code']);

/** Items whose answers are compared, by name. */
export const closedItems = (definition: Definition): readonly ClosedItem[] =>
  codebook(definition)
    .filter((variable) => closedTypes.has(variable.type))
    .filter((variable) => variable.class !== 'identifier' && !sharedRoles.has(variable.role ?? ''))
    .map(({ name, path }) => ({ name, path }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));

/** Closed answers as texts that are equal where the answers are; in which order people ticked does not matter. */
export type ClosedAnswers = ReadonlyMap<string, string>;

/** What a response says to the closed items, by variable; items without an answer are absent. */
export function closedAnswers(items: readonly ClosedItem[], answers: Answers): ClosedAnswers {
  const closed = new Map<string, string>();
  for (const { name, path } of items) {
    const value = valueAt(answers, path);
    if (value === undefined || value === null || value === '') continue;
    if (!Array.isArray(value)) closed.set(name, JSON.stringify(value));
    else if (value.length > 0)
      closed.set(
        name,
        value
          .map((one) => JSON.stringify(one))
          .sort()
          .join(),
      );
  }
  return closed;
}

/**
 * Bands of a response: parts of its closed answers, each as one text. There is one more band than answers may differ
 * in, so two that are alike enough have at least one band in which nothing differs. The first is of all answers.
 */
export function bandsOf(items: readonly ClosedItem[], closed: ClosedAnswers): readonly string[] {
  if (closed.size < comparedAtLeast * equalAtLeast) return [];
  const count = Math.floor(items.length * (1 - equalAtLeast) + 1e-9) + 1;
  const bands = Array.from({ length: count }, (): string[] => []);
  items.forEach(({ name }, index) => {
    const answer = closed.get(name);
    if (answer !== undefined) bands[index % count]?.push(`${name}=${answer}`);
  });
  const whole = [...closed].map(([name, answer]) => `${name}=${answer}`).join('\n');
  const parts = bands.flatMap((band, index) =>
    band.length > 0 ? [`${count} ${index}\n${band.join('\n')}`] : [],
  );
  return [`all\n${whole}`, ...(count > 1 ? parts : [])];
}

export interface Likeness {
  readonly equal: number;
  /** Items that either has answered. */
  readonly compared: number;
}

/** @returns undefined unless they look alike. */
export function likeness(one: ClosedAnswers, other: ClosedAnswers): Likeness | undefined {
  let equal = 0;
  for (const [name, answer] of one) if (other.get(name) === answer) equal += 1;
  const both = [...one.keys()].filter((name) => other.has(name)).length;
  const compared = one.size + other.size - both;
  const isAlike = compared >= comparedAtLeast && equal >= compared * equalAtLeast - 1e-9;
  return isAlike ? { equal, compared } : undefined;
}

export interface Match extends Likeness {
  readonly id: string;
  readonly isSameLink: boolean;
}

const keptMost = 3;
/** What so many have answered alike says nothing about two of them, unless one person has filled in both. */
const commonFrom = 10;

/** The matches that are worth a look: those of the same link first, then the nearest. */
export function tellingMatches(matches: readonly Match[]): readonly Match[] {
  const telling = matches.length > commonFrom ? matches.filter((one) => one.isSameLink) : matches;
  return [...telling]
    .sort(
      (one, other) =>
        Number(other.isSameLink) - Number(one.isSameLink) ||
        other.equal / other.compared - one.equal / one.compared,
    )
    .slice(0, keptMost);
}
