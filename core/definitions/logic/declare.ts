/** First step of compiling: finds every unit of a definition, its scope and its name. No expression is read yet. */

import type { Definition, Item } from '#core/definitions/definition.ts';
import {
  commentKeyOf,
  elementsOf,
  itemsOf,
  textProperty,
  toItem,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import { Refusal, refusedProperty } from '#core/definitions/expressions/compile-expression.ts';
import {
  appendUnit,
  createScope,
  type NewUnit,
  type Scope,
  type Unit,
} from '#core/definitions/logic/unit.ts';
import { reservedNames } from '#core/definitions/names.ts';

export interface DeclareOptions {
  readonly lenient: boolean;
  /** Runs a step and keeps the refusal it may throw, with its place. */
  readonly attempt: (pointer: string, step: () => void) => void;
}

interface Place {
  readonly scope: Scope;
  readonly holder: Unit | undefined;
  readonly path: string;
  readonly depth: number;
}

const knownTypes = new Set([
  'radiogroup',
  'dropdown',
  'buttongroup',
  'checkbox',
  'tagbox',
  'text',
  'comment',
  'boolean',
  'rating',
  'ranking',
  'matrix',
  'multipletext',
  'paneldynamic',
  'matrixdynamic',
  'matrixdropdown',
  'expression',
]);
const mostNesting = 5;

/** All units, those of repeated groups inside the scope of their owner. */
export function declareUnits(definition: Definition, options: DeclareOptions): Scope {
  const root = createScope('root');
  (definition.calculatedValues ?? []).forEach((calculated, index) => {
    const { name } = calculated;
    const pointer = `/calculatedValues/${index}`;
    const element: Item = { ...calculated, type: 'calculated' };
    options.attempt(pointer, () =>
      declare(
        root,
        { kind: 'calculated', type: '', name, path: name, pointer, element, holder: undefined },
        options,
      ),
    );
  });
  definition.pages.forEach((page, index) => {
    const pointer = `/pages/${index}`;
    const element: Item = { ...page, type: 'page' };
    const { name } = page;
    const holder = appendUnit(root, {
      kind: 'container',
      type: 'page',
      name,
      path: name,
      pointer,
      element,
      holder: undefined,
    });
    const place = { scope: root, holder, path: '', depth: 0 };
    declareItems(itemsOf(page, 'elements'), `${pointer}/elements`, place, options);
  });
  return root;
}

function declareItems(
  items: readonly Item[],
  pointer: string,
  place: Place,
  options: DeclareOptions,
): void {
  items.forEach((item, index) => {
    const here = `${pointer}/${index}`;
    options.attempt(here, () => {
      if (place.depth > mostNesting) throw new Refusal('too-deep', { most: mostNesting });
      if (item.type === 'panel') declarePanel(item, here, place, options);
      else declareItem(item, here, place, options);
    });
  });
}

function declarePanel(item: Item, pointer: string, place: Place, options: DeclareOptions): void {
  const holder = appendUnit(place.scope, {
    kind: 'container',
    type: 'panel',
    name: item.name,
    path: place.path + item.name,
    pointer,
    element: item,
    holder: place.holder,
  });
  if (!options.lenient && (item.isRequired || item.requiredIf)) {
    throw refusedProperty(item.isRequired ? 'isRequired' : 'requiredIf');
  }
  const inside = { ...place, holder, depth: place.depth + 1 };
  declareItems(itemsOf(item, 'elements'), `${pointer}/elements`, inside, options);
}

function declareItem(item: Item, pointer: string, place: Place, options: DeclareOptions): void {
  if (!knownTypes.has(item.type) && !options.lenient) {
    throw new Refusal('type-unknown', { kind: item.type }, 'type');
  }
  const unit = declare(
    place.scope,
    {
      kind: 'item',
      type: item.type,
      name: item.name,
      path: place.path + item.name,
      pointer,
      element: item,
      holder: place.holder,
      partNames: partNamesOf(item),
      commentKey: commentKeyOf(item),
    },
    options,
  );
  if (!options.lenient) refuseOpenGroups(item);
  if (item.type === 'paneldynamic') declareTemplate(unit, place, options);
  if (item.type === 'matrixdynamic' || item.type === 'matrixdropdown') {
    declareColumns(unit, place, options);
  }
}

const beginnings: ReadonlyMap<string, readonly string[]> = new Map([
  ['paneldynamic', ['panelCount', 'minPanelCount']],
  ['matrixdynamic', ['rowCount', 'minRowCount']],
]);

/** Groups that begin with copies of their own would hold answers that nobody gave. */
function refuseOpenGroups(item: Item): void {
  const mustBeNothing = beginnings.get(item.type) ?? [];
  const found = mustBeNothing.find((property) => Boolean(item[property]));
  // A matrix begins with two rows where nothing is said.
  if (item.type === 'matrixdynamic' && item.rowCount === undefined) {
    throw new Refusal('rows-begin', {}, 'rowCount');
  }
  if (found) throw new Refusal('rows-begin', {}, found);
}

function declareTemplate(unit: Unit, place: Place, options: DeclareOptions): void {
  unit.inner = createScope('panel', place.scope, unit);
  const inside: Place = {
    scope: unit.inner,
    holder: undefined,
    path: `${unit.path}[].`,
    depth: place.depth + 1,
  };
  const { element, pointer } = unit;
  declareItems(
    itemsOf(element, 'templateElements'),
    `${pointer}/templateElements`,
    inside,
    options,
  );
}

function declareColumns(unit: Unit, place: Place, options: DeclareOptions): void {
  const { element } = unit;
  unit.inner = createScope('row', place.scope, unit);
  const inside: Place = {
    scope: unit.inner,
    holder: undefined,
    path: `${unit.path}[].`,
    depth: place.depth + 1,
  };
  columnItems(element).forEach((column, index) => {
    const pointer = `${unit.pointer}/columns/${index}`;
    options.attempt(pointer, () => declareItem(column, pointer, inside, options));
  });
}

/** The columns of a matrix as items: type from the column or the matrix, choices likewise. */
export function columnItems(matrix: Item): readonly Item[] {
  return elementsOf(matrix, 'columns').map((column) => {
    const cellType = textProperty(column, 'cellType');
    const type =
      cellType && cellType !== 'default'
        ? cellType
        : (textProperty(matrix, 'cellType') ?? 'dropdown');
    const choices = valuesOf(column, 'choices');
    return toItem({
      ...column,
      type,
      choices: choices.length > 0 ? choices : (matrix.choices ?? []),
    });
  });
}

function partNamesOf(item: Item): readonly string[] {
  if (item.type === 'multipletext') return itemsOf(item, 'items').map((part) => part.name);
  if (item.type !== 'matrix' && item.type !== 'matrixdropdown') return [];
  return valuesOf(item, 'rows').map((row) => String(row.value));
}

function declare(scope: Scope, unit: NewUnit, { lenient }: DeclareOptions): Unit {
  const key = unit.name.toLowerCase();
  if (!unit.name || reservedNames.has(key) || (!lenient && isMisread(key))) {
    throw new Refusal('name-invalid', { name: unit.name }, 'name');
  }
  if (scope.names.has(key)) {
    throw new Refusal('name-duplicate', { name: unit.name }, 'name');
  }
  const added = appendUnit(scope, unit);
  scope.names.set(key, added);
  return added;
}

/** survey-core reads these as paths, variables or comments. */
const isMisread = (key: string): boolean =>
  /[.{}[\]:$#]/.test(key) || key.endsWith('-comment') || key.endsWith('-unwrapped');
