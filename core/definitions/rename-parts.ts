/** What renaming an item and renaming a code have in common: finding the item, and names where they are referred to. */
import type { Definition } from '#core/definitions/definition.ts';
import type { Element } from '#core/definitions/diff-change.ts';
import { isElement, textProperty } from '#core/definitions/element-properties.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';

/** Where an item stands: its element's pointer, and what holds names of its own around it. */
export interface Found {
  readonly pointer: string;
  readonly element: Element;
  /** Pointer of the repeated group, table or text item that it is a part of; absent at the root. */
  readonly owner?: { readonly pointer: string; readonly element: Element };
}

/** Lists whose entries have names: of the survey, or of their owner. */
const rootLists = ['pages', 'elements', 'calculatedValues'] as const;
const partLists = ['templateElements', 'columns', 'items'] as const;

/** Everything with a name, in document order. */
export function namedIn(definition: Definition): readonly Found[] {
  const found: Found[] = [];
  const visit = (element: Element, pointer: string, owner: Found['owner']): void => {
    for (const property of [...rootLists, ...partLists]) {
      const list = element[property];
      if (!Array.isArray(list)) continue;
      const isPart = (partLists as readonly string[]).includes(property);
      const around = isPart ? { pointer, element } : owner;
      list.forEach((entry, index) => {
        if (!isElement(entry) || textProperty(entry, 'name') === undefined) return;
        const here = `${pointer}/${property}/${index}`;
        found.push({ pointer: here, element: entry, ...(around && { owner: around }) });
        visit(entry, here, around);
      });
    }
  };
  visit(definition, '', undefined);
  return found;
}

const isContainer = ({ pointer, element }: Found): boolean =>
  element.type === 'panel' || /^\/pages\/\d+$/.test(pointer);

/** Why a name or a code cannot become another one; the sentence is `changes.rename.<code>`. */
export const renameFaults = [
  'item-unknown',
  'item-unclear',
  'name-invalid',
  'name-duplicate',
  'former-name-taken',
  'code-unknown',
  'code-invalid',
  'choice-duplicate',
  'former-code-taken',
  'code-in-use',
] as const;
export type RenameFault = (typeof renameFaults)[number];

export const refused = (pointer: string, code: RenameFault, message: string): Result<never> =>
  refuse('request-unfit', [{ pointer, code, message }]);

/** What stood in the way of a renaming; nothing where it was done. */
export function renameFaultOf(result: Result<Definition>): RenameFault | undefined {
  const [error] = result.ok ? [] : (result.problem.errors ?? []);
  return renameFaults.find((fault) => fault === error?.code);
}

/** The item at the root, else the only part of a group or table that has the name. */
export function findItem(named: readonly Found[], name: string): Result<Found> {
  const all = named.filter((each) => each.element.name === name && !isContainer(each));
  const atRoot = all.filter(({ owner }) => owner === undefined);
  const [found, ...more] = atRoot.length > 0 ? atRoot : all;
  if (!found) return refused('/item', 'item-unknown', `there is no item ${name}`);
  if (more.length > 0) return refused('/item', 'item-unclear', `several parts are called ${name}`);
  return ok(found);
}

/** A name as references write it, and the steps behind it: `age`, `age-Comment`, `group[0].age`. */
export const renamer =
  (from: string, to: string) =>
  (name: string): string | undefined => {
    const rest = name.slice(from.length);
    if (name.slice(0, from.length).toLowerCase() !== from.toLowerCase()) return undefined;
    const isWhole = rest === '' || rest.startsWith('.') || rest.startsWith('[');
    return isWhole || rest.toLowerCase() === '-comment' ? `${to}${rest}` : undefined;
  };

/** Names that stand in properties of their own, not in expressions: breakdowns (also `table.row`), sources of choices. */
export function withNamesInLists(definition: Definition, from: string, to: string): Definition {
  const rename = renamer(from, to);
  const fix = (name: unknown): unknown =>
    typeof name === 'string' ? (rename(name) ?? name) : name;
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isElement(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([property, own]) => {
        if (property === 'lnXls') return [property, own];
        if (nameProperties.has(property))
          return [property, Array.isArray(own) ? own.map(fix) : fix(own)];
        return [property, walk(own)];
      }),
    );
  };
  return walk(definition) as Definition; // as: the same document with other texts in it
}

const nameProperties: ReadonlySet<string> = new Set(['choicesFromQuestion', 'lnBreakdowns']);
