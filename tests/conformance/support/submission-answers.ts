/** A Kobo submission → the answers that a phone with the same form would have sent, read without the importer's help. */
import type { Definition } from '#core/definitions/definition.ts';

interface Element {
  readonly [property: string]: unknown;
}

const isElement = (value: unknown): value is Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): readonly Element[] =>
  Array.isArray(value) ? value.filter(isElement) : [];

/** Elements that take an answer, by their path in the XLSForm. */
function elementsByPath(definition: Definition): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>();
  const walk = (element: Element): void => {
    const { lnXls } = element;
    if (isElement(lnXls) && typeof lnXls.path === 'string') found.set(lnXls.path, element);
    for (const part of [element.elements, element.templateElements]) list(part).forEach(walk);
  };
  for (const page of definition.pages) walk(page);
  for (const value of definition.calculatedValues ?? []) walk(value);
  return found;
}

export function expectedAnswers(
  submission: Readonly<Record<string, unknown>>,
  definition: Definition,
): Record<string, unknown> {
  const elements = elementsByPath(definition);
  const read = (record: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const answers: Record<string, unknown> = {};
    for (const [path, value] of Object.entries(record)) {
      const element = elements.get(path);
      if (!element || typeof element.name !== 'string') continue;
      const isStored = 'type' in element || element.includeIntoResult === true;
      if (!isStored || ['html', 'image', 'panel'].includes(String(element.type))) continue;
      if (Array.isArray(value)) answers[element.name] = list(value).map(read);
      else if (value !== '' && value !== null)
        answers[element.name] = answerOf(element, String(value));
    }
    return answers;
  };
  return read(submission);
}

function answerOf(element: Element, text: string): unknown {
  const { type, inputType } = element;
  if (type === 'checkbox' || type === 'tagbox' || type === 'ranking') {
    return [...new Set(text.split(' ').filter((code) => code !== ''))];
  }
  if (type === 'text' && (inputType === 'number' || inputType === 'range')) return Number(text);
  if (inputType === 'time') return text.slice(0, 8);
  if (inputType === 'datetime-local') return text.slice(0, 19);
  if (type === undefined && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text.normalize('NFC').replaceAll('\r\n', '\n').trim();
}

/** How many single answers of the submission are found as they are, repeats counted copy by copy. */
export function sharedCells(
  expected: unknown,
  found: unknown,
  path = '',
): {
  equal: number;
  all: number;
  differences: readonly string[];
} {
  if (isElement(expected) || (Array.isArray(expected) && expected.some(isElement))) {
    const parts = Object.entries(expected).map(([key, value]) =>
      sharedCells(
        value,
        isElement(found) || Array.isArray(found) ? Reflect.get(found, key) : undefined,
        `${path}/${key}`,
      ),
    );
    return {
      equal: parts.reduce((sum, part) => sum + part.equal, 0),
      all: parts.reduce((sum, part) => sum + part.all, 0),
      differences: parts.flatMap((part) => part.differences),
    };
  }
  if (Array.isArray(expected) && expected.length === 0)
    return { equal: 0, all: 0, differences: [] };
  const sorted = (value: unknown): string =>
    JSON.stringify(Array.isArray(value) ? [...value].sort() : String(value));
  const isEqual = sorted(expected) === sorted(found);
  return {
    equal: isEqual ? 1 : 0,
    all: 1,
    differences: isEqual ? [] : [`${path}: ${JSON.stringify(expected)} → ${JSON.stringify(found)}`],
  };
}
