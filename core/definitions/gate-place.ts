/** Where problems are: whose they are, and which come first. */
import { isElement } from '#core/definitions/element-properties.ts';
import type { GateFinding } from '#core/definitions/gate-problem.ts';

export const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

export function memberAt(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return value[Number(step)];
  return isElement(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** What lies at the pointer, or `undefined`. */
export const valueAt = (value: unknown, pointer: string): unknown =>
  stepsOf(pointer).reduce(memberAt, value);

/** The name of the innermost element on the way. */
export function nameAt(definition: unknown, pointer: string): string {
  let here = definition;
  let name = 'survey';
  for (const step of stepsOf(pointer)) {
    here = memberAt(here, step);
    if (isElement(here) && typeof here.name === 'string') name = here.name;
  }
  return name;
}

/** Errors first, each as its place comes in the document. */
export function inDocumentOrder(
  findings: readonly GateFinding[],
  definition: unknown,
): readonly GateFinding[] {
  const placed = findings.map((finding) => ({ finding, place: placeOf(definition, finding.path) }));
  placed.sort((one, other) => {
    if (one.finding.severity !== other.finding.severity) {
      return one.finding.severity === 'error' ? -1 : 1;
    }
    return comparePlaces(one.place, other.place);
  });
  return placed.map(({ finding }) => finding);
}

/** The index of each step among its siblings; members that are absent come before those that are there. */
function placeOf(definition: unknown, pointer: string): readonly number[] {
  let here = definition;
  return stepsOf(pointer).map((step) => {
    const index = isElement(here) ? Object.keys(here).indexOf(step) : Number(step);
    here = memberAt(here, step);
    return index;
  });
}

function comparePlaces(one: readonly number[], other: readonly number[]): number {
  for (let level = 0; level < Math.min(one.length, other.length); level++) {
    const difference = (one[level] ?? 0) - (other[level] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
