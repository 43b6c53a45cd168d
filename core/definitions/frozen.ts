/**
 * What published versions have fixed: once anybody has answered, the names of items and the codes of answers keep their
 * meaning for good. Renaming is an operation of its own (`rename.ts`), which keeps one variable.
 */
import type { Definition } from '#core/definitions/definition.ts';
import type { VersionChange } from '#core/definitions/diff-change.ts';
import { formerNamesOf, placedElements } from '#core/definitions/diff-elements.ts';
import { diffVersions } from '#core/definitions/diff-versions.ts';
import {
  elementsOf,
  isElement,
  rangeOfChoices,
  textProperty,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import { codesUsedAgain } from '#core/definitions/frozen-codes.ts';
import type { GateProblem } from '#core/definitions/gate-problem.ts';
import type { Frozen } from '#core/definitions/survey-api.ts';

/** Codes of the problems that answers in storage bring up; the sentence is `changes.<code>`. */
export const frozenCodes = [
  'frozen-type-changed',
  'frozen-scale-changed',
  'frozen-choice-recoded',
  'frozen-choice-exchanged',
  'frozen-code-reused',
  'former-name-taken',
  'frozen-anonymity',
] as const;
export const isFrozenCode = (code: string): code is (typeof frozenCodes)[number] =>
  (frozenCodes as readonly string[]).includes(code);

type Element = Readonly<Record<string, unknown>>;

/** Where elements hold elements with names of their own. */
const nested = ['pages', 'elements', 'templateElements', 'columns', 'items'] as const;

/** Names and codes of all versions together, in order of first appearance. */
export function frozenOf(versions: readonly Definition[]): Frozen {
  const items = new Set<string>();
  const codes = new Map<string, Set<string>>();
  const visit = (element: Element, isPage: boolean): void => {
    const name = textProperty(element, 'name');
    if (name !== undefined && !isPage && element.type !== 'panel') {
      items.add(name);
      const own = codesOf(element);
      if (own.length > 0) codes.set(name, new Set([...(codes.get(name) ?? []), ...own]));
    }
    for (const property of nested) {
      const list = element[property];
      if (!Array.isArray(list)) continue;
      for (const entry of list) if (isElement(entry)) visit(entry, property === 'pages');
    }
  };
  for (const version of versions) {
    visit({ ...version, name: undefined }, false);
    for (const { name } of version.calculatedValues ?? []) items.add(name);
  }
  return {
    items: [...items],
    codes: Object.fromEntries([...codes].map(([name, own]) => [name, [...own]])),
  };
}

/** Codes of answers, and of the rows and columns of a table. */
const codesOf = (element: Element): readonly string[] => [
  ...['choices', 'rateValues', 'rows', 'columns'].flatMap((list) =>
    valuesOf(element, list).flatMap(({ value }) => (value === '' ? [] : [String(value)])),
  ),
  ...rangeOfChoices(element).map(String),
];

/**
 * Why the definition may not follow the versions that were answered: an item whose answers become of another kind, an
 * answer under another code. What was removed, added or put in other words may. Each item is held against the newest
 * version that has it.
 * @param answered versions of a survey with answers, in any order; none before there are any
 */
export function frozenBreaks(
  answered: readonly { readonly number: number; readonly definition: Definition }[],
  next: Definition,
): readonly GateProblem[] {
  const former = formerNamesIn(next);
  const settled = new Set<string>();
  const newestFirst = [...answered].sort((a, b) => b.number - a.number);
  const breaks = newestFirst.flatMap(({ definition }) => {
    const names = new Set(frozenOf([definition]).items);
    const held = [...former].filter(
      ([name, before]) => !settled.has(name) && [name, ...before].some((each) => names.has(each)),
    );
    // Mostly the newest version has all that any has, and the others need not be read.
    if (held.length === 0) return [];
    const problems = diffVersions(definition, next)
      .filter(({ effect, item }) => effect === 'breaking' && !settled.has(item ?? ''))
      .map(toProblem);
    for (const [name] of held) settled.add(name);
    return problems;
  });
  const again = codesUsedAgain(
    newestFirst.map(({ definition }) => definition),
    next,
  );
  return [...namesTakenAgain(next, former), ...breaks, ...again];
}

function toProblem({ code, path, item = '', params }: VersionChange): GateProblem {
  const { from = '', to = '' } = params;
  const message = `${item} has answers: ${code.replaceAll('-', ' ')} from ${from} to ${to} would mix what they mean`;
  return { severity: 'error', code: `frozen-${code}`, message, path, params };
}

/** Every named part of the definition with the names it had before. */
function formerNamesIn(definition: Definition): ReadonlyMap<string, readonly string[]> {
  const former = new Map<string, readonly string[]>();
  const note = (element: Element, isItem: boolean): void => {
    const name = textProperty(element, 'name');
    if (isItem && name !== undefined) former.set(name, formerNamesOf(element));
    for (const property of nested) {
      for (const part of elementsOf(element, property)) note(part, property !== 'pages');
    }
  };
  note(definition, false);
  for (const value of definition.calculatedValues ?? [])
    former.set(value.name, formerNamesOf(value));
  return former;
}

/** A new item under the former name of another would take over its old answers. */
function namesTakenAgain(
  definition: Definition,
  former: ReadonlyMap<string, readonly string[]>,
): readonly GateProblem[] {
  const owners = new Map(
    [...former].flatMap(([owner, names]) => names.map((name) => [name, owner])),
  );
  return placedElements(definition, '').flatMap(({ kind, name, pointer }) => {
    const owner = kind === 'item' ? owners.get(name) : undefined;
    if (owner === undefined || owner === name) return [];
    const message = `${owner} was called ${name} before: another item may not take that name`;
    const params = { name, owner };
    return [
      { severity: 'error', code: 'former-name-taken', message, path: `${pointer}/name`, params },
    ];
  });
}
