/**
 * Answers as they are kept: text in Unicode NFC without space around it, so that what looks equal is equal; a text of
 * nothing but space is no answer and goes; -0 is 0; line breaks are `\n`.
 */
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';

/** Gives back a new object; what is no text, number, list or object stays as it is, for the shape check to name. */
export const normalizeAnswers = (answers: Answers): Answers => normalizeMembers(answers);

const normalizeMembers = (record: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  // Object.fromEntries defines own members, so that a key `__proto__` stays a key.
  Object.fromEntries(
    Object.entries(record)
      .map(([key, value]) => [key, normalizeValue(value)] as const)
      .filter(([, value]) => value !== ''),
  );

function normalizeValue(value: unknown): unknown {
  if (typeof value === 'string') return normalizeText(value);
  if (typeof value === 'number') return value === 0 ? 0 : value;
  if (Array.isArray(value)) return value.map(normalizeValue);
  // The value is an object of unknown members by these two tests.
  if (typeof value === 'object' && value !== null) return normalizeMembers({ ...value });
  return value;
}

const normalizeText = (text: string): string =>
  text.normalize('NFC').replace(/\r+\n/g, '\n').trim();
