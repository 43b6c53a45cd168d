/** One recorded run against the compiled logic of the imported form: where the two end in different states. */
import type { Definition } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import type {
  CompiledLogic,
  LogicEnvironment,
  Observation,
} from '#core/definitions/logic/compiled-logic.ts';
import { toText } from '#core/definitions/xlsform/xpath/values.ts';
import { Filling } from './filling.ts';
import type { FormElement, FormIndex } from './form-index.ts';
import { type NodeState, placeOfRef, type Run } from './trace.ts';

export interface NodeDifference {
  readonly ref: string;
  /** The row by its groups and name. */
  readonly path: string;
  readonly what: string;
  readonly theirs: string;
  readonly ours: string;
}

export interface RunComparison {
  readonly compared: number;
  /** At most one a node. */
  readonly differences: readonly NodeDifference[];
}

export function compareRun(
  definition: Definition,
  logic: CompiledLogic,
  run: Run,
  environment: LogicEnvironment,
): RunComparison {
  const filling = new Filling(definition, logic, environment);
  for (const step of run.steps) filling.take(step);
  const states = new Map(filling.observe().map((each) => [keyOf(each.pointer, each.copies), each]));
  const omitted = uncomparable(definition, filling.index);
  const differences: NodeDifference[] = [];
  let compared = 0;
  for (const node of run.state) {
    const { path, copies } = placeOfRef(node.ref);
    if (node.node === 'root' || omitted(path)) continue;
    const shownBy = heading.exec(path)?.[1];
    const found = filling.index.byPath.get(shownBy ?? path);
    if (found && isElsewhere(node, found)) continue;
    compared++;
    const ours = found && states.get(keyOf(found.pointer, copiesFor(node, found, copies)));
    const theirs = shownBy === undefined ? node : { ...node, value: undefined, options: undefined };
    const first = found ? differencesOf(theirs, ours, found)[0] : undefined;
    const missing = { what: 'row', theirs: node.node, ours: 'none' };
    if (!found) differences.push({ ref: node.ref, path, ...missing });
    else if (first) differences.push({ ref: node.ref, path, ...first });
  }
  return { compared, differences };
}

/** Lists in files and sheets of their own are free text to the other engine, and blank in its traces. */
const isElsewhere = (node: NodeState, { element }: FormElement): boolean =>
  node.node === 'input' && element.choices !== undefined;

/** Lines that pyxform adds to show a table's heading have no row; they are there where their group is. */
const heading = /^(.*)\/(?:generated_table_list_label|reserved_name_for_field_list_labels)_\d+$/;

const keyOf = (pointer: string, copies: readonly number[]): string => `${pointer} ${copies.join()}`;

/** One copy of a group has no state of its own here: it is shown where its group is. */
const copiesFor = (
  { node }: NodeState,
  { groups }: FormElement,
  copies: readonly number[],
): readonly number[] => (node === 'repeat-instance' ? copies.slice(0, groups.length) : copies);

type Difference = Omit<NodeDifference, 'ref' | 'path'>;
type Compared = { readonly [Key in keyof NodeState]: NodeState[Key] | undefined };

function differencesOf(
  theirs: Compared,
  ours: Observation | undefined,
  { element }: FormElement,
): readonly Difference[] {
  const found: Difference[] = [];
  const check = (what: string, one: unknown, other: unknown): void => {
    if (String(one) !== String(other)) {
      found.push({ what, theirs: String(one), ours: String(other) });
    }
  };
  const isShown = ours?.isShown ?? false;
  check('relevant', theirs.relevant, isShown);
  if (!theirs.relevant || !isShown || !ours || element.type === 'panel') return found;
  if (theirs.count !== undefined) check('count', theirs.count, ours.count);
  if (theirs.value !== undefined && !isSameValue(theirs.value, ours.value, element)) {
    check('value', theirs.value, toText(ours.value));
  }
  check('constraint', theirs.constraintViolated ?? false, isViolated(ours.errors));
  check('required', theirs.requiredViolated ?? false, ours.errors.includes('required'));
  // a shuffled list has no order to compare
  if (theirs.options && element.choicesOrder !== 'random') {
    checkOptions(theirs.options, ours.offered ?? [], check);
  } else if (Array.isArray(theirs.options)) {
    check('options', inAnyOrder(theirs.options), inAnyOrder(ours.offered ?? []));
  }
  return found;
}

const inAnyOrder = (options: readonly unknown[]): string => options.map(String).sort().join(' ');

function checkOptions(
  theirs: NonNullable<NodeState['options']>,
  ours: readonly unknown[],
  check: (what: string, one: unknown, other: unknown) => void,
): void {
  const isShort = Array.isArray(theirs);
  const first = isShort ? theirs : theirs.first;
  check('options', isShort ? theirs.length : theirs.count, ours.length);
  check('options', first.join(' '), ours.slice(0, first.length).join(' '));
}

const isViolated = (errors: readonly string[]): boolean =>
  errors.some((kind) => kind !== 'required');

/** `2.50` and 2.5 are one number; so are the coordinates of a place. Figures are equal to 1e-9. */
function isSameValue(theirs: string, ours: unknown, element: FormElement['element']): boolean {
  const text = toText(ours);
  if (theirs === text) return true;
  if (theirs === '' || text === '') return false;
  if (element.lnWidget === 'place') {
    const points = text.split(' ');
    return theirs.split(' ').every((part, index) => isSameNumber(part, points[index] ?? ''));
  }
  const isNumber = element.inputType === 'number' || typeof ours === 'number';
  return isNumber && isSameNumber(theirs, text);
}

const isSameNumber = (one: string, other: string): boolean =>
  Math.abs(Number(one) - Number(other)) <= 1e-9 * Math.max(1, Math.abs(Number(one)));

/** What no two engines can agree on: identities and chance, also through what reads them, and the device. */
function uncomparable(definition: Definition, index: FormIndex): (path: string) => boolean {
  const { lnXls } = definition;
  const metadata = isElement(lnXls) && Array.isArray(lnXls.metadata) ? lnXls.metadata : [];
  const paths = new Set(metadata.filter(isElement).map((row) => String(row.path)));
  const rows = [...index.byPath].map(([path, { element }]) => ({ path, text: logicOf(element) }));
  const isChance = (text: string): boolean => /\b(?:uuid|random)\s*\(/.test(text);
  const tainted = new Set(rows.filter(({ text }) => isChance(text)).map(({ path }) => path));
  for (let size = -1; size < tainted.size; ) {
    size = tainted.size;
    const names = [...tainted].map((path) => `\${${path.split('/').at(-1)}}`);
    for (const { path, text } of rows) {
      if (names.some((name) => text.includes(name))) tainted.add(path);
    }
  }
  return (path) => paths.has(path) || tainted.has(path) || /^meta(?:\/|$)/.test(path);
}

/** The cells of a row that its state follows from, in one text. */
function logicOf({ lnXls }: FormElement['element']): string {
  const cells = isElement(lnXls) && isElement(lnXls.cells) ? lnXls.cells : {};
  return Object.values(cells).join('\n');
}
