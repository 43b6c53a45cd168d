/** What can be asked about one item: its answer, how many answers, what was written besides, its rows and parts. */
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
  itemsOf,
  textProperty,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import { kindOf } from '#core/definitions/expressions/kinds.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { isDefinitionText, textOf } from '#core/definitions/languages.ts';
import { columnItems } from '#core/definitions/logic/declare.ts';
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

export type FoundSubject = Pick<Subject, 'reference' | 'kind' | 'label' | 'offers' | 'aspect'>;

interface Surroundings {
  readonly definition: Definition;
  readonly find: (name: string) => Item | undefined;
}

/** @param prefix how the item is read from where it is asked for: '' or `panel.` and its kin. */
export function subjectsOf(
  item: Item,
  prefix: string,
  around: Surroundings,
): readonly FoundSubject[] {
  const reference = `${prefix}${item.name}`;
  const label = labelOf(item, around.definition);
  const kind = kindOfItem(item);
  const count = { reference: `${reference}.length`, kind: 'number', label, offers: [] } as const;
  return [
    ...(kind ? [{ reference, kind, label, offers: offersIn(item, around) }] : []),
    ...partsOf(item, reference, label, around),
    ...(isCounted(item) ? [{ ...count, aspect: 'count' as const }] : []),
    ...(kind && commentKeyOf(item)
      ? [{ ...count, reference: `${reference}-Comment`, kind: 'text', aspect: 'comment' } as const]
      : []),
  ];
}

const isCounted = ({ type }: Item): boolean =>
  ['checkbox', 'tagbox', 'paneldynamic', 'matrixdynamic'].includes(type);

/** What kind of answer the item gives as a whole; `undefined` where only its parts can be asked about. */
function kindOfItem(item: Item): SubjectKind | undefined {
  switch (item.type) {
    case 'radiogroup':
    case 'dropdown':
    case 'buttongroup':
    case 'rating':
      return 'choice';
    case 'checkbox':
    case 'tagbox':
    case 'ranking':
      return 'many';
    case 'boolean':
      return 'boolean';
    case 'comment':
      return 'text';
    case 'text':
      return kindOfInput(item);
    case 'expression':
      return kindOfCalculation(textProperty(item, 'expression') ?? '');
    default:
      return undefined;
  }
}

function kindOfInput(item: Readonly<Record<string, unknown>>): SubjectKind {
  const input = textProperty(item, 'inputType') ?? 'text';
  if (input === 'number' || input === 'range') return 'number';
  return input === 'date' ? 'date' : 'text';
}

export function kindOfCalculation(expression: string): SubjectKind {
  const parsed = parseExpression(expression);
  const kind = parsed ? kindOf(parsed.expression) : 'unknown';
  const isPlain = kind === 'number' || kind === 'boolean' || kind === 'date' || kind === 'text';
  return isPlain ? kind : 'any';
}

function offersIn(item: Item, { definition, find }: Surroundings): readonly SubjectOffer[] {
  const toOffers = (offers: readonly Offer[]) =>
    offers.map(({ value, text }) => ({
      value,
      label: textOf(text ?? String(value), definition) ?? {},
    }));
  switch (item.type) {
    case 'rating':
      return toOffers(ratingOffers(item));
    case 'boolean':
      return toOffers(booleanOffers(item));
    case 'matrix':
      return toOffers(columnOffers(item));
    default:
      return kindOfItem(item) === 'choice' || kindOfItem(item) === 'many'
        ? toOffers(offersOf(item, find))
        : [];
  }
}

/** An expression would take these for a path, a variable or the end of the name. */
const canBeRead = (part: string): boolean => part !== '' && !/[.[\]{}:$#]/.test(part);

function partsOf(
  item: Item,
  reference: string,
  label: LocalizedText,
  around: Surroundings,
): readonly FoundSubject[] {
  const { definition } = around;
  if (item.type === 'multipletext') {
    return itemsOf(item, 'items')
      .filter(({ name }) => canBeRead(name))
      .map((part) => ({
        reference: `${reference}.${part.name}`,
        kind: kindOfInput(part),
        label: joined(label, labelOf(part, definition, part.name)),
        offers: [],
      }));
  }
  if (item.type !== 'matrix' && item.type !== 'matrixdropdown') return [];
  return valuesOf(item, 'rows')
    .filter(({ value }) => canBeRead(String(value)))
    .flatMap((row): readonly FoundSubject[] => {
      const code = String(row.value);
      const here = `${reference}.${code}`;
      const rowLabel = joined(label, labelOf({ title: row.text }, definition, code));
      if (item.type === 'matrixdropdown') return cellsOf(item, here, rowLabel, around);
      const kind = item.cellType === 'checkbox' ? 'many' : 'choice';
      return [{ reference: here, kind, label: rowLabel, offers: offersIn(item, around) }];
    });
}

function cellsOf(
  item: Item,
  reference: string,
  rowLabel: LocalizedText,
  around: Surroundings,
): readonly FoundSubject[] {
  return columnItems(item)
    .filter(({ name }) => canBeRead(name))
    .flatMap((column) => {
      const kind = kindOfItem(column);
      if (!kind) return [];
      const label = joined(rowLabel, labelOf(column, around.definition, column.name));
      const offers = offersIn(column, around);
      return [{ reference: `${reference}.${column.name}`, kind, label, offers }];
    });
}

/** The element's title in every language it has; `fallback` stands for one that is missing. */
export function labelOf(
  element: Readonly<Record<string, unknown>>,
  definition: Definition,
  fallback = '',
): LocalizedText {
  const title = isDefinitionText(element.title) ? textOf(element.title, definition) : undefined;
  return title ?? textOf(fallback, definition) ?? {};
}

/** "Title: part" in the languages that have both; the part alone where none has. */
function joined(first: LocalizedText, second: LocalizedText): LocalizedText {
  const shared = Object.keys(first).filter((language) => second[language] !== undefined);
  if (shared.length === 0) return second;
  return Object.fromEntries(
    shared.map((language) => [language, `${first[language]}: ${second[language]}`]),
  );
}
