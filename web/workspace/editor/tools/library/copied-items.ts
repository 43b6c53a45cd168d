/**
 * Items of another survey, made ready to stand in this one: under names that are free here, their conditions and texts
 * still speaking of each other, their words in named languages, with the calculated values that they read. A condition
 * on something that does not come along is left out: it could never be true.
 */
import type { CalculatedValue, Definition, Item } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { defaultLanguageOf, readableProperties } from '#core/definitions/languages.ts';
import { namesReadBy } from '#core/definitions/references-in.ts';
import { renameItem } from '#core/definitions/rename.ts';
import { freeName, placedElements, takenNames } from '#web/workspace/editor/model/places.ts';

export interface CopiedItems {
  readonly items: readonly Item[];
  readonly calculatedValues: readonly CalculatedValue[];
  /** How many conditions were left out. */
  readonly conditionsLost: number;
}

/** @param chosen names of items that stand directly on pages of `from` */
export function copiedItems(
  from: Definition,
  chosen: ReadonlySet<string>,
  into: Definition,
): CopiedItems {
  const elements = from.pages.flatMap((page) => page.elements ?? []);
  const own = elements.filter(({ name }) => chosen.has(name));
  const values = valuesReadBy(own, from.calculatedValues ?? []);
  const alone: Definition = {
    pages: [{ name: '_', elements: own }],
    ...(from.locale === undefined ? {} : { locale: from.locale }),
    calculatedValues: values,
  };
  const renamed = withFreeNames(alone, into);
  const known = new Set([...takenNames(renamed), ...takenNames(into)]);
  let conditionsLost = 0;
  const ready = mapElements(renamed.pages[0]?.elements ?? [], (element) => {
    const kept = withoutLostConditions(element, known);
    conditionsLost += Object.keys(element).length - Object.keys(kept).length;
    const { lnFormerNames: _, ...copy } = inNamedLanguages(kept, defaultLanguageOf(from));
    return copy;
  });
  // as: elements go in and come out, with fewer or other properties but their type and name.
  const items = ready as readonly Item[];
  return { items, calculatedValues: renamed.calculatedValues ?? [], conditionsLost };
}

/** Calculated values that the items read, and those that these read in turn. */
function valuesReadBy(
  items: readonly Item[],
  all: readonly CalculatedValue[],
): readonly CalculatedValue[] {
  const wanted = new Set<string>();
  const look = (text: string): void => {
    for (const value of all) {
      const name = value.name.toLowerCase();
      if (wanted.has(name) || !namesReadBy(text, 'text').includes(name)) continue;
      wanted.add(name);
      look(value.expression);
    }
  };
  look(JSON.stringify(items));
  return all.filter(({ name }) => wanted.has(name.toLowerCase()));
}

/** A copy is a variable of its own: where its name is taken here it gets a number, and all that speak of it with it. */
function withFreeNames(alone: Definition, into: Definition): Definition {
  const taken = new Set(takenNames(into));
  const names = [
    ...placedElements(alone).map(({ item }) => item.name),
    ...(alone.calculatedValues ?? []).map(({ name }) => name),
  ];
  return names.reduce((definition, name) => {
    if (!taken.has(name.toLowerCase())) {
      taken.add(name.toLowerCase());
      return definition;
    }
    const others = new Set([...taken, ...takenNames(definition)]);
    const free = freeName(others, `${name.replace(/_\d+$/, '')}_`, 2);
    taken.add(free.toLowerCase());
    const renamed = renameItem(definition, name, free);
    return renamed.ok ? renamed.value : definition;
  }, alone);
}

type Element = Readonly<Record<string, unknown>>;

const conditions = ['visibleIf', 'requiredIf', 'enableIf', 'choicesVisibleIf'] as const;
const localWords = ['panel', 'parentpanel', 'row', 'item', 'self', 'choice'];

function withoutLostConditions(element: Element, known: ReadonlySet<string>): Element {
  const isKnown = (name: string): boolean =>
    known.has(name.replace(/-comment$/, '')) || localWords.includes(name);
  const lost: readonly string[] = conditions.filter((property) => {
    const text = element[property];
    return typeof text === 'string' && !namesReadBy(text).every(isKnown);
  });
  if (lost.length === 0) return element;
  return Object.fromEntries(Object.entries(element).filter(([name]) => !lost.includes(name)));
}

/** Plain strings and `default` are in the language of the survey they come from; here that may be another. */
function inNamedLanguages(element: Element, language: string): Element {
  return Object.fromEntries(
    Object.entries(element).map(([name, value]) => [name, namedText(name, value, language)]),
  );
}

function namedText(name: string, value: unknown, language: string): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => (isElement(one) ? inNamedLanguages(one, language) : one));
  }
  const isText = readableProperties.includes(name) || name === 'lnLabel';
  if (isText && typeof value === 'string') return { [language]: value };
  if (!isText || !isElement(value) || value.default === undefined) return value;
  const { default: unnamed, ...named } = value;
  return { [language]: unnamed, ...named };
}

/** Every element, those inside groups too; the innermost first. */
function mapElements(
  list: readonly unknown[],
  map: (element: Element) => Element,
): readonly unknown[] {
  return list.map((entry) => {
    if (!isElement(entry)) return entry;
    const inner = Object.fromEntries(
      (['elements', 'templateElements'] as const).flatMap((property) => {
        const children = entry[property];
        return Array.isArray(children) ? [[property, mapElements(children, map)]] : [];
      }),
    );
    return map({ ...entry, ...inner });
  });
}
