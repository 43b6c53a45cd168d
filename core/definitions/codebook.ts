/**
 * The codebook lists the variables of a definition in document order: what analysis, exports and reports see. One item
 * gives one variable or more; items inside repeated groups have tables of their own and are not listed here.
 */

import {
  booleanOffers,
  categoryOf,
  columnOffers,
  type Offer,
  offersOf,
  ratingOffers,
} from '#core/definitions/categories.ts';
import type {
  ChoiceValue,
  Definition,
  DefinitionText,
  Item,
  ItemClass,
  Page,
} from '#core/definitions/definition.ts';
import {
  isElement,
  itemsOf,
  numberProperty,
  textProperty,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import { kindOf } from '#core/definitions/expressions/kinds.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { isDefinitionText, textOf } from '#core/definitions/languages.ts';
import { columnItems } from '#core/definitions/logic/declare.ts';
import { isMeasure } from '#core/definitions/meanings.ts';
import type { Variable, VariableType } from '#core/definitions/variable.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';

interface PlacedItem {
  readonly item: Item;
  readonly page: Page;
  /** Panels around it, outermost first. */
  readonly panels: readonly Item[];
}

/** What one variable of an item is made of. */
interface Draft {
  readonly parts: readonly string[];
  readonly label: LocalizedText | undefined;
  readonly type: VariableType;
  readonly offers?: readonly Offer[];
  /** What each part was called in earlier versions. */
  readonly formerParts?: readonly (readonly string[])[];
  /** The element whose `ln` properties speak for it: the item, a row, a column. */
  readonly says: Item;
}

export function codebook(definition: Definition): readonly Variable[] {
  const placed = inSheetOrder([...placedItems(definition), ...placedCalculations(definition)]);
  const uses = new Map<string, number>();
  for (const { item } of placed) uses.set(item.name, (uses.get(item.name) ?? 0) + 1);
  const byName = new Map(placed.map(({ item }) => [item.name.toLowerCase(), item]));
  const find = (name: string): Item | undefined => byName.get(name.toLowerCase());
  return placed.flatMap((place) => {
    const { item, panels, page } = place;
    const isUnique = uses.get(item.name) === 1;
    const stem = isUnique ? item.name : `${(panels.at(-1) ?? page).name}/${item.name}`;
    return draftsOf(item, find, definition).map((draft) =>
      variableOf(draft, stem, place, definition),
    );
  });
}

/** Calculations of an XLSForm stand between the items, where the author wrote them. */
function inSheetOrder(placed: readonly PlacedItem[]): readonly PlacedItem[] {
  if (placed.every(({ item }) => sheetRow(item) === undefined)) return placed;
  let last = 0;
  return placed
    .map((place) => {
      last = sheetRow(place.item) ?? last;
      return { place, row: last };
    })
    .sort((one, other) => one.row - other.row)
    .map(({ place }) => place);
}

const sheetRow = ({ lnXls }: Item): number | undefined =>
  isElement(lnXls) ? numberProperty(lnXls, 'row') : undefined;

/** Items of the root level, in document order. */
export function placedItems(definition: Definition): readonly PlacedItem[] {
  const collect = (items: readonly Item[], page: Page, panels: readonly Item[]): PlacedItem[] =>
    items.flatMap((item) =>
      item.type === 'panel'
        ? collect(itemsOf(item, 'elements'), page, [...panels, item])
        : [{ item, page, panels }],
    );
  return definition.pages.flatMap((page) => collect(itemsOf(page, 'elements'), page, []));
}

/** Calculated values that are stored with the answers are variables like any other. */
function placedCalculations(definition: Definition): readonly PlacedItem[] {
  const page: Page = { name: '' };
  return (definition.calculatedValues ?? [])
    .filter(({ includeIntoResult }) => includeIntoResult === true)
    .map((calculated) => ({ item: { ...calculated, type: 'expression' }, page, panels: [] }));
}

function draftsOf(
  item: Item,
  find: (name: string) => Item | undefined,
  definition: Definition,
): readonly Draft[] {
  const label = labelOf(item, definition);
  const single = (type: VariableType, offers?: readonly Offer[]): readonly Draft[] => [
    { parts: [], label, type, says: item, ...(offers ? { offers } : {}) },
  ];
  switch (item.type) {
    case 'radiogroup':
    case 'dropdown':
    case 'buttongroup':
      return single('choice', offersOf(item, find));
    case 'checkbox':
    case 'tagbox':
      return single('multi', offersOf(item, find));
    case 'ranking':
      return single('rank', offersOf(item, find));
    case 'boolean':
      return single('boolean', booleanOffers(item));
    case 'rating':
      return ratingType(item) === 'choice'
        ? single('choice', ratingOffers(item))
        : single('number');
    case 'text':
      return single(typeOfText(item));
    case 'expression':
      return single(typeOfCalculation(item));
    case 'comment':
      return single('text');
    case 'matrix':
      return matrixDrafts(item, definition);
    case 'multipletext':
      return itemsOf(item, 'items').map((part) => ({
        parts: [part.name],
        formerParts: [namesBefore(part, 'lnFormerNames')],
        label: joinLabels(label, labelOf(part, definition)),
        type: typeOfText(part),
        says: { ...inherited(item), ...part },
      }));
    case 'matrixdropdown':
      return matrixDropdownDrafts(item, find, definition);
    default:
      return [];
  }
}

function matrixDrafts(item: Item, definition: Definition): readonly Draft[] {
  const isMany = item.cellType === 'checkbox';
  return valuesOf(item, 'rows').map((row) => ({
    parts: [String(row.value)],
    formerParts: [namesBefore(row, 'lnFormerValues')],
    label: joinLabels(labelOf(item, definition), rowLabel(row, definition)),
    type: isMany ? 'multi' : 'choice',
    offers: columnOffers(item),
    says: { ...inherited(item), ...row, type: item.type, name: item.name },
  }));
}

function matrixDropdownDrafts(
  item: Item,
  find: (name: string) => Item | undefined,
  definition: Definition,
): readonly Draft[] {
  const label = labelOf(item, definition);
  return valuesOf(item, 'rows').flatMap((row) =>
    columnItems(item).flatMap((column) =>
      draftsOf(column, find, definition).map((draft) => ({
        ...draft,
        parts: [String(row.value), column.name, ...draft.parts],
        formerParts: [
          namesBefore(row, 'lnFormerValues'),
          namesBefore(column, 'lnFormerNames'),
          ...(draft.formerParts ?? []),
        ],
        label: joinLabels(joinLabels(label, rowLabel(row, definition)), draft.label),
        says: { ...inherited(item), ...draft.says },
      })),
    ),
  );
}

/** What rows and columns take over from their matrix; a label of their own is theirs alone. */
function inherited(item: Item): Item {
  const { lnLabel: _, choices: __, ...rest } = item;
  return rest;
}

const rowLabel = (
  row: { readonly value: ChoiceValue; readonly text?: DefinitionText },
  definition: Definition,
): LocalizedText | undefined => textOf(row.text ?? String(row.value), definition);

const labelOf = (item: Item, definition: Definition): LocalizedText | undefined =>
  textOf(isDefinitionText(item.title) ? item.title : undefined, definition);

/** "Title: row" in every language that has both; else whichever there is. */
function joinLabels(
  first: LocalizedText | undefined,
  second: LocalizedText | undefined,
): LocalizedText | undefined {
  if (!first || !second) return first ?? second;
  const shared = Object.keys(first).filter((language) => second[language] !== undefined);
  if (shared.length === 0) return second;
  return Object.fromEntries(
    shared.map((language) => [language, `${first[language]}: ${second[language]}`]),
  );
}

/** A scale in words is a choice; 0–10 and longer are numbers unless the author calls them ordinal. */
function ratingType(item: Item): VariableType {
  const offers = ratingOffers(item);
  if (offers.some(({ value }) => typeof value !== 'number')) return 'choice';
  return offers.length <= 11 && String(item.lnMeasure ?? '').startsWith('ordinal')
    ? 'choice'
    : 'number';
}

function typeOfText(item: Item): VariableType {
  const input = textProperty(item, 'inputType') ?? 'text';
  if (input === 'number' || input === 'range') return 'number';
  return input === 'date' || input === 'datetime-local' ? 'date' : 'text';
}

/** What a calculation gives by its own text; where that stays open, what the author says it measures. */
function typeOfCalculation(item: Item): VariableType {
  const parsed = parseExpression(textProperty(item, 'expression') ?? '');
  const kind = parsed ? kindOf(parsed.expression) : 'unknown';
  if (kind === 'number' || kind === 'boolean' || kind === 'date' || kind === 'text') return kind;
  if (item.lnMeasure === 'interval' || item.lnMeasure === 'count') return 'number';
  return kind === 'unknown' && item.lnMeasure === undefined ? 'number' : 'text';
}

function variableOf(
  draft: Draft,
  stem: string,
  { item, page, panels }: PlacedItem,
  definition: Definition,
): Variable {
  const { says, parts, type, offers } = draft;
  const name = [stem, ...parts].join('.');
  const shortLabel = textOf(isDefinitionText(says.lnLabel) ? says.lnLabel : undefined, definition);
  const theme = themeOf(page, panels, definition);
  const block = textProperty(says, 'lnBlock');
  const formerNames = formerNamesOf(stem, item, draft);
  return {
    name,
    item: item.name,
    path: [item.name, ...parts],
    label: draft.label ?? textOf(name, definition) ?? {},
    ...(shortLabel ? { shortLabel } : {}),
    type,
    measure: isMeasure(says.lnMeasure) ? says.lnMeasure : null,
    multi: type === 'multi',
    ...(offers ? { categories: offers.map((offer) => categoryOf(offer, says, definition)) } : {}),
    missingCodes: says.lnMissing ?? [],
    problemCodes: says.lnProblem ?? [],
    class: says.lnClass ?? classOf(type),
    role: says.lnRole ?? null,
    ...(theme ? { theme } : {}),
    page: page.name,
    groups: panels.map((panel) => panel.name),
    ...(block ? { block } : {}),
    ...(formerNames.length > 0 ? { formerNames } : {}),
  };
}

const namesBefore = (
  element: Readonly<Record<string, unknown>>,
  property: 'lnFormerNames' | 'lnFormerValues',
): readonly string[] => {
  const names = element[property];
  return Array.isArray(names) ? names.map(String) : [];
};

/** Every name that older versions may know the variable by: its item or any of its parts was called otherwise. */
function formerNamesOf(
  stem: string,
  item: Item,
  { parts, formerParts = [] }: Draft,
): readonly string[] {
  const steps = [
    [stem, ...namesBefore(item, 'lnFormerNames')],
    ...parts.map((part, index) => [part, ...(formerParts[index] ?? [])]),
  ];
  const names = steps.reduce<readonly string[]>(
    (begun, step) =>
      begun.flatMap((name) => step.map((part) => (name === '' ? part : `${name}.${part}`))),
    [''],
  );
  return names.slice(1);
}

/** What people write is taken for free text until somebody says otherwise. */
const classOf = (type: VariableType): ItemClass | null => (type === 'text' ? 'free-text' : null);

/** What the page says it is about, else its title; where all stands on one page, its outer groups are the themes. */
function themeOf(
  page: Page,
  panels: readonly Item[],
  definition: Definition,
): LocalizedText | undefined {
  const titleOf = (element: Item | Page | undefined): LocalizedText | undefined => {
    const text = element?.lnTheme ?? element?.title;
    return isDefinitionText(text) ? textOf(text, definition) : undefined;
  };
  const [outermost] = panels;
  return definition.pages.length === 1
    ? (titleOf(outermost) ?? titleOf(page))
    : (titleOf(page) ?? titleOf(outermost));
}

/** The document of `survey codebook`. */
export interface CodebookDocument {
  readonly variables: readonly {
    readonly name: string;
    readonly item: string;
    readonly label: LocalizedText;
    readonly type: VariableType;
    readonly measure: Variable['measure'];
    readonly multi: boolean;
    readonly categories?: readonly { readonly value: ChoiceValue; readonly label: LocalizedText }[];
    readonly class: ItemClass | null;
    readonly role: string | null;
    readonly block?: string;
  }[];
}

export const codebookDocument = (definition: Definition): CodebookDocument => ({
  variables: codebook(definition).map((variable) => ({
    name: variable.name,
    item: variable.item,
    label: variable.label,
    type: variable.type,
    measure: variable.measure,
    multi: variable.multi,
    ...(variable.categories
      ? { categories: variable.categories.map(({ value, label }) => ({ value, label })) }
      : {}),
    class: variable.class,
    role: variable.role,
    ...(variable.block ? { block: variable.block } : {}),
  })),
});
