/**
 * Everything that a definition stores an answer of, as columns of flat tables: one for the response itself and one for
 * every repeated group, nested as the groups are. Files of responses are read and written by it.
 */
import { codebook, placedItems } from '#core/definitions/codebook.ts';
import type { Definition, Item } from '#core/definitions/definition.ts';
import {
  commentKeyOf,
  isElement,
  itemsOf,
  textProperty,
} from '#core/definitions/element-properties.ts';
import { columnItems } from '#core/definitions/logic/declare.ts';
import type { Variable } from '#core/definitions/variable.ts';
import type { ColumnTarget } from '#core/intake/data-file/match-columns.ts';

/** What a cell must look like to be an answer, as far as the variable's type does not say it. */
export type CellKind = 'code' | 'number' | 'day' | 'moment' | 'time' | 'month' | 'line' | 'lines';

export interface Field extends ColumnTarget {
  readonly variable: Variable;
  readonly kind: CellKind;
  /** Made by the form: whatever it is, it is taken as it stands. */
  readonly isCalculated: boolean;
  /** Where the answer lies in the record of its table. */
  readonly at: readonly string[];
}

export interface FieldTable {
  /** Of the repeated group; empty for the response itself. */
  readonly name: string;
  /** Groups and repeats from the outermost to this one, as exports write them. */
  readonly path: readonly string[];
  readonly fields: readonly Field[];
  readonly tables: readonly FieldTable[];
}

/** The table of the response itself, with those of its repeated groups within. */
export const fieldTable = (definition: Definition): FieldTable =>
  tableOf(definition, { name: '', path: [] });

function tableOf(
  definition: Definition,
  { name, path }: Pick<FieldTable, 'name' | 'path'>,
): FieldTable {
  const placed = placedItems(definition);
  const items = new Map(placed.map(({ item }) => [item.name, item]));
  const calculated = new Map(
    (definition.calculatedValues ?? []).map((value) => [value.name, value]),
  );
  const fields = codebook(definition).flatMap((variable, index, all): readonly Field[] => {
    const item = items.get(variable.item);
    const element = item ? elementAt(item, variable.path.slice(1)) : undefined;
    const original = pathOf(item ?? calculated.get(variable.item));
    const own = fieldOf(variable, element, { original, above: path });
    const isLastOfItem = all[index + 1]?.item !== variable.item;
    const ofItem = item && isLastOfItem ? commentKeyOf(item) : undefined;
    const ofCell = element && element !== item ? commentKeyOf(element) : undefined;
    return [
      own,
      ...(ofCell ? [commentField(own, [...own.at.slice(0, -1), ofCell])] : []),
      ...(ofItem ? [commentField(own, [ofItem])] : []),
    ];
  });
  const tables = placed.flatMap(({ item, panels }) => {
    const elements = repeatedElements(item);
    if (!elements) return [];
    const groups = panels.map((panel) => panel.name);
    const here = pathOf(item) ?? [...path, ...groups, item.name];
    const inner: Definition = {
      ...definition,
      pages: [{ name: item.name, elements }],
      calculatedValues: [],
    };
    return [tableOf(inner, { name: item.name, path: here })];
  });
  return { name, path, fields, tables };
}

/** What is asked once a copy; undefined for items that are asked once. */
export function repeatedElements(item: Item): readonly Item[] | undefined {
  if (item.type === 'paneldynamic') return itemsOf(item, 'templateElements');
  return item.type === 'matrixdynamic' ? columnItems(item) : undefined;
}

/** The part of a composite item that asks for one variable. */
function elementAt(item: Item, parts: readonly string[]): Item {
  if (item.type === 'multipletext') {
    const part = itemsOf(item, 'items').find((one) => one.name === parts[0]);
    return part ? { ...part, type: 'text' } : item;
  }
  if (item.type !== 'matrixdropdown') return item;
  const column = columnItems(item).find((one) => one.name === parts[1]);
  return column ? elementAt(column, parts.slice(2)) : item;
}

interface Place {
  /** The path in the form that the item was imported from. */
  readonly original: readonly string[] | undefined;
  readonly above: readonly string[];
}

function fieldOf(variable: Variable, element: Item | undefined, { original, above }: Place): Field {
  const within = [...variable.groups, ...variable.path];
  const isWhole = variable.path.length === 1;
  const path = (isWhole ? original : undefined) ?? [...above, ...within];
  const relative = original && isWhole ? original.slice(above.length) : within;
  return {
    name: variable.name,
    path,
    otherPaths: [relative, within],
    variable,
    kind: kindOf(variable, element),
    isCalculated: element === undefined || element.type === 'expression',
    at: variable.path,
  };
}

function kindOf({ type }: Variable, element: Item | undefined): CellKind {
  if (type === 'choice' || type === 'multi' || type === 'rank' || type === 'boolean') return 'code';
  if (type === 'number') return 'number';
  const input = element ? textProperty(element, 'inputType') : undefined;
  if (input === 'datetime-local') return 'moment';
  if (input === 'time' || input === 'month') return input;
  if (type === 'date') return 'day';
  return element?.type === 'comment' ? 'lines' : 'line';
}

/** What people write beside "other", and comments. */
function commentField(own: Field, at: readonly string[]): Field {
  const isOfItem = at.length === 1;
  const key = at.at(-1) ?? '';
  const { categories: _, ...rest } = own.variable;
  const name = isOfItem ? key : [...own.name.split('.').slice(0, -1), key].join('.');
  const variable: Variable = {
    ...rest,
    name,
    path: at,
    label: {},
    type: 'text',
    measure: null,
    multi: false,
    missingCodes: [],
    problemCodes: [],
    class: own.variable.class === 'identifier' ? 'identifier' : 'free-text',
  };
  const path = [...own.variable.groups, ...at];
  return { name, path, otherPaths: [at], variable, kind: 'lines', isCalculated: false, at };
}

/** As the XLSForm that it came from calls it. */
function pathOf(element: Readonly<Record<string, unknown>> | undefined): string[] | undefined {
  const original = element?.lnXls;
  if (!isElement(original) || typeof original.path !== 'string') return undefined;
  return original.path.split('/');
}
