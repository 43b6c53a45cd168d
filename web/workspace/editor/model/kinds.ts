/** The kinds of items that the editor offers, in plain words, and what a change of kind keeps. */
import { isAllowedOfType } from '#core/definitions/allowed-properties.ts';
import type { Item } from '#core/definitions/definition.ts';

export const itemKinds = [
  'one',
  'many',
  'list',
  'yes-no',
  'scale',
  'number',
  'date',
  'short',
  'long',
  'ranking',
  'table',
  'group',
  'repeat',
] as const;
export type ItemKind = (typeof itemKinds)[number];

type Properties = Readonly<Record<string, unknown>>;

interface KindFacts {
  readonly type: string;
  /** What a new item of this kind begins with, beside its name and title. */
  readonly begin: Properties;
}

const twoAnswers = [{ value: 'a1' }, { value: 'a2' }];
const nominal = { lnClass: 'neutral', lnMeasure: 'nominal' };
const written = { lnClass: 'free-text', lnMeasure: '-' };

const facts: Readonly<Record<ItemKind, KindFacts>> = {
  one: { type: 'radiogroup', begin: { choices: twoAnswers, ...nominal } },
  many: { type: 'checkbox', begin: { choices: twoAnswers, ...nominal } },
  list: { type: 'dropdown', begin: { choices: twoAnswers, ...nominal } },
  'yes-no': { type: 'boolean', begin: nominal },
  scale: {
    type: 'rating',
    begin: { rateMin: 1, rateMax: 5, lnClass: 'neutral', lnMeasure: 'ordinal+' },
  },
  number: {
    type: 'text',
    begin: { inputType: 'number', lnClass: 'neutral', lnMeasure: 'interval' },
  },
  date: { type: 'text', begin: { inputType: 'date', lnClass: 'quasi', lnMeasure: 'interval' } },
  short: { type: 'text', begin: written },
  long: { type: 'comment', begin: written },
  ranking: { type: 'ranking', begin: { choices: twoAnswers, ...nominal } },
  table: {
    type: 'matrix',
    begin: {
      columns: [{ value: 'c1' }, { value: 'c2' }],
      rows: [{ value: 'r1' }, { value: 'r2' }],
      lnClass: 'neutral',
      lnMeasure: 'ordinal+',
    },
  },
  group: { type: 'panel', begin: { elements: [] } },
  repeat: { type: 'paneldynamic', begin: { templateElements: [], maxPanelCount: 10 } },
};

const kindsOfTypes: Readonly<Record<string, ItemKind>> = {
  radiogroup: 'one',
  buttongroup: 'one',
  checkbox: 'many',
  tagbox: 'many',
  dropdown: 'list',
  boolean: 'yes-no',
  rating: 'scale',
  comment: 'long',
  ranking: 'ranking',
  matrix: 'table',
  panel: 'group',
  paneldynamic: 'repeat',
};

/** `undefined` for what the editor keeps as it is and shows as JSON. */
export function kindOf(item: Item): ItemKind | undefined {
  if (item.type !== 'text') return kindsOfTypes[item.type];
  switch (item.inputType ?? 'text') {
    case 'number':
      return 'number';
    case 'date':
      return 'date';
    case 'text':
    case 'email':
    case 'tel':
      return 'short';
    default:
      return undefined;
  }
}

export const newItem = (kind: ItemKind, name: string): Item => {
  const { type, begin } = facts[kind];
  return { type, name, ...begin };
};

/** What says how an answer is read; it belongs to the old kind of answer where that was the usual one. */
const meanings = ['lnClass', 'lnMeasure'] as const;

/**
 * The item as another kind. Kept: everything that the new kind can have, and everything that is known of neither. Left
 * out: what only the old kind can have.
 */
export function changeKind(item: Item, kind: ItemKind): Item {
  const { type, begin } = facts[kind];
  const before = kindOf(item);
  if (before === kind) return item;
  const place = { isColumn: false, lenient: false };
  const kept = Object.entries(item).filter(
    ([property]) =>
      property !== 'inputType' &&
      (isAllowedOfType(type, property, place) || !isAllowedOfType(item.type, property, place)),
  );
  const usual = before ? facts[before].begin : {};
  const own = Object.fromEntries(
    kept.filter(
      ([property, value]) => !meanings.some((name) => name === property && value === usual[name]),
    ),
  );
  const isText = type === 'text' && item.type === 'text';
  const { min: _min, max: _max, step: _step, ...unbounded } = own;
  // as: the type and the name are put back by hand; the rest is what an item may have.
  return { ...begin, ...(isText ? unbounded : own), type, name: item.name } as Item;
}
