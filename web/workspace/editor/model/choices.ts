/** Answers of an item, rows and columns of a table: each is a bare code or an object with one. */
import type { Choice, ChoiceValue, Definition } from '#core/definitions/definition.ts';
import { freeName } from '#web/workspace/editor/model/places.ts';
import {
  getAt,
  insertAt,
  isObject,
  type Pointer,
  setAt,
} from '#web/workspace/editor/model/pointer.ts';
import { writeText } from '#web/workspace/editor/model/texts.ts';

export function choicesAt(definition: Definition, list: Pointer): readonly Choice[] {
  const found = getAt(definition, list);
  return Array.isArray(found) ? found.map(toChoice) : [];
}

export function toChoice(entry: unknown): Choice {
  if (!isObject(entry)) return { value: isValue(entry) ? entry : '' };
  return { ...entry, value: isValue(entry.value) ? entry.value : '' };
}

const isValue = (value: unknown): value is ChoiceValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Sets one property of an answer; `undefined` takes it away. An answer that needs no object stays a bare code. */
export function setChoice(
  definition: Definition,
  at: Pointer,
  property: string,
  value: unknown,
): Definition {
  const found = getAt(definition, at);
  if (isObject(found)) return setAt(definition, `${at}/${property}`, value);
  if (property === 'value') return setAt(definition, at, value);
  return value === undefined
    ? definition
    : setAt(definition, at, { value: found, [property]: value });
}

export function setChoiceText(
  definition: Definition,
  at: Pointer,
  language: string,
  words: string,
): Definition {
  const found = getAt(definition, at);
  const text = isObject(found) ? found.text : undefined;
  return setChoice(definition, at, 'text', writeText(text, language, words, definition));
}

/** What was typed as a code: a number where the code was one before and still reads as one. */
export function codeFrom(typed: string, before: ChoiceValue): ChoiceValue {
  const code = typed.trim();
  const number = Number(code);
  return typeof before === 'number' && code !== '' && String(number) === code ? number : code;
}

/** A new answer behind `index`, under the next free code: `a3`, or the next number where codes are numbers. */
export function addChoice(
  definition: Definition,
  list: Pointer,
  index: number,
  stem: string,
): Definition {
  return insertAt(definition, list, index, { value: nextCode(choicesAt(definition, list), stem) });
}

export function nextCode(choices: readonly Choice[], stem: string): ChoiceValue {
  const numbers = choices.map(({ value }) => value).filter((value) => typeof value === 'number');
  if (choices.length > 0 && numbers.length === choices.length) return Math.max(...numbers) + 1;
  const taken = new Set(choices.map(({ value }) => String(value).toLowerCase()));
  return freeName(taken, stem, choices.length + 1);
}

export function moveChoice(
  definition: Definition,
  list: Pointer,
  from: number,
  to: number,
): Definition {
  const found = getAt(definition, list);
  if (!Array.isArray(found) || from === to || to < 0 || to >= found.length) return definition;
  const entry: unknown = found[from];
  return setAt(definition, list, found.toSpliced(from, 1).toSpliced(to, 0, entry));
}
