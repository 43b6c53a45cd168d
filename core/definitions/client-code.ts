/**
 * Items that ask for a client code (`lnRole: 'client-code'`): a person is known by it over several responses, never by
 * name. `lnUnique` says within what a person may be entered once.
 */
import type { Definition, Item } from '#core/definitions/definition.ts';
import { textProperty } from '#core/definitions/element-properties.ts';

/**
 * Within what a code may stand once: in the survey; at a site, in a project or in the organisation, whichever of the
 * surveys that say the same asked for it.
 */
export const uniqueScopes = ['survey', 'site', 'project', 'organisation'] as const;
export type UniqueScope = (typeof uniqueScopes)[number];

export const isUniqueScope = (value: unknown): value is UniqueScope =>
  uniqueScopes.some((scope) => scope === value);

export interface ClientCodes {
  /** Items whose answers are kept sealed, in form order. */
  readonly names: readonly string[];
  /** The one that tells people apart; none where several items could be meant. */
  readonly person?: { readonly name: string; readonly unique?: UniqueScope };
}

/** Kinds of input that people write a code in. A number is a number to figures, and stays one. */
const codeInputs = new Set(['text', 'tel', 'search', 'password']);

/** Whether the item asks for a client code. */
export const isClientCode = (item: Item): boolean =>
  item.type === 'text' &&
  item.lnRole === 'client-code' &&
  codeInputs.has(textProperty(item, 'inputType') ?? 'text');

/** Client codes of the root level: one in a repeated group would be of several people. */
export function clientCodesOf(definition: Definition): ClientCodes {
  const items = definition.pages.flatMap((page) => codesIn(page.elements ?? []));
  const names = items.map(({ name }) => name);
  const unique = items.filter((item) => isUniqueScope(item.lnUnique));
  const [person] = unique.length > 0 ? unique : items.length === 1 ? items : [];
  if (!person) return { names };
  const { name, lnUnique } = person;
  return { names, person: { name, ...(isUniqueScope(lnUnique) && { unique: lnUnique }) } };
}

const codesIn = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => (isClientCode(item) ? [item] : codesIn(item.elements ?? [])));
