/** The questions of a survey in the order of the sheet, with their numbers and the conditions around them. */
import type { Definition, Item } from '#core/definitions/definition.ts';
import {
  elementsOf,
  itemsOf,
  textProperty,
  toItem,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import type { Expression } from '#core/definitions/expressions/expression.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';

export interface Question {
  readonly item: Item;
  readonly number: string;
  /** All that must hold for it to be asked: of its pages, panels and its own. */
  readonly conditions: readonly Expression[];
}

/** What is printed without a number, or not at all. */
const silent = new Set(['html', 'expression', 'image', 'panel']);
export const isNumbered = (item: Item): boolean => item.visible !== false && !silent.has(item.type);

/** Names, as expressions have them in lower case, to the numbers on the sheet. */
export interface Numbering {
  readonly questions: readonly Question[];
  numberOf(name: string): string | undefined;
  itemOf(name: string): Item | undefined;
}

export function numberQuestions(definition: Definition): Numbering {
  const questions: Question[] = [];
  const numbers = new Map<string, string>();
  const items = new Map<string, Item>();
  const name = (item: Item, key: string, number: string): void => {
    numbers.set(key.toLowerCase(), number);
    items.set(key.toLowerCase(), item);
  };
  const visit = (item: Item, around: readonly Expression[]): void => {
    const conditions = [...around, ...conditionOf(item)];
    if (item.type === 'panel') {
      for (const child of itemsOf(item, 'elements')) visit(child, conditions);
      return;
    }
    if (!isNumbered(item)) return;
    const number = String(questions.length + 1);
    questions.push({ item, number, conditions });
    name(item, item.name, number);
    partsOf(item).forEach((part, index) => {
      const letter = letterOf(index);
      name(part, `${item.name}.${part.name}`, `${number}${letter}`);
      if (item.type !== 'paneldynamic' && item.type !== 'matrixdynamic') return;
      name(part, `panel.${part.name}`, `${number}${letter}`);
      name(part, `row.${part.name}`, `${number}${letter}`);
    });
  };
  for (const page of definition.pages) {
    const around = conditionOf(page);
    for (const element of elementsOf(page, 'elements')) visit(toItem(element), around);
  }
  return {
    questions,
    numberOf: (key) => numbers.get(key.toLowerCase()),
    itemOf: (key) => items.get(key.toLowerCase()),
  };
}

/** a, b, c, … z, aa, ab … */
export const letterOf = (index: number): string =>
  (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') +
  String.fromCharCode(97 + (index % 26));

/** What has a letter of its own inside a question. */
export function partsOf(item: Item): readonly Item[] {
  switch (item.type) {
    case 'matrix':
    case 'matrixdropdown':
      return valuesOf(item, 'rows').map((row) => ({ ...item, name: String(row.value) }));
    case 'multipletext':
      return elementsOf(item, 'items').map((part) => ({ ...toItem(part), type: 'text' }));
    case 'matrixdynamic':
      return elementsOf(item, 'columns').map(toItem);
    case 'paneldynamic':
      return flat(itemsOf(item, 'templateElements')).filter(isNumbered);
    default:
      return [];
  }
}

const flat = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => (item.type === 'panel' ? flat(itemsOf(item, 'elements')) : [item]));

function conditionOf(element: Readonly<Record<string, unknown>>): readonly Expression[] {
  const text = textProperty(element, 'visibleIf');
  const parsed = text === undefined ? undefined : parseExpression(text);
  return parsed ? [parsed.expression] : [];
}
