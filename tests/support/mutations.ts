/** Single changes of a definition, each with what it must be called: what a diff has to find. */
import type { Definition } from '#core/definitions/definition.ts';
import type { ChangeCode, ChangeEffect } from '#core/definitions/diff-versions.ts';
import type { Chance } from './differential/seeded-random.ts';

type Json = Record<string, unknown>;

export interface Mutation {
  readonly definition: Definition;
  readonly code: ChangeCode;
  readonly effect: ChangeEffect;
  readonly item?: string;
}

interface Target {
  readonly element: Json;
  /** The list that it stands in. */
  readonly list: unknown[];
}

type Mutate = (copy: Json, chance: Chance) => Omit<Mutation, 'definition'> | undefined;

const listOf = (element: Json, property: string): unknown[] =>
  Array.isArray(element[property]) ? (element[property] as unknown[]) : []; // as: it is a list of JSON

function itemsIn(copy: Json): readonly Target[] {
  const found: Target[] = [];
  const visit = (parent: Json): void => {
    const list = listOf(parent, 'elements');
    for (const entry of list) {
      const element = entry as Json; // as: elements of random definitions are objects
      found.push({ element, list });
      if (element.type === 'panel') visit(element);
    }
  };
  for (const page of listOf(copy, 'pages')) visit(page as Json); // as: pages are objects
  return found;
}

/** A change of one item that fits; nothing where no item does. */
const onItem =
  (
    fits: (element: Json) => boolean,
    change: (target: Target, chance: Chance) => readonly [ChangeCode, ChangeEffect],
  ): Mutate =>
  (copy, chance) => {
    const targets = itemsIn(copy).filter(({ element }) => fits(element));
    if (targets.length === 0) return undefined;
    const target = chance.pick(targets);
    const item = String(target.element.name);
    const [code, effect] = change(target, chance);
    return { code, effect, ...(target.element.type !== 'panel' && { item }) };
  };

const isItem = (element: Json): boolean => element.type !== 'panel';
const hasChoices = (element: Json): boolean =>
  ['radiogroup', 'checkbox', 'dropdown', 'tagbox', 'ranking'].includes(String(element.type)) &&
  listOf(element, 'choices').length >= 2;

const set = (name: string, value: unknown, code: ChangeCode, effect: ChangeEffect): Mutate =>
  onItem(isItem, ({ element }) => {
    element[name] = value;
    return [code, effect];
  });

export const mutations: Readonly<Record<string, Mutate>> = {
  'an item is added': (copy, chance) => {
    const targets = itemsIn(copy);
    if (targets.length === 0) return undefined;
    chance.pick(targets).list.push({ type: 'text', name: 'quite_new', title: 'New' });
    return { code: 'item-added', effect: 'compatible', item: 'quite_new' };
  },
  'an item is removed': (copy, chance) => {
    const targets = itemsIn(copy).filter(({ element }) => isItem(element));
    if (targets.length === 0) return undefined;
    const { element, list } = chance.pick(targets);
    list.splice(list.indexOf(element), 1);
    return { code: 'item-removed', effect: 'note', item: String(element.name) };
  },
  'an item moves to a page of its own': (copy, chance) => {
    const targets = itemsIn(copy).filter(({ element }) => isItem(element));
    if (targets.length === 0) return undefined;
    const { element, list } = chance.pick(targets);
    list.splice(list.indexOf(element), 1);
    listOf(copy, 'pages').push({ name: 'quite_new_page', elements: [element] });
    return { code: 'item-moved', effect: 'compatible', item: String(element.name) };
  },
  'an item is worded otherwise': set('title', 'Quite another question', 'wording-changed', 'note'),
  'a hint is added': set('description', 'A hint', 'help-changed', 'compatible'),
  'one answer becomes several': onItem(
    ({ type }) => type === 'radiogroup',
    ({ element }) => {
      element.type = 'checkbox';
      return ['type-changed', 'breaking'];
    },
  ),
  'buttons become a list': onItem(
    ({ type }) => type === 'radiogroup',
    ({ element }) => {
      element.type = 'dropdown';
      return ['type-changed', 'compatible'];
    },
  ),
  'words become a number': onItem(
    ({ type, inputType }) => type === 'text' && inputType === undefined,
    ({ element }) => {
      element.inputType = 'number';
      return ['type-changed', 'breaking'];
    },
  ),
  'a choice is added': onItem(hasChoices, ({ element }) => {
    listOf(element, 'choices').push({ value: 'quite_new', text: 'Quite new' });
    return ['choice-added', 'note'];
  }),
  'a choice is removed': onItem(hasChoices, ({ element }) => {
    listOf(element, 'choices').pop();
    return ['choice-removed', 'note'];
  }),
  'a choice is worded otherwise': onItem(hasChoices, ({ element }) => {
    const choices = listOf(element, 'choices');
    const last = choices.at(-1);
    const value = typeof last === 'object' ? (last as Json).value : last; // as: a choice with a value
    const rest = typeof last === 'object' ? (last as Json) : {}; // as: the same
    choices[choices.length - 1] = { ...rest, value, text: 'Quite another answer' };
    return ['choice-reworded', 'note'];
  }),
  'choices change places': onItem(hasChoices, ({ element }) => {
    listOf(element, 'choices').reverse();
    return ['choices-reordered', 'compatible'];
  }),
  'an item must be answered': onItem(
    (element) => isItem(element) && element.isRequired !== true,
    ({ element }) => {
      element.isRequired = true;
      return ['required-on', 'compatible'];
    },
  ),
  'an item need not be answered': onItem(
    (element) => isItem(element) && element.isRequired === true,
    ({ element }) => {
      element.isRequired = false;
      return ['required-off', 'compatible'];
    },
  ),
  'an item is asked of others': set('visibleIf', "{nobody} = 'x'", 'skip-changed', 'note'),
  'an item is checked otherwise': set(
    'validators',
    [{ type: 'expression', expression: '1 = 1' }],
    'checks-changed',
    'note',
  ),
  'an item has another limit': set('maxLength', 17, 'limits-changed', 'note'),
  'an item has another class': set('lnClass', 'sensitive', 'class-changed', 'note'),
  'an item has another role': set('lnRole', 'need', 'role-changed', 'note'),
  'a person may be entered once': set('lnUnique', 'project', 'unique-changed', 'note'),
  'an item measures something else': set('lnMeasure', 'ordinal-', 'measure-changed', 'note'),
  'other codes are missing': set('lnMissing', ['quite'], 'missing-changed', 'note'),
  'an answer ends the interview': set('lnOutcome', { a: 'refused' }, 'outcome-changed', 'note'),
  'an item is of a block': set('lnBlock', 'block@2', 'block-changed', 'note'),
  'a detail changes': set('titleLocation', 'left', 'detail-changed', 'compatible'),
  'the survey has another title': (copy) => {
    copy.title = 'Quite another title';
    return { code: 'title-changed', effect: 'compatible' };
  },
  'a value is calculated': (copy) => {
    copy.calculatedValues = [
      ...listOf(copy, 'calculatedValues'),
      { name: 'quite_new', expression: '1 + 1' },
    ];
    return { code: 'calculation-added', effect: 'compatible' };
  },
  'a value is calculated otherwise': (copy) => {
    const [first] = listOf(copy, 'calculatedValues') as Json[]; // as: calculated values are objects
    if (!first) return undefined;
    first.expression = '1 + 41';
    return { code: 'calculation-changed', effect: 'note' };
  },
  'the survey is anonymous': (copy) => {
    copy.lnAnonymous = true;
    return { code: 'anonymity-changed', effect: 'note' };
  },
};

/** The definition with that change; nothing where it has no place for it. */
export function mutated(
  definition: Definition,
  name: string,
  chance: Chance,
): Mutation | undefined {
  const copy = structuredClone(definition) as unknown as Json; // as: a definition is JSON
  const said = mutations[name]?.(copy, chance);
  return said && { definition: copy as unknown as Definition, ...said }; // as: as it came
}
