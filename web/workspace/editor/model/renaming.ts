/** Codes of items: what one may be, and giving another. */
import type { ChoiceValue, Definition } from '#core/definitions/definition.ts';
import { namePattern, reservedNames } from '#core/definitions/names.ts';
import { renameCode, renameItem } from '#core/definitions/rename.ts';
import { setChoice, toChoice } from '#web/workspace/editor/model/choices.ts';
import { itemAt, takenNames } from '#web/workspace/editor/model/places.ts';
import {
  getAt,
  isObject,
  type Pointer,
  parentOf,
  setAt,
} from '#web/workspace/editor/model/pointer.ts';

export type NameFault =
  | 'editor.rename.empty'
  | 'editor.rename.pattern'
  | 'editor.rename.reserved'
  | 'editor.rename.taken';

/** Why the element there cannot be called so; `undefined` where it can. */
export function nameFault(
  definition: Definition,
  pointer: Pointer,
  name: string,
): NameFault | undefined {
  if (name === '') return 'editor.rename.empty';
  if (!namePattern.test(name)) return 'editor.rename.pattern';
  if (reservedNames.has(name.toLowerCase())) return 'editor.rename.reserved';
  const element = getAt(definition, pointer);
  const own = isObject(element) ? String(element.name).toLowerCase() : '';
  const isOwn = own === name.toLowerCase();
  return !isOwn && takenNames(definition).has(name.toLowerCase())
    ? 'editor.rename.taken'
    : undefined;
}

interface RenameOptions {
  /** Keeps the former name, so that old answers and new ones are one variable. */
  readonly isAnswered: boolean;
}

/** The definition with the element there under another name, and every reference to it rewritten. */
export function renamed(
  definition: Definition,
  pointer: Pointer,
  name: string,
  { isAnswered }: RenameOptions,
): Definition {
  const before = itemAt(definition, pointer);
  const result = before ? renameItem(definition, before.name, name) : undefined;
  // Pages and groups are in no expression; of several items with one name only this one is meant.
  const isDone = result?.ok === true && nameIn(result.value, pointer) === name;
  if (!isDone) return setAt(definition, `${pointer}/name`, name);
  return isAnswered
    ? result.value
    : setAt(result.value, `${pointer}/lnFormerNames`, before?.lnFormerNames);
}

const nameIn = (definition: Definition, pointer: Pointer): unknown =>
  getAt(definition, `${pointer}/name`);

/** The definition with another code for the answer at `at`, and every condition on it rewritten. */
export function renamedCode(
  definition: Definition,
  at: Pointer,
  code: ChoiceValue,
  { isAnswered }: RenameOptions,
): Definition {
  const item = itemAt(definition, parentOf(parentOf(at)));
  const entry = getAt(definition, at);
  const { value, lnFormerValues } = toChoice(entry);
  const result = item ? renameCode(definition, item.name, value, code) : undefined;
  const isDone = result?.ok === true && toChoice(getAt(result.value, at)).value === code;
  if (!isDone) return setChoice(definition, at, 'value', code);
  if (isAnswered) return result.value;
  return isObject(entry)
    ? setAt(result.value, `${at}/lnFormerValues`, lnFormerValues)
    : setAt(result.value, at, code);
}
