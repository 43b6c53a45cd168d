/**
 * Turns the tree of an expression into one function over a context. Who reads the names is handed in, so that the same
 * compiler serves plain values, a form at its root, and rows of a repeated group.
 */

import { refusalParams } from '#core/definitions/allowed-properties.ts';
import type { Expression, Operand } from '#core/definitions/expressions/expression.ts';
import { builtInFunctions, refusedFunctions } from '#core/definitions/expressions/functions.ts';
import { equalsLoosely } from '#core/definitions/expressions/javascript-coercion.ts';
import { listFunctions } from '#core/definitions/expressions/list-functions.ts';
import { lookUp, pathOf } from '#core/definitions/expressions/lookup.ts';
import {
  binaryOperators,
  orderedOperators,
  unaryOperators,
} from '#core/definitions/expressions/operators.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { readText } from '#core/definitions/expressions/values.ts';
import type { GateCode, GateParams } from '#core/definitions/gate-codes.ts';
import type {
  ExpressionFunction,
  LogicEnvironment,
} from '#core/definitions/logic/compiled-logic.ts';

/** What every evaluation carries; `row` is the row under a condition of sumInArray and its kin. */
export interface EvaluationContext {
  readonly environment: LogicEnvironment;
  row?: unknown;
}

export type Evaluate<Context> = (context: Context) => unknown;

/** How a name is read. `ordered`: a ranking, which is compared in order. */
export interface NameReader<Context> {
  readonly read: Evaluate<Context>;
  readonly ordered?: boolean;
}

export interface Compiler<Context> {
  readonly resolve: (name: string) => NameReader<Context>;
  /** The same for names that may be a row's own: refusing them is no fault. */
  readonly resolveIfKnown?: ((name: string) => NameReader<Context>) | undefined;
  readonly functions: ReadonlyMap<string, ExpressionFunction>;
  /** Conditions over rows see nothing but the row: plain values without a form around them. */
  readonly rowsAreClosed?: boolean;
}

/** Why an expression cannot be compiled; caught where expressions meet definitions, never beyond. */
export class Refusal extends Error {
  readonly code: GateCode;
  /** For the slots of the sentence `gate.<code>`. */
  readonly params: GateParams;
  /** The property that is at fault, below the place where the refusal is caught. */
  readonly property: string | undefined;
  /** What else is wrong with the same expression and would not go away with this one. */
  readonly also: readonly Refusal[];
  constructor(
    code: GateCode,
    params: GateParams = {},
    property?: string,
    also: readonly Refusal[] = [],
  ) {
    super(code);
    this.also = also;
    this.code = code;
    this.params = params;
    this.property = property;
  }
}

export const refusedProperty = (property: string): Refusal =>
  new Refusal('property-refused', refusalParams(property), property);

export function compileExpression<Context extends EvaluationContext>(
  expression: Expression,
  compiler: Compiler<Context>,
): Evaluate<Context> {
  switch (expression.kind) {
    case 'constant': {
      const { value } = expression;
      return () => value;
    }
    case 'variable':
      return compileVariable(expression, compiler);
    case 'list': {
      const items = expression.items.map((item) => compileParameter(item, compiler));
      return (context) => items.map((item) => item(context));
    }
    case 'unary': {
      if (!expression.operand) throw new Refusal('expression-null');
      const operand = compileExpression(expression.operand, compiler);
      const operate = unaryOperators[expression.operator];
      return (context) => operate(operand(context));
    }
    case 'binary':
      return compileBinary(expression, compiler);
    case 'call':
      return compileCall(expression, compiler);
  }
}

function compileVariable<Context extends EvaluationContext>(
  { name, asIs }: Extract<Expression, { kind: 'variable' }>,
  compiler: Compiler<Context>,
): Evaluate<Context> {
  const { read } = compiler.resolve(name);
  if (asIs) return read;
  return (context) => {
    const value = read(context);
    return typeof value === 'string' ? readText(value) : value;
  };
}

function compileBinary<Context extends EvaluationContext>(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  compiler: Compiler<Context>,
): Evaluate<Context> {
  const one = compileOperand(left, compiler);
  const other = compileOperand(right, compiler);
  const isOrdered = [left, right].some(
    (side) => side?.kind === 'variable' && compiler.resolve(side.name).ordered,
  );
  const operate = (isOrdered ? orderedOperators[operator] : undefined) ?? binaryOperators[operator];
  return (context) => operate(one(context), other(context), context.environment);
}

const giveNull = (): null => null;

const compileOperand = <Context extends EvaluationContext>(
  operand: Operand,
  compiler: Compiler<Context>,
): Evaluate<Context> => (operand ? compileExpression(operand, compiler) : giveNull);

function compileParameter<Context extends EvaluationContext>(
  operand: Operand,
  compiler: Compiler<Context>,
): Evaluate<Context> {
  if (!operand) throw new Refusal('expression-null');
  return compileExpression(operand, compiler);
}

function compileCall<Context extends EvaluationContext>(
  call: Extract<Expression, { kind: 'call' }>,
  compiler: Compiler<Context>,
): Evaluate<Context> {
  if (listFunctions.has(call.name)) return compileListCall(call, compiler);
  const run = builtInFunctions.get(call.name) ?? compiler.functions.get(call.name);
  if (!run || refusedFunctions.has(call.name)) {
    throw new Refusal('function-unknown', { name: call.name });
  }
  const parameters = call.parameters.map((parameter) => compileParameter(parameter, compiler));
  return (context) => {
    const values = new Array<unknown>(parameters.length);
    for (let index = 0; index < parameters.length; index++) {
      values[index] = parameters[index]?.(context);
    }
    return run(values, context.environment);
  };
}

function compileListCall<Context extends EvaluationContext>(
  call: Extract<Expression, { kind: 'call' }>,
  compiler: Compiler<Context>,
): Evaluate<Context> {
  const { ask, none } = listFunctions.get(call.name) ?? { ask: giveNull, none: null };
  if (call.parameters.includes(null)) {
    throw new Refusal('expression-null');
  }
  if (call.parameters.length < 2 || call.parameters.length > 4) return () => none;
  const list = compileOperand(call.parameters[0] ?? null, compiler);
  const field = textOf(call.parameters[1]);
  if (field === undefined) {
    throw new Refusal('function-unclear', { name: call.name });
  }
  const third = textOf(call.parameters[2]);
  const isField = third !== undefined && !/[{}><=!]/.test(third);
  const condition = call.parameters[isField ? 3 : 2];
  const meets = condition ? compileRowCondition(call.name, condition, compiler) : undefined;
  const back = isField ? third : field;
  return (context) => {
    const rows = list(context);
    if (!rows) return none;
    return ask({ rows, field, back, meets: meets && ((row) => meets(row, context)) });
  };
}

const textOf = (operand: Operand | undefined): string | undefined =>
  operand?.kind === 'constant' && typeof operand.value === 'string' ? operand.value : undefined;

/** Within the condition a name is looked up in the row first, then outside. */
function compileRowCondition<Context extends EvaluationContext>(
  caller: string,
  condition: Expression,
  compiler: Compiler<Context>,
): (row: unknown, context: Context) => boolean {
  const test = compileExpression<Context>(rowConditionTree(caller, condition), {
    ...compiler,
    resolve: (name) => resolveInRow(name, compiler),
    resolveIfKnown: undefined,
  });
  return (row, context) => {
    const outerRow = context.row;
    context.row = row;
    const verdict = test(context);
    context.row = outerRow;
    return equalsLoosely(verdict, true);
  };
}

function resolveInRow<Context extends EvaluationContext>(
  name: string,
  compiler: Compiler<Context>,
): NameReader<Context> {
  const path = pathOf(name);
  const outer = compiler.rowsAreClosed ? undefined : resolveOrNothing(name, compiler);
  return {
    read: (context) => {
      const own = lookUp(context.row, path);
      if (own !== undefined) return own;
      return outer ? outer.read(context) : null;
    },
  };
}

function rowConditionTree(caller: string, condition: Expression): Expression {
  const text = textOf(condition);
  if (text) {
    const parsed = parseExpression(text);
    if (!parsed) throw new Refusal('function-unclear', { name: caller });
    return parsed.expression;
  }
  if (condition.kind !== 'binary' && condition.kind !== 'unary') {
    throw new Refusal('function-unclear', { name: caller });
  }
  return condition;
}

function resolveOrNothing<Context>(
  name: string,
  compiler: Compiler<Context>,
): NameReader<Context> | undefined {
  try {
    return (compiler.resolveIfKnown ?? compiler.resolve)(name);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
