/**
 * What a condition at some place of a definition may ask about: items and their parts, calculated values, items of the
 * repeated group at hand. Each is known by the reference that stands between the braces of an expression.
 */
import {
  booleanOffers,
  columnOffers,
  type Offer,
  offersOf,
  ratingOffers,
} from '#core/definitions/categories.ts';
import type { ChoiceValue, Definition, Item } from '#core/definitions/definition.ts';
import {
  commentKeyOf,
  elementsOf,
  isElement,
  itemsOf,
  textProperty,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import { kindOf } from '#core/definitions/expressions/kinds.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { isDefinitionText, textOf } from '#core/definitions/languages.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';

/** `any` is a calculation whose kind its text does not tell. */
export type SubjectKind = 'choice' | 'many' | 'number' | 'date' | 'boolean' | 'text' | 'any';

export interface SubjectOffer {
  readonly value: ChoiceValue;
  readonly label: LocalizedText;
}

export interface Subject {
  /** What stands between the braces: `age`, `panel.age`, `satisfaction.doctor`. */
  readonly reference: string;
  readonly kind: SubjectKind;
  /** The item's title; of a part of it "title: part". Empty where the item has no title. */
  readonly label: LocalizedText;
  readonly aspect?: 'count' | 'comment';
  readonly offers: readonly SubjectOffer[];
  /** The page it stands on; a calculated value stands on none. */
  readonly page: LocalizedText;
  readonly pageName: string;
  /** Whether it is known before the place is shown; only such can decide whether it is. */
  readonly isBefore: boolean;
}

interface Walk {
  readonly definition: Definition;
  readonly place: string;
  readonly find: (name: string) => Item | undefined;
  readonly into: Subject[];
  page: LocalizedText;
  pageName: string;
  isBefore: boolean;
}

/**
 * Everything that an expression at `place` (RFC 6901, of the element that carries it) can read, in document order.
 * `isBefore` tells what is asked before the place from what comes with it or after it.
 */
export function subjectsFor(definition: Definition, place = ''): readonly Subject[] {
  const all = new Map<string, Item>();
  const walk: Walk = {
    definition,
    place,
    find: (name) => all.get(name.toLowerCase()),
    into: [],
    page: {},
    pageName: '',
    isBefore: true,
  };
  for (const page of definition.pages) collectItems(itemsOf(page, 'elements'), all);
  for (const value of definition.calculatedValues ?? []) addCalculated(value, walk);
  definition.pages.forEach((page, index) => {
    const pointer = `/pages/${index}`;
    if (isOnTheWay(pointer, place) && place === pointer) walk.isBefore = false;
    walk.page = labelOf(page, definition);
    walk.pageName = page.name;
    addItems(page, 'elements', pointer, '', walk);
  });
  return walk.into;
}

function collectItems(items: readonly Item[], into: Map<string, Item>): void {
  for (const item of items) {
    into.set(item.name.toLowerCase(), item);
    collectItems(itemsOf(item, 'elements'), into);
  }
}

const isOnTheWay = (pointer: string, place: string): boolean =>
  place === pointer || place.startsWith(`${pointer}/`);

const labelOf = (
  element: Readonly<Record<string, unknown>>,
  definition: Definition,
): LocalizedText =>
  textOf(isDefinitionText(element.title) ? element.title : undefined, definition) ?? {};

function addCalculated(value: { readonly name: string; readonly expression: string }, walk: Walk) {
  const kind = kindOfCalculation(value.expression);
  add({ reference: value.name, kind, label: {}, offers: [] }, walk);
}

function kindOfCalculation(expression: string): SubjectKind {
  const parsed = parseExpression(expression);
  const kind = parsed ? kindOf(parsed.expression) : 'unknown';
  return kind === 'number' || kind === 'boolean' || kind === 'date' || kind === 'text'
    ? kind
    : 'any';
}

type Found = Pick<Subject, 'reference' | 'kind' | 'label' | 'offers' | 'aspect'>;

const add = (found: Found, walk: Walk): number =>
  walk.into.push({
    ...found,
    page: walk.page,
    pageName: walk.pageName,
    isBefore: walk.isBefore,
  });

function addItems(
  parent: Readonly<Record<string, unknown>>,
  list: string,
  pointer: string,
  prefix: string,
  walk: Walk,
): void {
  itemsOf(parent, list).forEach((item, index) => {
    addItem(item, `${pointer}/${list}/${index}`, prefix, walk);
  });
}

function addItem(item: Item, pointer: string, prefix: string, walk: Walk): void {
  if (walk.place === pointer || (isOnTheWay(pointer, walk.place) && !holdsItems(item))) {
    walk.isBefore = false;
  }
  if (item.type === 'panel') {
    addItems(item, 'elements', pointer, prefix, walk);
    return;
  }
  if (holdsItems(item) && isOnTheWay(pointer, walk.place)) addInner(item, pointer, walk);
  for (const found of subjectsOf(item, prefix, walk)) add(found, walk);
}

/** Panels, repeated groups and tables with columns: a place inside them comes after their first items. */
const holdsItems = ({ type }: Item): boolean =>
  ['panel', 'paneldynamic', 'matrixdynamic', 'matrixdropdown'].includes(type);

/** The place lies inside this repeated group: its items are read through `panel.`, columns through `row.`. */
function addInner(item: Item, pointer: string, walk: Walk): void {
  if (item.type === 'paneldynamic') {
    const prefix = panelPrefix(item, pointer, walk.place);
    if (prefix) addItems(item, 'templateElements', pointer, prefix, walk);
  } else {
    columnsOf(item).forEach((column, index) => {
      addItem(column, `${pointer}/columns/${index}`, 'row.', walk);
    });
  }
  // Its own answer is complete only when everything in it is.
  walk.isBefore = false;
}

/** The innermost repeated group is `panel`, the one around it `parentPanel`; further out nothing can be read. */
function panelPrefix(item: Item, pointer: string, place: string): string | undefined {
  const inner = place
    .slice(pointer.length)
    .split('/')
    .filter((step) => step === 'templateElements');
  const isNested = itemsOf(item, 'templateElements').some(({ type }) => type === 'paneldynamic');
  const depth = inner.length - (isNested ? 0 : inner.length - 1);
  if (depth <= 1) return 'panel.';
  return depth === 2 ? 'parentPanel.' : undefined;
}

const columnsOf = (item: Item): readonly Item[] =>
  elementsOf(item, 'columns').map((column) => ({
    ...column,
    name: textProperty(column, 'name') ?? '',
    type: cellType(column, item),
    // Columns without answers of their own offer those of the table.
    ...(isElement(column) && Array.isArray(column.choices) ? {} : choicesOf(item)),
  }));

const choicesOf = ({ choices }: Item): Partial<Item> => (choices ? { choices } : {});

function cellType(column: Readonly<Record<string, unknown>>, item: Item): string {
  const own = textProperty(column, 'cellType');
  return own && own !== 'default' ? own : (textProperty(item, 'cellType') ?? 'dropdown');
}

/** What can be asked about one item. Parts whose names an expression cannot hold are left out. */
function subjectsOf(item: Item, prefix: string, { definition, find }: Walk): readonly Found[] {
  const label = labelOf(item, definition);
  const reference = `${prefix}${item.name}`;
  const answers = (offers: readonly Offer[]) => offers.map((offer) => toOffer(offer, definition));
  const whole = (kind: SubjectKind, offers: readonly Offer[] = []): Found => ({
    reference,
    kind,
    label,
    offers: answers(offers),
  });
  const comment: readonly Found[] = commentKeyOf(item)
    ? [{ reference: `${reference}-Comment`, kind: 'text', label, offers: [], aspect: 'comment' }]
    : [];
  const count: Found = {
    reference: `${reference}.length`,
    kind: 'number',
    label,
    offers: [],
    aspect: 'count',
  };
  switch (item.type) {
    case 'radiogroup':
    case 'dropdown':
    case 'buttongroup':
      return [whole('choice', offersOf(item, find)), ...comment];
    case 'checkbox':
    case 'tagbox':
      return [whole('many', offersOf(item, find)), count, ...comment];
    case 'ranking':
      return [whole('many', offersOf(item, find))];
    case 'rating':
      return [whole('choice', ratingOffers(item)), ...comment];
    case 'boolean':
      return [whole('boolean', booleanOffers(item)), ...comment];
    case 'text':
      return [whole(kindOfInput(item)), ...comment];
    case 'comment':
      return [whole('text')];
    case 'expression':
      return [whole(kindOfCalculation(textProperty(item, 'expression') ?? ''))];
    case 'paneldynamic':
    case 'matrixdynamic':
      return [count];
    case 'matrix':
    case 'multipletext':
    case 'matrixdropdown':
      return partsOf(item, reference, label, answers, definition, find);
    default:
      return [];
  }
}

const canBeRead = (part: string): boolean => part !== '' && !/[.[\]{}:$#]/.test(part);

function partsOf(
  item: Item,
  reference: string,
  label: LocalizedText,
  answers: (offers: readonly Offer[]) => readonly SubjectOffer[],
  definition: Definition,
  find: Walk['find'],
): readonly Found[] {
  if (item.type === 'multipletext') {
    return itemsOf(item, 'items')
      .filter(({ name }) => canBeRead(name))
      .map((part) => ({
        reference: `${reference}.${part.name}`,
        kind: kindOfInput(part),
        label: joined(label, withName(labelOf(part, definition), part.name, definition)),
        offers: [],
      }));
  }
  const rows = valuesOf(item, 'rows').filter(({ value }) => canBeRead(String(value)));
  return rows.flatMap((row): readonly Found[] => {
    const code = String(row.value);
    const own = textOf(isDefinitionText(row.text) ? row.text : undefined, definition) ?? {};
    const rowLabel = joined(label, withName(own, code, definition));
    if (item.type === 'matrix') {
      const kind = item.cellType === 'checkbox' ? 'many' : 'choice';
      const offers = answers(columnOffers(item));
      return [{ reference: `${reference}.${code}`, kind, label: rowLabel, offers }];
    }
    return columnsOf(item)
      .filter(({ name }) => canBeRead(name))
      .flatMap((column) => {
        const columnLabel = withName(labelOf(column, definition), column.name, definition);
        const kind = kindOfCell(column);
        if (!kind) return [];
        const offers = kind === 'choice' || kind === 'many' ? offersOf(column, find) : [];
        return [
          {
            reference: `${reference}.${code}.${column.name}`,
            kind,
            label: joined(rowLabel, columnLabel),
            offers: answers(kind === 'boolean' ? booleanOffers(column) : offers),
          },
        ];
      });
  });
}

function kindOfCell(column: Item): SubjectKind | undefined {
  const kinds: Readonly<Record<string, SubjectKind>> = {
    dropdown: 'choice',
    radiogroup: 'choice',
    checkbox: 'many',
    tagbox: 'many',
    boolean: 'boolean',
    comment: 'text',
    text: kindOfInput(column),
  };
  return kinds[column.type];
}

function kindOfInput(item: Item): SubjectKind {
  const input = textProperty(item, 'inputType') ?? 'text';
  if (input === 'number' || input === 'range') return 'number';
  return input === 'date' ? 'date' : 'text';
}

const toOffer = (offer: Offer, definition: Definition): SubjectOffer => ({
  value: offer.value,
  label: textOf(offer.text ?? String(offer.value), definition) ?? {},
});

const withName = (text: LocalizedText, name: string, definition: Definition): LocalizedText =>
  Object.keys(text).length > 0 ? text : (textOf(name, definition) ?? {});

/** "Title: part" in the languages that have both; the part alone where none has. */
function joined(first: LocalizedText, second: LocalizedText): LocalizedText {
  const shared = Object.keys(first).filter((language) => second[language] !== undefined);
  if (shared.length === 0) return second;
  return Object.fromEntries(
    shared.map((language) => [language, `${first[language]}: ${second[language]}`]),
  );
}
