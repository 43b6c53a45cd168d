import type { Definition } from '#core/definitions/definition.ts';
import type { AnsweredOutcome } from '#core/definitions/outcome.ts';
import { textIn } from './localized-definition.ts';

/** What the survey itself says at its end (`lnEnd`, one text an outcome); empty if it says nothing. */
export function closingText(
  definition: Definition,
  outcome: AnsweredOutcome,
  language: string,
): string {
  const ends = definition.lnEnd;
  if (typeof ends !== 'object' || ends === null) return '';
  const text = Object.entries(ends).find(([name]) => name === outcome)?.[1];
  return textIn(text, language, definition);
}
