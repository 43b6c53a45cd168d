/** The survey library as tests read it: every survey with its texts, its items and where they stand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandBlocks } from '#core/definitions/blocks.ts';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { productLanguages } from '#core/kernel/localized-text.ts';
import { findInLibrary, readLibrary } from '#server/definitions/library.ts';

export const libraryFolder = join(import.meta.dirname, '../../surveys');

/** As they are published: with the items of their blocks. */
export const library = readLibrary(libraryFolder).map((survey) => {
  const expanded = expandBlocks(survey.definition, findInLibrary(libraryFolder));
  if (!expanded.ok) throw new Error(`${survey.name}: ${JSON.stringify(expanded.problem)}`);
  return { ...survey, definition: expanded.value };
});

export function fileOf(name: string, version: number, file: string): string | undefined {
  const path = join(libraryFolder, name, String(version), file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Every item, those of panels and repeated groups too, in document order. */
export function itemsOf(definition: Definition): readonly Item[] {
  const within = (items: readonly Item[]): readonly Item[] =>
    items.flatMap((item) => [
      item,
      ...within(item.elements ?? []),
      ...within(item.templateElements ?? []),
    ]);
  return within(definition.pages.flatMap((page) => page.elements ?? []));
}

export interface PlacedText {
  readonly pointer: string;
  readonly text: Readonly<Record<string, string>>;
}

const languages: readonly string[] = productLanguages;

/** Every text that is written a language at a time, those of reports (`ln…`) too. */
export function textsIn(value: unknown, pointer = ''): readonly PlacedText[] {
  if (Array.isArray(value)) return value.flatMap((inner, at) => textsIn(inner, `${pointer}/${at}`));
  if (!isElement(value)) return [];
  const entries = Object.entries(value);
  if (entries.some(([key, inner]) => languages.includes(key) && typeof inner === 'string'))
    // as: one language or more is a text; a stray member of another kind shows up as a missing one.
    return [{ pointer, text: value as Readonly<Record<string, string>> }];
  return entries.flatMap(([key, inner]) => textsIn(inner, `${pointer}/${key}`));
}
