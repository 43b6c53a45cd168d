/** Names and codes: what becomes a column, a word in expressions, a value in other programs. */
import { specialsOf, valuesOf } from '#core/definitions/element-properties.ts';
import {
  type GateFinding,
  type GateOptions,
  gateError,
  gateWarning,
} from '#core/definitions/gate-problem.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';
import { importedNamePattern, namePattern } from '#core/definitions/names.ts';

export function nameProblems(
  elements: readonly GateElement[],
  options: GateOptions,
): readonly GateFinding[] {
  return [
    ...elements.flatMap((element) => [
      ...ownNameProblems(element, options),
      ...choiceProblems(element, options),
    ]),
    ...containerProblems(elements),
  ];
}

const isNamed = (element: GateElement): boolean =>
  element.kind === 'item' || ['page', 'calculated', 'textItem'].includes(element.part);

function ownNameProblems(element: GateElement, { lenient }: GateOptions): readonly GateFinding[] {
  const { name } = element.element;
  const pattern = lenient ? importedNamePattern : namePattern;
  if (!isNamed(element) || (typeof name === 'string' && pattern.test(name))) return [];
  return [gateError('name-invalid', `${element.pointer}/name`, { name: String(name) })];
}

/** Items, calculated values and their duplicates are compared where logic is compiled. */
function containerProblems(elements: readonly GateElement[]): readonly GateFinding[] {
  const seen = new Set<string>();
  return elements.filter(isContainer).flatMap(({ element, pointer }) => {
    const key = String(element.name).toLowerCase();
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [gateError('name-duplicate', `${pointer}/name`, { name: String(element.name) })];
  });
}

const isContainer = (element: GateElement): boolean =>
  element.kind === 'item' ? element.type === 'panel' : element.part === 'page';

const choiceTypes = new Set([
  'radiogroup',
  'buttongroup',
  'dropdown',
  'checkbox',
  'tagbox',
  'ranking',
]);

function choiceProblems(element: GateElement, options: GateOptions): readonly GateFinding[] {
  if (element.kind !== 'item') return [];
  const lists = ['choices', 'rateValues', 'rows', 'columns'].filter(
    (list) =>
      Array.isArray(element.element[list]) && !(list === 'columns' && element.type !== 'matrix'),
  );
  return [
    ...emptyChoices(element, options),
    ...lists.flatMap((list) => codeProblems(element, list, options)),
  ];
}

function emptyChoices(
  element: GateElement & { kind: 'item' },
  { sitesKnown }: GateOptions,
): readonly GateFinding[] {
  const { element: item, pointer } = element;
  const wants =
    choiceTypes.has(element.type) && !element.isColumn
      ? ['choices']
      : element.type === 'matrix'
        ? ['rows', 'columns']
        : [];
  const waits = item.lnChoicesFrom === 'sites' && !sitesKnown;
  const hasOthers =
    waits || item.choicesFromQuestion !== undefined || item.choicesMax !== undefined;
  return wants
    .filter((list) => valuesOf(item, list).length === 0 && !(list === 'choices' && hasOthers))
    .map((list) => {
      const path = `${pointer}/${list}`;
      // The register fills the sites when a version is published; a project may have none yet.
      return item.lnRole === 'site'
        ? gateWarning('sites-none', path)
        : gateError('choices-empty', path);
    });
}

const mostChoices = 1000;

function codeProblems(
  element: GateElement & { kind: 'item' },
  list: string,
  { lenient }: GateOptions,
): readonly GateFinding[] {
  const { element: item, pointer } = element;
  const problems: GateFinding[] = [];
  const codes = valuesOf(item, list).map(({ value }) => String(value));
  if (codes.length > mostChoices && !lenient) {
    problems.push(gateError('choices-too-many', `${pointer}/${list}`, { most: mostChoices }));
  }
  const seen = new Map<string, string>();
  const specials = new Set<string>(list === 'choices' ? specialsOf(item) : []);
  codes.forEach((code, index) => {
    const path = `${pointer}/${list}/${index}`;
    const before = seen.get(code.toLowerCase());
    seen.set(code.toLowerCase(), code);
    if (before === code || specials.has(code)) {
      const say = lenient ? gateWarning : gateError;
      problems.push(say('choice-duplicate', path, { code }));
    } else if (before !== undefined) {
      problems.push(gateWarning('choice-ambiguous', path, { code, other: before }));
    }
    if (!lenient && (code === '' || /\s/.test(code))) {
      problems.push(gateError('choice-invalid', path, { code }));
    }
    if (/^__proto__$/i.test(code)) {
      problems.push(gateError('choice-invalid', path, { code }));
    }
  });
  return problems;
}
