/** Every element of a definition with its place: what the checks of the publish gate go through. */
import type { PartKind } from '#core/definitions/allowed-properties.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { isElement, textProperty } from '#core/definitions/element-properties.ts';

type Element = Readonly<Record<string, unknown>>;

interface Place {
  readonly element: Element;
  readonly pointer: string;
  /** Pages lie at 0, their elements at 1. */
  readonly depth: number;
  /** Index of the page it stands on; -1 outside pages. */
  readonly page: number;
}

export type GateElement = Place &
  (
    | { readonly kind: 'item'; readonly type: string; readonly isColumn: boolean }
    | { readonly kind: 'part'; readonly part: PartKind }
  );

type Child = (place: Place) => GateElement;

const part =
  (name: PartKind): Child =>
  (place) => ({ ...place, kind: 'part', part: name });
const item: Child = (place) => ({
  ...place,
  kind: 'item',
  type: textProperty(place.element, 'type') ?? '',
  isColumn: false,
});
const columnOf =
  (matrix: Element): Child =>
  (place) => {
    const own = textProperty(place.element, 'cellType');
    const type = own && own !== 'default' ? own : (textProperty(matrix, 'cellType') ?? 'dropdown');
    return { ...place, kind: 'item', type, isColumn: true };
  };

/** In document order, parents first. */
export function elementsIn(definition: Definition): readonly GateElement[] {
  const found: GateElement[] = [];
  const add = (element: GateElement): void => {
    found.push(element);
    for (const [property, child] of childrenOf(element)) addAll(element, property, child);
  };
  const addAll = (parent: GateElement, property: string, child: Child): void => {
    const list = parent.element[property];
    if (!Array.isArray(list)) return;
    list.forEach((entry, index) => {
      if (!isElement(entry)) return;
      add(
        child({
          element: entry,
          pointer: `${parent.pointer}/${property}/${index}`,
          depth: parent.depth + 1,
          page: parent.page === -1 && property === 'pages' ? index : parent.page,
        }),
      );
    });
  };
  add({ kind: 'part', part: 'survey', element: definition, pointer: '', depth: -1, page: -1 });
  return found;
}

function childrenOf(element: GateElement): readonly (readonly [string, Child])[] {
  if (element.kind === 'part') return childrenOfPart(element.part);
  const validators = ['validators', part('validator')] as const;
  const choices = ['choices', part('choice')] as const;
  switch (element.type) {
    case 'panel':
      return [['elements', item]];
    case 'paneldynamic':
      return [validators, ['templateElements', item]];
    case 'multipletext':
      return [validators, ['items', part('textItem')]];
    case 'rating':
      return [validators, ['rateValues', part('choice')]];
    case 'matrix':
      return [validators, ['rows', part('choice')], ['columns', part('choice')]];
    case 'matrixdropdown':
    case 'matrixdynamic':
      return [
        validators,
        choices,
        ['rows', part('choice')],
        ['columns', columnOf(element.element)],
      ];
    default:
      return [validators, choices];
  }
}

function childrenOfPart(name: PartKind): readonly (readonly [string, Child])[] {
  switch (name) {
    case 'survey':
      return [
        ['calculatedValues', part('calculated')],
        ['pages', part('page')],
      ];
    case 'page':
      return [['elements', item]];
    case 'textItem':
      return [['validators', part('validator')]];
    default:
      return [];
  }
}
