/** Every expression of a definition with its place, read once, and what is wrong with the values that it compares. */

import { isIsoDateText } from '#core/definitions/expressions/dates.ts';
import {
  type Expression,
  type Operand,
  walkExpression,
} from '#core/definitions/expressions/expression.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { areEqual, isNumber } from '#core/definitions/expressions/values.ts';
import { definitionLimits } from '#core/definitions/gate-limits.ts';
import { type GateFinding, gateError, gateWarning } from '#core/definitions/gate-problem.ts';
import type { Source, Sources } from '#core/definitions/gate-sources.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';

export interface PlacedExpression {
  readonly expression: Expression;
  /** Of the property that holds it. */
  readonly path: string;
  /** Of the element whose names it reads. */
  readonly at: string;
}

const expressionProperties = [
  'visibleIf',
  'enableIf',
  'requiredIf',
  'choicesVisibleIf',
  'rowsVisibleIf',
  'expression',
];

/** The tree of a text, if nothing is wrong with how it is written; longer ones are not even read. */
export function readExpression(text: unknown): Expression | undefined {
  if (typeof text !== 'string' || text.length > definitionLimits.expression) return undefined;
  const parsed = parseExpression(text);
  return parsed?.forgiven.length === 0 ? parsed.expression : undefined;
}

/** Those that can be read; what cannot be is the compiler's to name. */
export function expressionsIn(elements: readonly GateElement[]): readonly PlacedExpression[] {
  return elements.flatMap(({ element, pointer }) =>
    expressionProperties.flatMap((property) => {
      const expression = readExpression(element[property]);
      return expression ? [{ expression, path: `${pointer}/${property}`, at: pointer }] : [];
    }),
  );
}

const orders = new Set(['less', 'lessorequal', 'greater', 'greaterorequal']);
const equalities = new Set(['equal', 'notequal']);
const memberships = new Set(['contains', 'notcontains', 'anyof', 'allof', 'noneof']);

type Binary = Extract<Expression, { kind: 'binary' }>;

export function comparisonProblems(
  expressions: readonly PlacedExpression[],
  sources: Sources,
  lenient: boolean,
): readonly GateFinding[] {
  return expressions.flatMap(({ expression, path, at }) => {
    const findings: GateFinding[] = [];
    walkExpression(expression, (node) => {
      if (node.kind !== 'binary') return;
      const find = (operand: Operand): Source | undefined =>
        operand?.kind === 'variable' ? sources.find(operand.name, at) : undefined;
      const [left, right] = [find(node.left), find(node.right)];
      if (left && right) findings.push(...unlike(left, right, node, path, lenient));
      else if (left) findings.push(...against(left, node.right, node, path, lenient));
      else if (right) findings.push(...against(right, node.left, node, path, lenient));
    });
    return findings;
  });
}

/** A code that is not offered makes a condition false for good: most often it was renamed. */
function against(
  source: Source,
  other: Operand,
  { operator }: Binary,
  path: string,
  lenient: boolean,
): readonly GateFinding[] {
  const constants = constantsOf(other);
  const isComparison = equalities.has(operator) || orders.has(operator);
  if (source.values && source.kind !== 'boolean' && !orders.has(operator)) {
    if (source.kind === 'many' && equalities.has(operator) && other?.kind === 'constant') {
      return lenient ? [] : [unfit(source, other.value, path)];
    }
    if (!equalities.has(operator) && !memberships.has(operator)) return [];
    if (source.kind === 'one' && /contains$/.test(operator)) return [];
    return constants
      .filter((code) => code !== '' && !source.values?.some((own) => areEqual(own, code, true)))
      .map((code) => {
        const say = lenient ? gateWarning : gateError;
        return say('code-unknown', path, { code: String(code), other: source.name });
      });
  }
  if (lenient || !isComparison) return [];
  return constants
    .filter((value) => !fits(source, value))
    .map((value) => unfit(source, value, path));
}

function unfit(source: Source, value: Constant, path: string): GateFinding {
  const isDate = source.kind === 'date' && typeof value === 'string';
  return isDate
    ? gateError('date-unreadable', path, { text: value })
    : gateError('kinds-differ', path, { other: source.name, text: String(value) });
}

type Constant = string | number | boolean;

function constantsOf(operand: Operand): readonly Constant[] {
  if (operand?.kind === 'constant') return [operand.value];
  return operand?.kind === 'list' ? operand.items.flatMap(constantsOf) : [];
}

function fits({ kind, values }: Source, value: Constant): boolean {
  if (value === '') return true;
  switch (kind) {
    case 'number':
      return isNumber(value);
    case 'date':
      return typeof value === 'string' && isIsoDateText(value);
    case 'boolean':
      return values?.some((own) => areEqual(own, value, true)) === true;
    case 'many':
      return false;
    default:
      return true;
  }
}

const comparable: Readonly<Record<string, readonly Source['kind'][]>> = {
  number: ['number', 'one', 'unknown'],
  date: ['date', 'text', 'unknown'],
  boolean: ['boolean', 'one', 'unknown'],
  many: ['many', 'one', 'text', 'unknown'],
};

function unlike(
  left: Source,
  right: Source,
  { operator }: Binary,
  path: string,
  lenient: boolean,
): readonly GateFinding[] {
  if (lenient || !(equalities.has(operator) || orders.has(operator))) return [];
  const isFit = (one: Source, other: Source): boolean =>
    comparable[one.kind]?.includes(other.kind) ?? true;
  if (isFit(left, right) && isFit(right, left)) return [];
  return [gateError('kinds-differ', path, { other: left.name, text: right.name })];
}
