/** The texts of a survey in one language, as the translations tab lists them. */
import type { Definition } from '#core/definitions/definition.ts';
import { type Translation, translationsOf } from '#core/definitions/translations.ts';

export type TextFilter = 'missing' | 'unsigned' | 'all';

export interface TextCounts {
  readonly total: number;
  readonly missing: number;
  readonly unsigned: number;
}

export const countTexts = (rows: readonly Translation[]): TextCounts => ({
  total: rows.length,
  missing: rows.filter(({ state }) => state === 'missing').length,
  unsigned: rows.filter(({ state }) => state === 'unsigned').length,
});

const order = { missing: 0, unsigned: 1, done: 2 } as const;

/** Pointers in the order of the list: what is missing first, then what needs a look, each in document order. */
export function orderedPointers(
  definition: Definition,
  language: string,
  filter: TextFilter,
): readonly string[] {
  return translationsOf(definition, [language])
    .filter(({ state }) => filter === 'all' || state === filter)
    .toSorted((one, other) => order[one.state] - order[other.state])
    .map(({ pointer }) => pointer);
}
