/**
 * Renaming an item, or one code of its answers, wherever it is referred to: conditions, validators, calculations, texts
 * that show an answer, lists taken from another item. The former name stays with the item (`lnFormerNames`), the former
 * code with the answer (`lnFormerValues`), so that figures over all versions keep one variable and one category.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { formerNamesOf } from '#core/definitions/diff-elements.ts';
import { namePattern, reservedNames } from '#core/definitions/names.ts';
import { withNames } from '#core/definitions/references-in.ts';
import {
  type Found,
  findItem,
  namedIn,
  refused,
  renamer,
  withNamesInLists,
} from '#core/definitions/rename-parts.ts';
import { mapTexts, withElement } from '#core/definitions/rewrite.ts';
import { ok, type Result } from '#core/kernel/result.ts';

export { renameCode } from '#core/definitions/rename-code.ts';
export { type RenameFault, renameFaultOf } from '#core/definitions/rename-parts.ts';

/**
 * @returns `request-unfit` for `/item` (`item-unknown`, `item-unclear` where several parts have the name) or `/to`
 *   (`name-invalid`, `name-duplicate`, `former-name-taken`)
 */
export function renameItem(definition: Definition, from: string, to: string): Result<Definition> {
  const named = namedIn(definition);
  const target = findItem(named, from);
  if (!target.ok) return target;
  const fit = isFree(named, target.value, to);
  if (!fit.ok) return fit;
  const renamed = withElement(definition, target.value.pointer, (element) => ({
    ...element,
    name: to,
    lnFormerNames: [...new Set([...formerNamesOf(element), from])].filter((name) => name !== to),
  }));
  return ok(withReferences(renamed, target.value, from, to));
}

function isFree(named: readonly Found[], target: Found, to: string): Result<undefined> {
  if (!namePattern.test(to) || reservedNames.has(to.toLowerCase())) {
    const rule = 'names begin with a letter and have at most 64 letters, digits and _';
    return refused('/to', 'name-invalid', rule);
  }
  const others = named.filter(
    (each) => each.pointer !== target.pointer && each.owner?.pointer === target.owner?.pointer,
  );
  if (others.some(({ element }) => String(element.name).toLowerCase() === to.toLowerCase())) {
    return refused('/to', 'name-duplicate', `the name ${to} is taken`);
  }
  if (others.some(({ element }) => formerNamesOf(element).includes(to))) {
    return refused('/to', 'former-name-taken', `another item was called ${to} before`);
  }
  return ok(undefined);
}

function withReferences(
  definition: Definition,
  target: Found,
  from: string,
  to: string,
): Definition {
  const { owner } = target;
  if (!owner) {
    const rename = renamer(from, to);
    return mapTexts(withNamesInLists(definition, from, to), (text, kind) =>
      withNames(text, kind, rename),
    );
  }
  const inside = local(from, to);
  const within = withElement(definition, owner.pointer, (element) => ({
    ...mapTexts(element, (text, kind) => withNames(text, kind, inside)),
    ...(element.keyName === from && { keyName: to }),
  }));
  const ownerName = String(owner.element.name);
  const rename = throughOwner(ownerName, from, to);
  return mapTexts(
    withNamesInLists(within, `${ownerName}.${from}`, `${ownerName}.${to}`),
    (text, kind) => withNames(text, kind, rename),
  );
}

/** `{panel.age}`, `{parentPanel.age}`, `{row.age}`: as parts of one group or table call each other. */
const local =
  (from: string, to: string) =>
  (name: string): string | undefined => {
    const found = /^(panel|parentpanel|row)\.(.+)$/i.exec(name);
    const inner = found?.[2] === undefined ? undefined : renamer(from, to)(found[2]);
    return inner === undefined ? undefined : `${found?.[1]}.${inner}`;
  };

/** `{group[0].age}`, `{table.row.age}`, `{texts.first}`: as others call them. */
const throughOwner =
  (owner: string, from: string, to: string) =>
  (name: string): string | undefined => {
    if (name.slice(0, owner.length).toLowerCase() !== owner.toLowerCase()) return undefined;
    const rest = name.slice(owner.length);
    const found = /^((?:\[-?\d+\])?(?:\.[^.[]+)*?\.)([^.[]+)((?:\[-?\d+\])?)$/.exec(rest);
    const [, way = '', last = '', index = ''] = found ?? [];
    return found && last.toLowerCase() === from.toLowerCase()
      ? `${name.slice(0, owner.length)}${way}${to}${index}`
      : undefined;
  };
