/**
 * Versions of a survey: draft → published → retired. A draft may change; a published version is frozen, numbered and
 * known by the hash of its canonical JSON; a retired one is answered no more, and its responses stay.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';

/** Never computed through survey-core: its toJSON drops and renames. */
export const versionHash = (definition: Definition): string => canonicalHash(definition);

/** Versions are counted from 1 in the order of publishing; numbers are never used again. */
export const nextNumber = (published: readonly { readonly number: number }[]): number =>
  published.reduce((highest, { number }) => Math.max(highest, number), 0) + 1;

/** Publishing what is published already makes no new version. */
export const isSameVersion = (one: Definition, other: Definition): boolean =>
  versionHash(one) === versionHash(other);

/**
 * The definition as it is published: texts in NFC, and answers of hidden items cleared with their panels and pages
 * (survey-core's `onHidden` leaves those behind, its default clears them only at the end).
 */
export function publishable(definition: Definition): Definition {
  const { pages, ...rest } = definition;
  return {
    ...normalizeMembers(rest),
    pages: pages.map((page) => ({ ...normalizeMembers(page), name: page.name.normalize('NFC') })),
    clearInvisibleValues: 'onHiddenContainer',
  };
}

const normalizeMembers = (
  record: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key.normalize('NFC'), normalize(value)]),
  );

function normalize(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(normalize);
  return isElement(value) ? normalizeMembers(value) : value;
}
