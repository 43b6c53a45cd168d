/**
 * What kind of value an expression gives, as far as its text shows, and where that makes survey-core surprising. The gate
 * refuses the surprises: an author cannot see that `{a} or 1` never shows an item, or that a stored date moves by a day.
 */
import { isIsoDateText } from '#core/definitions/expressions/dates.ts';
import {
  type Expression,
  isArithmetic,
  isJunction,
  type Operand,
  walkExpression,
} from '#core/definitions/expressions/expression.ts';
import { builtInFunctions } from '#core/definitions/expressions/functions.ts';
import { listFunctions } from '#core/definitions/expressions/list-functions.ts';
import type { GateCode, GateParams } from '#core/definitions/gate-codes.ts';

/** `promised` is a registered function of ours, which gives what its place asks for. */
export type ValueKind = 'boolean' | 'number' | 'date' | 'text' | 'list' | 'promised' | 'unknown';
type Call = Extract<Expression, { kind: 'call' }>;
type Binary = Extract<Expression, { kind: 'binary' }>;

const dateFunctions = new Set(['getDate', 'dateAdd', 'today', 'currentDate']);
const unknownFunctions = new Set(['min', 'max', 'minInArray', 'maxInArray']);
const numberTakers = new Set(['sum', 'avg', 'min', 'max', 'count', 'round', 'trunc']);

export function kindOf(operand: Operand | undefined): ValueKind {
  if (!operand) return 'unknown';
  switch (operand.kind) {
    case 'constant':
      return kindOfConstant(operand.value);
    case 'variable':
      return 'unknown';
    case 'unary':
      return 'boolean';
    case 'list':
      return 'list';
    case 'binary':
      return kindOfBinary(operand);
    case 'call':
      return kindOfCall(operand);
  }
}

function kindOfConstant(value: string | number | boolean): ValueKind {
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'number' : 'boolean';
}

function kindOfBinary({ operator, left, right }: Binary): ValueKind {
  if (isJunction(operator)) return isVerdict(left) && isVerdict(right) ? 'boolean' : 'unknown';
  if (!isArithmetic(operator)) return 'boolean';
  return operator === 'plus' ? 'unknown' : 'number';
}

function kindOfCall({ name, parameters }: Call): ValueKind {
  if (dateFunctions.has(name)) return 'date';
  if (name === 'substring') return 'text';
  if (name === 'iif') return kindOfBranches(kindOf(parameters[1]), kindOf(parameters[2]));
  if (unknownFunctions.has(name)) return 'unknown';
  return builtInFunctions.has(name) || listFunctions.has(name) ? 'number' : 'promised';
}

function kindOfBranches(first: ValueKind, second: ValueKind): ValueKind {
  if (first === second) return first;
  return first === 'date' || second === 'date' ? 'date' : 'unknown';
}

const isVerdict = (operand: Operand): boolean => ['boolean', 'promised'].includes(kindOf(operand));

/** What the gate says of it: only exactly true shows an item, a date that is stored moves by a day, … */
export interface Surprise {
  readonly code: GateCode;
  readonly params?: GateParams;
}

/** The first surprise in the expression, or `undefined`. A condition must be a verdict as a whole. */
export function surpriseIn(
  expression: Expression,
  place: 'condition' | 'calculation',
): Surprise | undefined {
  if (place === 'condition' && !isVerdict(expression)) {
    return {
      code:
        expression.kind === 'binary' && isJunction(expression.operator)
          ? 'expression-joins'
          : 'expression-bare',
    };
  }
  if (place === 'calculation' && kindOf(expression) === 'date') {
    // It would be stored as UTC text: another day east of Greenwich.
    return { code: 'date-stored' };
  }
  let surprise: Surprise | undefined;
  walkExpression(expression, (node) => {
    surprise ??= surpriseOf(node);
  });
  return surprise;
}

function surpriseOf(node: Expression): Surprise | undefined {
  if (node.kind === 'binary') return surpriseOfBinary(node);
  return node.kind === 'call' ? surpriseOfCall(node) : undefined;
}

function surpriseOfBinary({ operator, left, right }: Binary): Surprise | undefined {
  if (left === null || right === null) return { code: 'expression-null' };
  const kinds = [kindOf(left), kindOf(right)];
  if (isJunction(operator)) {
    const areVerdicts = isVerdict(left) && isVerdict(right);
    return areVerdicts ? undefined : { code: 'expression-joins' };
  }
  if (!kinds.includes('date')) return undefined;
  if (isArithmetic(operator)) return { code: 'date-misused' };
  const isUnlike = kinds.some((kind) => ['number', 'boolean', 'list'].includes(kind));
  if (isUnlike || /contain|of$/.test(operator)) return { code: 'date-misused' };
  return surpriseOfTexts([left, right]);
}

/** Only one way of writing a date is read alike everywhere. */
function surpriseOfTexts(operands: readonly (Operand | undefined)[]): Surprise | undefined {
  for (const operand of operands) {
    if (operand?.kind !== 'constant' || typeof operand.value !== 'string') continue;
    if (!isIsoDateText(operand.value))
      return { code: 'date-unreadable', params: { text: operand.value } };
  }
  return undefined;
}

/** Which parameters are dates. A map: a function may be called `constructor`. */
const dateParameters: ReadonlyMap<string, readonly number[]> = new Map([
  ['age', [0]],
  ['getDate', [0]],
  ['dateAdd', [0]],
  ['dateDiff', [0, 1]],
  ['diffDays', [0, 1]],
  ['getYear', [0]],
  ['year', [0]],
  ['month', [0]],
  ['day', [0]],
  ['weekday', [0]],
]);

function surpriseOfCall({ name, parameters }: Call): Surprise | undefined {
  if (name === 'iif') return surpriseOfBranches(parameters);
  if (name === 'currentDate') return { code: 'function-clock' };
  if (numberTakers.has(name) && parameters.some((parameter) => kindOf(parameter) === 'date')) {
    return { code: 'date-misused' };
  }
  const dates = dateParameters.get(name)?.map((index) => parameters[index]);
  const unreadable = dates && surpriseOfTexts(dates);
  if (unreadable) return unreadable;
  return name === 'dateAdd' ? surpriseOfUnit(parameters[2]) : undefined;
}

function surpriseOfUnit(unit: Operand | undefined): Surprise | undefined {
  if (!unit) return undefined;
  const isSafe =
    unit.kind === 'constant' &&
    ['days', 'hours', 'minutes', 'seconds'].includes(String(unit.value));
  // 31 January and a month are 3 March.
  return isSafe ? undefined : { code: 'date-months' };
}

function surpriseOfBranches(parameters: readonly Operand[]): Surprise | undefined {
  const [, yes, no] = parameters;
  if (parameters.length !== 3) return { code: 'function-unclear', params: { name: 'iif' } };
  const kinds = [kindOf(yes), kindOf(no)];
  const isOpen = kinds.some((kind) => kind === 'unknown' || kind === 'promised');
  const isBlankText = [yes, no].some(
    (branch) => branch?.kind === 'constant' && branch.value === '',
  );
  return isOpen || kinds[0] === kinds[1] || isBlankText ? undefined : { code: 'branches-differ' };
}
