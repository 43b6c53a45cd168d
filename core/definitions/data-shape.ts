/** What an item's answers look like in the data, whatever it looks like on the phone. */
import { valuesOf } from '#core/definitions/element-properties.ts';

type Element = Readonly<Record<string, unknown>>;

const shapes: Readonly<Record<string, string>> = {
  radiogroup: 'one code',
  dropdown: 'one code',
  buttongroup: 'one code',
  checkbox: 'several codes',
  tagbox: 'several codes',
  ranking: 'codes in order',
  comment: 'text',
  html: 'nothing',
  image: 'nothing',
  panel: 'group',
};

/** Items whose shapes are the same may take each other's place; otherwise their answers are different variables. */
export function dataShape(element: Element): string {
  const type = String(element.type ?? '');
  switch (type) {
    case 'text':
      return shapeOfInput(element.inputType);
    case 'rating':
      return valuesOf(element, 'rateValues').some(({ value }) => typeof value !== 'number')
        ? 'one code'
        : 'number of a scale';
    case 'matrix':
      return element.cellType === 'checkbox' ? 'several codes a row' : 'one code a row';
    case 'multipletext':
      return 'texts';
    default:
      return shapes[type] ?? type;
  }
}

function shapeOfInput(inputType: unknown): string {
  if (inputType === 'number' || inputType === 'range') return 'number';
  return inputType === 'date' || inputType === 'datetime-local' ? 'date' : 'text';
}
