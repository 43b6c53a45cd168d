/**
 * The working parts of compiled logic. A unit is whatever an expression can make appear or read: an item, a container
 * (page or panel), a calculated value. Units of one level form a scope; a repeated group opens a scope of its own.
 * They are built in two steps (all names first, then all expressions), so their compiled parts are filled in later.
 */

import type { ChoiceValue, Item } from '#core/definitions/definition.ts';
import type { EvaluationContext } from '#core/definitions/expressions/compile-expression.ts';

export interface Scope {
  readonly kind: 'root' | 'panel' | 'row';
  readonly parent: Scope | undefined;
  /** The repeated item that this scope describes one copy of. */
  readonly owner: Unit | undefined;
  /** By lower-case name: names differ by more than case. */
  readonly names: Map<string, Unit>;
  readonly units: Unit[];
  /** The units in the order in which their values can be known; set once all references are. */
  order: readonly Unit[];
}

/** One copy of a scope while answers are checked: the root, one panel, one row. Arrays are indexed like `Scope.units`. */
export interface Frame {
  readonly values: unknown[];
  readonly shown: boolean[];
  readonly answers: Readonly<Record<string, unknown>>;
  readonly parent: Frame | undefined;
  readonly index: number;
  readonly rowValue: unknown;
  /** Copies of the repeated groups that this frame holds. */
  readonly copies: Map<number, readonly Frame[]>;
  /** Values of groups whose copies are all empty: nothing for readers, yet kept in the data. */
  readonly emptyGroups: Map<number, unknown>;
}

export interface RunContext extends EvaluationContext {
  readonly root: Frame;
  current: Frame;
  /** The choice, row or column under a condition of its own: `{item}`. */
  choice: unknown;
}

export type Read = (context: RunContext) => unknown;
export type Test = (context: RunContext) => boolean;
export type AddError = (kind: string) => void;
export type OwnCheck = (value: unknown, context: RunContext, add: AddError) => void;
/** `undefined` if the value passes, else the kind of error. */
export type RunValidator = (value: unknown, context: RunContext) => string | undefined;

/** Rules that one value is held to: an item's, or one text's of a multiple text. */
export interface ValueRules {
  readonly required: Test | undefined;
  readonly checks: readonly OwnCheck[];
  readonly validators: readonly RunValidator[];
}

export interface TextPart extends ValueRules {
  readonly name: string;
}

export interface MatrixRow {
  readonly key: string;
  readonly value: unknown;
  readonly isShown: Test | undefined;
}

export interface OfferedChoice {
  readonly value: ChoiceValue;
  readonly isShown: Test | undefined;
}

export interface Unit {
  readonly kind: 'item' | 'container' | 'calculated';
  readonly type: string;
  readonly name: string;
  /** How people find it: `children[].age`. */
  readonly path: string;
  /** RFC 6901 pointer into the definition. */
  readonly pointer: string;
  readonly element: Item;
  readonly scope: Scope;
  /** Place among the units of its scope, in document order. */
  readonly index: number;
  /** The panel or page it stands in, within its scope. */
  readonly holder: Unit | undefined;
  /** Rows of a matrix, names of a multiple text: read as `{name.part}`. */
  readonly partNames: readonly string[];
  readonly commentKey: string | undefined;
  readonly dependsOn: Set<Unit>;
  inner: Scope | undefined;

  isOffered: boolean;
  visible: Test | undefined;
  locked: Test | undefined;
  rules: ValueRules;
  /** Whether a value is offered now, for items that take their choices from this one. */
  offers: ((value: unknown, context: RunContext) => boolean) | undefined;
  /** The choices in their order, each with what shows it. */
  readonly choices: OfferedChoice[];
  /** The answer as the form would keep it; absent: as it is. */
  clean: ((value: unknown, context: RunContext) => unknown) | undefined;
  compute: Read | undefined;
  /** Of imported forms: what the answer begins with, what fills it in, and how many copies a group has. */
  start: Read | undefined;
  refill: Read | undefined;
  refillWhen: Read | undefined;
  copies: Read | undefined;
  parts: readonly TextPart[];
  rows: readonly MatrixRow[];
  keyUnit: Unit | undefined;
}

export const noRules: ValueRules = { required: undefined, checks: [], validators: [] };

export const createScope = (kind: Scope['kind'], parent?: Scope, owner?: Unit): Scope => ({
  kind,
  parent,
  owner,
  names: new Map(),
  units: [],
  order: [],
});

export type NewUnit = Pick<
  Unit,
  'kind' | 'type' | 'name' | 'path' | 'pointer' | 'element' | 'holder'
> &
  Partial<Pick<Unit, 'partNames' | 'commentKey'>>;

/** Appends a unit to the scope, in document order; giving it its name is the caller's. */
export function appendUnit(scope: Scope, unit: NewUnit): Unit {
  const added: Unit = {
    partNames: [],
    commentKey: undefined,
    ...unit,
    scope,
    index: scope.units.length,
    dependsOn: new Set(),
    inner: undefined,
    isOffered: unit.element.visible !== false,
    visible: undefined,
    locked: undefined,
    rules: noRules,
    offers: undefined,
    choices: [],
    clean: undefined,
    compute: undefined,
    start: undefined,
    refill: undefined,
    refillWhen: undefined,
    copies: undefined,
    parts: [],
    rows: [],
    keyUnit: undefined,
  };
  scope.units.push(added);
  return added;
}

export const isSingleChoice = (type: string): boolean =>
  type === 'radiogroup' || type === 'dropdown' || type === 'buttongroup';
export const isMultipleChoice = (type: string): boolean => type === 'checkbox' || type === 'tagbox';

/** An own member only: an item may be called `toString`. */
export const ownValue = (record: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Runs a condition with `{item}` standing for `value`. */
export function underChoice(
  condition: Test | undefined,
  value: unknown,
  context: RunContext,
): boolean {
  if (!condition) return true;
  const outer = context.choice;
  context.choice = value;
  const verdict = condition(context);
  context.choice = outer;
  return verdict;
}

export const isRowShown = (row: MatrixRow, context: RunContext): boolean =>
  underChoice(row.isShown, row.value, context);

/** Nobody can answer it, whatever else is answered; `lnLocked`: though it is judged like any other. */
export const isLockedForGood = ({ readOnly, lnLocked }: Item): boolean =>
  readOnly === true || lnLocked === true;
