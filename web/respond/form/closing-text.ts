import type { Definition } from '#core/definitions/definition.ts';
import { textIn } from './localized-definition.ts';
import type { Ending } from './use-interview.ts';

/** What the survey itself says at its end (`lnEnd`, one text an outcome); empty if it says nothing. */
export function closingText(
  definition: Definition,
  outcome: Ending['outcome'],
  language: string,
): string {
  const ends = definition.lnEnd;
  if (typeof ends !== 'object' || ends === null) return '';
  const text = Object.entries(ends).find(([name]) => name === outcome)?.[1];
  return textIn(text, language, definition);
}
