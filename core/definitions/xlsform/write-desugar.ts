/**
 * Items that XLSForm has no type for, as the group of plain items that asks the same: a matrix is a group of choices, a
 * rating a choice of numbers. `texts` says which text of the parts is which text of the item, so that a label edited in
 * a spreadsheet finds its way back.
 */
import { booleanOffers, columnOffers, ratingOffers } from '#core/definitions/categories.ts';
import type { Choice, ChoiceValue, Item } from '#core/definitions/definition.ts';
import { elementsOf, isOn, valuesOf } from '#core/definitions/element-properties.ts';

/** A part of an item that is written as a row of its own. */
export interface Part {
  /** How expressions name it inside the item: `row`, `row.column`, a column of a dynamic table. */
  readonly word: string;
  readonly element: Item;
  readonly parts?: readonly Part[];
  /** `{item}` in its conditions. */
  readonly item?: ChoiceValue;
  /** Its own cells are what `{row.x}` means. */
  readonly isRow?: boolean;
  /** Pointer into what the import builds of this part → pointer into the item. */
  readonly texts: TextPairs;
}

export type TextPairs = readonly (readonly [built: string, own: string])[];

export interface Desugared {
  /** What is written in place of the item: a type that XLSForm knows, with the item's own conditions. */
  readonly element: Item;
  /** Present where it is written as a group or a repeat. */
  readonly parts?: readonly Part[];
  /** Pointer into what the import builds → pointer into the item. */
  readonly texts: TextPairs;
}

const shared = [
  'title',
  'description',
  'visible',
  'visibleIf',
  'isRequired',
  'requiredIf',
  'requiredErrorText',
  'readOnly',
  'defaultValue',
] as const;

function keep(item: Item, more: Readonly<Record<string, unknown>>): Item {
  const kept = shared.filter((key) => item[key] !== undefined).map((key) => [key, item[key]]);
  return { ...Object.fromEntries(kept), ...more, type: String(more.type), name: item.name };
}

/** The item as plain ones, or undefined where it is one. */
export function desugar(item: Item): Desugared | undefined {
  switch (item.type) {
    case 'rating':
      return rating(item);
    case 'boolean':
      return isAcknowledgement(item) ? undefined : yesOrNo(item);
    case 'matrix':
      return matrix(item);
    case 'matrixdropdown':
      return table(item);
    case 'matrixdynamic':
      return dynamicTable(item);
    case 'multipletext':
      return severalTexts(item);
    case 'expression':
      return {
        element: { ...keep(item, { type: 'text' }), expression: item.expression },
        texts: [],
      };
    default:
      return undefined;
  }
}

/** Whether an item may be of those that are written as plain ones. */
export const isSugar = ({ type }: Readonly<Record<string, unknown>>): boolean =>
  typeof type === 'string' &&
  [
    'rating',
    'boolean',
    'matrix',
    'matrixdropdown',
    'matrixdynamic',
    'multipletext',
    'expression',
  ].includes(type);

export const isAcknowledgement = (item: Item): boolean =>
  item.renderAs === 'checkbox' && item.valueTrue === 'OK';

const shownText = (choice: { readonly value: ChoiceValue; readonly text?: unknown }): Choice => ({
  ...choice,
  text: (choice.text === undefined || choice.text === ''
    ? String(choice.value)
    : choice.text) as NonNullable<Choice['text']>, // as: texts of offers are checked where they are read
});

function rating(item: Item): Desugared {
  const offers = ratingOffers(item);
  const own = valuesOf(item, 'rateValues').length > 0;
  const texts: TextPairs = own
    ? offers.map((_, index) => textPair('choices', index, 'rateValues'))
    : [
        ['/choices/0/text', '/minRateDescription'],
        [`/choices/${offers.length - 1}/text`, '/maxRateDescription'],
      ];
  const choices = offers.map(({ value, text }) => shownText({ value, text }));
  return {
    element: keep(item, { type: 'radiogroup', choices, appearance: 'likert' }),
    texts: offers.length > 1 ? texts : [],
  };
}

function yesOrNo(item: Item): Desugared {
  const choices = booleanOffers(item).map(({ value, text }) => shownText({ value, text }));
  return {
    element: keep(item, { type: 'radiogroup', choices }),
    texts: [
      ['/choices/0/text', '/labelTrue'],
      ['/choices/1/text', '/labelFalse'],
    ],
  };
}

const textPair = (built: string, index: number, own: string): readonly [string, string] => [
  `/${built}/${index}/text`,
  `/${own}/${index}/text`,
];

function matrix(item: Item): Desugared {
  const rows = valuesOf(item, 'rows');
  const choices = columnOffers(item).map(({ value, text }) => shownText({ value, text }));
  const required = isOn(item, 'eachRowRequired', 'isAllRowRequired');
  const parts = rows.map((row, index): Part => {
    const conditions = [row.visibleIf, item.rowsVisibleIf].filter(
      (condition): condition is string => typeof condition === 'string' && condition !== '',
    );
    const element: Item = {
      type: 'radiogroup',
      name: String(row.value),
      title: row.text ?? String(row.value),
      choices,
      ...(required ? { isRequired: true } : {}),
      ...(conditions.length > 0 ? { visibleIf: allOf(conditions) } : {}),
    };
    const columns = index > 0 ? [] : choices.map((_, at) => textPair('choices', at, 'columns'));
    const texts: TextPairs = [['/title', `/rows/${index}/text`], ...columns];
    return { word: String(row.value), element, item: row.value, texts };
  });
  return { element: keep(item, { type: 'panel', appearance: 'table-list' }), parts, texts: [] };
}

const allOf = (conditions: readonly string[]): string =>
  conditions.length === 1
    ? (conditions[0] ?? '')
    : conditions.map((condition) => `(${condition})`).join(' and ');

/** A cell of a table as an item of its own. */
function cellItem(column: Readonly<Record<string, unknown>>, table: Item): Item {
  const own = typeof column.cellType === 'string' ? column.cellType : undefined;
  const usual = typeof table.cellType === 'string' ? table.cellType : undefined;
  const type = own && own !== 'default' ? own : (usual ?? 'dropdown');
  const { cellType: _, ...rest } = column;
  const hasOwn = Array.isArray(column.choices) && column.choices.length > 0;
  const choices = hasOwn || table.choices === undefined ? {} : { choices: table.choices };
  const name = String(column.name ?? '');
  return { title: name, ...rest, ...choices, type, name } as Item; // as: columns are items whose texts the schema has checked
}

const columnsOf = (item: Item): readonly Readonly<Record<string, unknown>>[] =>
  elementsOf(item, 'columns').filter((column) => typeof column.name === 'string');

function table(item: Item): Desugared {
  const rows = valuesOf(item, 'rows');
  const columns = columnsOf(item);
  const parts = rows.map((row, index): Part => {
    const element: Item = {
      type: 'panel',
      name: String(row.value),
      title: row.text ?? String(row.value),
      ...(typeof row.visibleIf === 'string' ? { visibleIf: row.visibleIf } : {}),
    };
    const texts: TextPairs = [['/title', `/rows/${index}/text`]];
    const cells = cellParts(item, columns);
    return { word: String(row.value), element, parts: cells, item: row.value, isRow: true, texts };
  });
  return { element: keep(item, { type: 'panel' }), parts, texts: [] };
}

const cellParts = (
  item: Item,
  columns: readonly Readonly<Record<string, unknown>>[],
): readonly Part[] =>
  columns.map((column, index) => ({
    word: String(column.name),
    element: cellItem(column, item),
    texts: [['/title', `/columns/${index}/title`]],
  }));

const dynamicTable = (item: Item): Desugared => ({
  element: keep(item, { type: 'paneldynamic' }),
  parts: cellParts(item, columnsOf(item)),
  texts: [],
});

function severalTexts(item: Item): Desugared {
  const items = elementsOf(item, 'items').filter((one) => typeof one.name === 'string');
  const parts = items.map((one, index): Part => {
    const name = String(one.name);
    const element = { title: name, ...one, type: 'text', name } as Item; // as: the parts of a multiple text are text items
    return { word: name, element, texts: [['/title', `/items/${index}/title`]] };
  });
  return { element: keep(item, { type: 'panel' }), parts, texts: [] };
}
