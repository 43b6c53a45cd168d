/**
 * What an XLSForm has no cell for travels beside it, in a sheet of its own (`langnghe`) that other programs pass over:
 * for each row what its cells do not say, with a fingerprint of what they did say. A cell that a person has edited since
 * has another fingerprint, and wins.
 */
import { elementsOf, isElement } from '#core/definitions/element-properties.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';

export const ownSheetName = 'langnghe';
export const ownHeaders = ['kind', 'key', 'part', 'json'] as const;

/** `row`: a row of the survey sheet, by its groups; `choice`: `list/code`; `settings`: the form itself. */
export type OwnKind = 'row' | 'choice' | 'page' | 'settings';

/** Sets a property, or removes it where there is no value, if what the cells say has still this fingerprint. */
export type Put = readonly [property: string, fingerprint: string, value?: unknown];

export interface OwnRecord {
  /** The element has no cells of its own in the definition: it did not come from a file. */
  readonly own?: true;
  readonly put?: readonly Put[];
  /** Stands in place of the group or row that says it in the form. */
  readonly whole?: Readonly<Record<string, unknown>>;
  /** Fingerprint of that group or row, but for its texts. */
  readonly form?: string;
  /** Texts of the whole: row below it, pointer there, pointer in the whole, fingerprint. */
  readonly texts?: readonly (readonly [
    row: string,
    built: string,
    own: string,
    fingerprint: string,
  ])[];
  /** Properties of the whole that its first row says, with their fingerprints. */
  readonly soft?: readonly (readonly [property: string, fingerprint: string])[];
  /** The row is no element: it holds this text of the element at `of`, or nothing. */
  readonly text?: readonly [of: string, pointer: string, fingerprint: string];
  readonly placeholder?: true;
  /** Of the form itself: fingerprint of what the blocks of the library brought; unchanged, it goes again. */
  readonly blocks?: string;
  /** The group has no list of elements, not even an empty one. */
  readonly barren?: true;
  /** The choice is a built-in answer: the switch that offers it, the property of its text, the text's fingerprint. */
  readonly special?: readonly [
    switches: readonly string[],
    textProperty: string,
    fingerprint: string,
  ];
}

export const fingerprint = (value: unknown): string =>
  value === undefined ? '-' : canonicalHash(value).slice(0, 12);

/** Properties that one cell says together: if it was edited, none of them is taken from here. */
const fellows: readonly (readonly string[])[] = [
  [
    'validators',
    'min',
    'max',
    'maxLength',
    'minSelectedChoices',
    'maxSelectedChoices',
    'minErrorText',
    'maxErrorText',
  ],
  ['isRequired', 'requiredIf'],
  ['visible', 'visibleIf'],
  ['readOnly', 'enableIf'],
  ['defaultValue', 'defaultValueExpression'],
  ['type', 'inputType', 'step', 'renderAs', 'valueTrue', 'valueFalse'],
  [
    'choices',
    'choicesFromQuestion',
    'choicesFromQuestionMode',
    'choicesMin',
    'choicesMax',
    'choicesStep',
    'choicesVisibleIf',
  ],
];
const fellowsOf = new Map(fellows.flatMap((group) => group.map((name) => [name, group] as const)));

/** Fingerprint of what the cells say about a property and its fellows. */
export function saysOf(built: Readonly<Record<string, unknown>>, property: string): string {
  const group = fellowsOf.get(property);
  if (!group) return fingerprint(bare(built[property]));
  const said = group.filter((name) => built[name] !== undefined);
  return fingerprint(Object.fromEntries(said.map((name) => [name, bare(built[name])])));
}

/** Properties of a whole that have cells of their own in its first row. */
export const softProperties = [
  'title',
  'description',
  'visibleIf',
  'isRequired',
  'requiredIf',
  'requiredErrorText',
  'readOnly',
] as const;

/** Without where it stood in the file: a row that was only moved says the same. */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (!isElement(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'lnXls')
      .map(([key, inner]) => [key, bare(inner)]),
  );
}

/** A copy of plain JSON, to be changed. */
export const cloneJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Fingerprint of all that stands in groups that include a block, and of the calculations that came with them. */
export function blocksIn(definition: Readonly<Record<string, unknown>>): string {
  const found: unknown[] = [];
  const visit = (container: Readonly<Record<string, unknown>>): void => {
    if (container.lnInclude !== undefined) found.push(bare(container.elements));
    else for (const list of ['pages', 'elements']) elementsOf(container, list).forEach(visit);
  };
  visit(definition);
  const calculated = elementsOf(definition, 'calculatedValues');
  return fingerprint([found, calculated.filter(({ lnBlock }) => lnBlock !== undefined).map(bare)]);
}

/** Children that have records of their own. */
export const childLists = ['elements', 'templateElements'] as const;

export const pathOf = (element: Readonly<Record<string, unknown>>): string | undefined =>
  isElement(element.lnXls) && typeof element.lnXls.path === 'string'
    ? element.lnXls.path
    : undefined;

/** The fingerprint of a group as it is built, but for the texts that are known by pointer. */
export function formOf(
  built: Readonly<Record<string, unknown>>,
  texts: readonly (readonly [row: string, pointer: string])[],
): string {
  const copy: unknown = cloneJson(built);
  for (const [row, pointer] of texts) removeAt(elementAt(copy, row), pointer);
  if (isElement(copy)) for (const name of softProperties) Reflect.deleteProperty(copy, name);
  const cells = isElement(built.lnXls) && isElement(built.lnXls.cells) ? built.lnXls.cells : {};
  return fingerprint([bare(copy), cells.calculation ?? '']);
}

/** The element below `root` that the row at `path` made; `root` itself if that is its path. */
export function elementAt(root: unknown, path: string): Record<string, unknown> | undefined {
  if (!isElement(root)) return undefined;
  if (pathOf(root) === path) return root as Record<string, unknown>; // as: a record all along; only its type is read-only
  for (const list of childLists) {
    const children = root[list];
    if (!Array.isArray(children)) continue;
    for (const child of children) {
      const found = elementAt(child, path);
      if (found) return found;
    }
  }
  return undefined;
}

const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

export function readAt(element: unknown, pointer: string): unknown {
  let at: unknown = element;
  for (const step of stepsOf(pointer)) {
    at =
      typeof at === 'object' && at !== null && Object.hasOwn(at, step)
        ? Reflect.get(at, step)
        : undefined;
  }
  return at;
}

function removeAt(element: unknown, pointer: string): void {
  const steps = stepsOf(pointer);
  const last = steps.at(-1) ?? '';
  const parent = readAt(element, pointer.slice(0, pointer.length - last.length - 1));
  if (typeof parent === 'object' && parent !== null) Reflect.deleteProperty(parent, last);
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** Sets a text; a bare value on the way (`'a'` among choices) becomes one that can have a text. */
export function writeAt(element: object, pointer: string, value: unknown): void {
  const steps = stepsOf(pointer);
  if (steps.some((step) => forbidden.has(step))) return;
  const last = steps.at(-1) ?? '';
  let at: object = element;
  for (const step of steps.slice(0, -1)) {
    const inner: unknown = Object.hasOwn(at, step) ? Reflect.get(at, step) : undefined;
    if (inner === undefined) return;
    if (typeof inner === 'object' && inner !== null) at = inner;
    else {
      const made = { value: inner };
      Reflect.set(at, step, made);
      at = made;
    }
  }
  Reflect.set(at, last, value);
}
