/** Finds the element of an imported definition that a row of its XLSForm became. */
import type { Definition, Item } from '#core/definitions/definition.ts';
import { isElement, itemsOf, textProperty } from '#core/definitions/element-properties.ts';

export interface FormElement {
  readonly pointer: string;
  readonly element: Item;
  /** Names of the repeated groups around it, outermost first. */
  readonly groups: readonly string[];
}

export interface FormIndex {
  /** By the names of the groups around the row and its own: `hh/member/age`. */
  readonly byPath: ReadonlyMap<string, FormElement>;
  readonly elements: readonly FormElement[];
}

export function indexForm(definition: Definition): FormIndex {
  const elements: FormElement[] = [];
  const add = (element: Item, pointer: string, groups: readonly string[]): void => {
    elements.push({ pointer, element, groups });
    itemsOf(element, 'elements').forEach((inner, index) => {
      add(inner, `${pointer}/elements/${index}`, groups);
    });
    itemsOf(element, 'templateElements').forEach((inner, index) => {
      add(inner, `${pointer}/templateElements/${index}`, [...groups, element.name]);
    });
  };
  definition.pages.forEach((page, index) => {
    add({ ...page, type: 'page' }, `/pages/${index}`, []);
  });
  (definition.calculatedValues ?? []).forEach((value, index) => {
    add({ ...value, type: 'calculated' }, `/calculatedValues/${index}`, []);
  });
  const byPath = new Map<string, FormElement>();
  for (const each of elements) {
    const { lnXls } = each.element;
    const path = isElement(lnXls) ? textProperty(lnXls, 'path') : undefined;
    if (path !== undefined && !byPath.has(path)) byPath.set(path, each);
  }
  return { byPath, elements };
}
