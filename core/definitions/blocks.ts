/**
 * Blocks: a survey may include another one by name and version. A page or panel with `lnInclude: "worker-demographics@1"`
 * and no elements of its own gets that survey's items (`lnItems` chooses some), each marked with `lnBlock`; its consent,
 * its site and its ending stay behind. A version is published expanded, so its hash covers what people were asked, and
 * the answers of all surveys with the block can be read as one.
 */
import type { CalculatedValue, Definition, Item, Page } from '#core/definitions/definition.ts';
import { isElement, itemsOf, textProperty } from '#core/definitions/element-properties.ts';
import {
  defaultLanguageOf,
  isDefinitionText,
  readableProperties,
} from '#core/definitions/languages.ts';
import { namesReadBy } from '#core/definitions/references-in.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { ProblemError } from '#core/kernel/problems.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';

/** Why a block cannot be put in; the sentence is `changes.<code>`. A name that is taken is the gate's `name-duplicate`. */
export const blockCodes = [
  'block-unclear',
  'block-unknown',
  'block-cycle',
  'block-item-unknown',
  'block-altered',
] as const;
export const isBlockCode = (code: string): code is (typeof blockCodes)[number] =>
  (blockCodes as readonly string[]).includes(code);

/** The survey of the library, `undefined` if there is none of that name and version. */
export type FindBlock = (name: string, version: number) => Definition | undefined;

type Container = Page | Item;

/** What a block brings along, ready to stand in another survey. */
interface Contents {
  readonly items: readonly Item[];
  readonly calculatedValues: readonly CalculatedValue[];
}

/**
 * The definition with the items of its blocks. Expanding twice is expanding once.
 * @returns `definition-unfit` with the pointer of the container: `block-unclear`, `block-unknown`, `block-cycle`,
 *   `block-item-unknown`, `block-altered` (it has elements that are not the block's), `name-duplicate`
 */
export function expandBlocks(definition: Definition, find: FindBlock): Result<Definition> {
  const errors: ProblemError[] = [];
  const expanded = expandWithin(withoutClaims(definition), { find, stack: [], errors });
  errors.push(...clashes(definition, expanded));
  return errors.length === 0 ? ok(expanded) : refuse('definition-unfit', errors);
}

/** The definition as its author wrote it: what came from blocks is taken out again. */
export function collapseBlocks(definition: Definition): Definition {
  const { calculatedValues, ...rest } = definition;
  const own = calculatedValues?.filter(({ lnBlock }) => lnBlock === undefined);
  const collapse = <Kind extends Container>(container: Kind): Kind => {
    if (container.lnInclude !== undefined) return withoutElements(container);
    return container.elements
      ? { ...container, elements: container.elements.map(collapse) }
      : container;
  };
  return {
    ...rest,
    pages: definition.pages.map(collapse),
    ...(own && (own.length > 0 || calculatedValues?.length === 0) && { calculatedValues: own }),
  };
}

function withoutElements<Kind extends Container>(container: Kind): Kind {
  const bare = { ...container };
  Reflect.deleteProperty(bare, 'elements');
  return bare;
}

/** Only an include makes an item a block's: one that says so by itself would be pooled with answers to other questions. */
function withoutClaims(definition: Definition): Definition {
  let found = false;
  const clean = <Kind extends Container>(container: Kind): Kind => {
    if (container.lnInclude !== undefined) return container;
    const own = { ...container };
    if (own.lnBlock !== undefined) {
      found = true;
      Reflect.deleteProperty(own, 'lnBlock');
    }
    return own.elements ? { ...own, elements: own.elements.map(clean) } : own;
  };
  const pages = definition.pages.map(clean);
  return found ? { ...definition, pages } : definition;
}

/** Whether it names any block. */
export const hasBlocks = (definition: Definition): boolean =>
  definition.pages.some(function includes(container: Container): boolean {
    return container.lnInclude !== undefined || (container.elements ?? []).some(includes);
  });

interface Expansion {
  readonly find: FindBlock;
  /** Blocks around this one, `name@version`, outermost first. */
  readonly stack: readonly string[];
  readonly errors: ProblemError[];
}

function expandWithin(definition: Definition, expansion: Expansion): Definition {
  if (!hasBlocks(definition)) return definition;
  const brought: CalculatedValue[] = [];
  const expand = <Kind extends Container>(container: Kind, pointer: string): Kind => {
    if (container.lnInclude === undefined) {
      if (!container.elements) return container;
      const elements = container.elements.map((item, index) =>
        expand(item, `${pointer}/elements/${index}`),
      );
      return { ...container, elements };
    }
    const contents = included(container, pointer, { definition, ...expansion });
    if (!contents) return container;
    brought.push(...contents.calculatedValues);
    return { ...container, elements: contents.items };
  };
  const pages = definition.pages.map((page, index) => expand(page, `/pages/${index}`));
  const own = (definition.calculatedValues ?? []).filter(({ lnBlock }) => lnBlock === undefined);
  const calculatedValues = [...own, ...brought];
  return { ...definition, pages, ...(calculatedValues.length > 0 && { calculatedValues }) };
}

function included(
  container: Container,
  pointer: string,
  { definition, find, stack, errors }: Expansion & { readonly definition: Definition },
): Contents | undefined {
  const fail = (code: string, message: string, at = '/lnInclude'): undefined => {
    errors.push({ pointer: `${pointer}${at}`, code, message });
    return undefined;
  };
  const read = readInclude(container.lnInclude);
  if (!read) return fail('block-unclear', 'write lnInclude as name@version');
  const { name, version, key } = read;
  if (stack.includes(key)) return fail('block-cycle', `the block ${key} includes itself`);
  const block = find(name, version);
  if (!block) return fail('block-unknown', `the library has no block ${key}`);
  const inner: ProblemError[] = [];
  const whole = expandWithin(block, { find, stack: [...stack, key], errors: inner });
  const [first] = inner;
  if (first) return fail(first.code, `${key}: ${first.message ?? first.code}`);
  if (container.lnItems !== undefined && !Array.isArray(container.lnItems)) {
    return fail('block-item-unknown', 'lnItems is a list of names', '/lnItems');
  }
  const wanted = wantedItems(container);
  const contents = contentsOf(whole, { key, wanted, language: defaultLanguageOf(definition) });
  const names = new Set(contents.items.flatMap(leafNames));
  const missing = wanted?.find((item) => !names.has(item));
  if (missing !== undefined) {
    return fail('block-item-unknown', `${key} has no item ${missing} to include`, '/lnItems');
  }
  const own = container.elements ?? [];
  if (own.length > 0 && canonicalJson(own) !== canonicalJson(contents.items)) {
    return fail('block-altered', `what stands here is not the block ${key} any more`, '/elements');
  }
  return contents;
}

/** `worker-demographics@1`. */
export function readInclude(
  value: unknown,
): { readonly name: string; readonly version: number; readonly key: string } | undefined {
  const found = typeof value === 'string' ? /^([a-z0-9-]{1,80})@([1-9]\d{0,5})$/.exec(value) : null;
  const [key, name, version] = found ?? [];
  return key && name && version ? { name, version: Number(version), key } : undefined;
}

const wantedItems = ({ lnItems }: Container): readonly string[] | undefined =>
  Array.isArray(lnItems) ? lnItems.map(String) : undefined;

const leafNames = (item: Item): readonly string[] =>
  item.type === 'panel' ? itemsOf(item, 'elements').flatMap(leafNames) : [item.name];

const staysBehind = (item: Item): boolean => item.lnRole === 'consent' || item.lnRole === 'site';

/**
 * The items that a survey shares with the block without including it, as one does that was taken from the library: by
 * name, each the block's own to the letter. Items that another block lent it are that one's.
 * @param block expanded, as it would be published
 * @param versions of the survey; one that has the item otherwise keeps it out
 */
export function originalItems(
  block: Definition,
  versions: readonly Definition[],
): ReadonlySet<string> {
  const own = byName(block);
  const asked = versions.map(byName);
  const isOriginal = (name: string, item: Item): boolean => {
    const there = asked.flatMap((items) => items.get(name) ?? []);
    const letters = canonicalJson(item);
    return there.length > 0 && there.every((each) => canonicalJson(each) === letters);
  };
  const shared = [...own].filter(
    ([name, item]) => item.lnBlock === undefined && !staysBehind(item) && isOriginal(name, item),
  );
  return new Set(shared.map(([name]) => name));
}

const byName = ({ pages }: Definition): ReadonlyMap<string, Item> =>
  new Map(
    pages
      .flatMap(({ elements = [] }) => elements.flatMap(leaves))
      .map((item): [string, Item] => [item.name, item]),
  );

function contentsOf(
  block: Definition,
  choice: {
    readonly key: string;
    readonly wanted: readonly string[] | undefined;
    readonly language: string;
  },
): Contents {
  const behind = new Set(
    block.pages
      .flatMap((page) => (page.elements ?? []).flatMap(leaves))
      .filter(staysBehind)
      .map(({ name }) => name),
  );
  const take = (item: Item): readonly Item[] => {
    if (item.type === 'panel') {
      const elements = itemsOf(item, 'elements').flatMap(take);
      return elements.length > 0 ? [{ ...item, elements }] : [];
    }
    if (behind.has(item.name)) return [];
    if (choice.wanted && !choice.wanted.includes(item.name)) return [];
    return [{ ...item, lnBlock: textProperty(item, 'lnBlock') ?? choice.key }];
  };
  const items = block.pages.flatMap((page) =>
    asGroup(page, (page.elements ?? []).flatMap(take), behind),
  );
  const from = defaultLanguageOf(block);
  const speak = <Kind>(part: Kind): Kind =>
    from === choice.language ? part : inLanguage(part, from);
  return {
    items: items.map(speak),
    calculatedValues: calculationsFor(items, block, choice.key),
  };
}

const leaves = (item: Item): readonly Item[] =>
  item.type === 'panel' ? itemsOf(item, 'elements').flatMap(leaves) : [item];

/**
 * A page that is shown under a condition of its own becomes a group with that condition. Where the condition asks for
 * the block's consent or site, it falls away: the survey around it has its own.
 */
function asGroup(
  page: Page,
  elements: readonly Item[],
  behind: ReadonlySet<string>,
): readonly Item[] {
  const condition = page.visibleIf;
  if (!condition || elements.length === 0) return elements;
  if (namesReadBy(condition).some((name) => behind.has(name))) return elements;
  return [{ type: 'panel', name: page.name, visibleIf: condition, elements }];
}

/** The block's calculated values that its items need, and those that those need. */
function calculationsFor(
  items: readonly Item[],
  block: Definition,
  key: string,
): readonly CalculatedValue[] {
  const all = block.calculatedValues ?? [];
  const needed = new Set<string>();
  const visit = (texts: readonly string[]): void => {
    for (const text of texts) {
      for (const name of namesReadBy(text)) {
        const found = all.find((value) => value.name.toLowerCase() === name.toLowerCase());
        if (!found || needed.has(found.name)) continue;
        needed.add(found.name);
        visit([found.expression]);
      }
    }
  };
  visit(items.flatMap(textsIn));
  return all
    .filter(({ name }) => needed.has(name))
    .map((value) => ({ ...value, lnBlock: textProperty(value, 'lnBlock') ?? key }));
}

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isElement(value) ? Object.values(value).flatMap(textsIn) : [];
};

/** Plain texts of a block speak the block's language: where the survey has another, they say so. */
function inLanguage<Kind>(part: Kind, language: string): Kind;
function inLanguage(part: unknown, language: string, property?: string): unknown;
function inLanguage(part: unknown, language: string, property = ''): unknown {
  if (Array.isArray(part)) return part.map((entry) => inLanguage(entry, language));
  const isText = readableProperties.includes(property) || property === 'lnLabel';
  if (isText && isDefinitionText(part)) {
    if (typeof part === 'string') return part === '' ? part : { [language]: part };
    const { default: unnamed, ...named } = part;
    return unnamed === undefined ? part : { [language]: unnamed, ...named };
  }
  if (!isElement(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, inLanguage(value, language, key)]),
  );
}

/** A name that a block brings and the survey, or another block, has already. */
function clashes(before: Definition, after: Definition): readonly ProblemError[] {
  if (before === after) return [];
  const own: NamePlace[] = (after.calculatedValues ?? [])
    .filter(({ lnBlock }) => lnBlock === undefined)
    .map(({ name }) => ({ name, include: undefined }));
  const brought: NamePlace[] = [];
  const visit = (container: Container, pointer: string, around: string | undefined): void => {
    (around === undefined ? own : brought).push({ name: container.name, include: around });
    const within =
      around ?? (container.lnInclude === undefined ? undefined : `${pointer}/lnInclude`);
    (container.elements ?? []).forEach((item, index) => {
      visit(item, `${pointer}/elements/${index}`, within);
    });
  };
  after.pages.forEach((page, index) => {
    visit(page, `/pages/${index}`, undefined);
  });
  const taken = new Set(own.map(({ name }) => name.toLowerCase()));
  return brought.flatMap(({ name, include = '' }) => {
    const isTaken = taken.has(name.toLowerCase());
    taken.add(name.toLowerCase());
    const message = `the block brings ${name}, which the survey has already`;
    return isTaken ? [{ pointer: include, code: 'name-duplicate', message }] : [];
  });
}

interface NamePlace {
  readonly name: string;
  /** Pointer of the `lnInclude` that brought it. */
  readonly include: string | undefined;
}
