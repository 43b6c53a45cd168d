/**
 * The operators of survey-core 3.0.0. There is no short circuit: both sides are always known. `and` and `or` give back the
 * deciding operand, not a boolean, after filling an empty one from the other side.
 */
import { alignWithDate } from '#core/definitions/expressions/dates.ts';
import type { BinaryOperator, UnaryOperator } from '#core/definitions/expressions/expression.ts';
import {
  addLoosely,
  divideLoosely,
  isLess,
  isMore,
  multiplyLoosely,
  powerLoosely,
  remainderLoosely,
  subtractLoosely,
} from '#core/definitions/expressions/javascript-coercion.ts';
import { areEqual, isEmpty, isNumber } from '#core/definitions/expressions/values.ts';
import type { LogicEnvironment } from '#core/definitions/logic/compiled-logic.ts';

export type Operate = (left: unknown, right: unknown, environment: LogicEnvironment) => unknown;

export const unaryOperators: Readonly<Record<UnaryOperator, (value: unknown) => boolean>> = {
  empty: isEmpty,
  notempty: (value) => !isEmpty(value),
  negate: (value) => !value,
};

export const binaryOperators: Readonly<Record<BinaryOperator, Operate>> = {
  and: filled((left, right) => left && right),
  or: filled((left, right) => left || right),
  plus: filled(plus),
  minus: filled((left, right) => roundSum(left, right, subtractLoosely(left, right))),
  mul: filled((left, right) => roundProduct(left, right, multiplyLoosely(left, right))),
  div: filled((left, right) => (right ? divideLoosely(left, right) : null)),
  mod: filled((left, right) => (right ? remainderLoosely(left, right) : null)),
  power: filled(powerLoosely),
  greater: isGreater,
  less: isSmaller,
  greaterorequal: (left, right, environment) =>
    equalInAnyOrder(left, right, environment) || isGreater(left, right, environment),
  lessorequal: (left, right, environment) =>
    equalInAnyOrder(left, right, environment) || isSmaller(left, right, environment),
  equal: equalInAnyOrder,
  notequal: (left, right, environment) => !equalInAnyOrder(left, right, environment),
  contains,
  notcontains: (left, right) => (!left && !isEmpty(right) ? true : searches(left, right, false)),
  anyof: hasAnyOf,
  noneof: (left, right) => !hasAnyOf(left, right),
  allof: hasAllOf,
};

/** Rankings compare in order, every other list in any order. */
export const orderedOperators: Partial<Record<BinaryOperator, Operate>> = {
  equal: (left, right, environment) => isEqual(left, right, environment, false),
  notequal: (left, right, environment) => !isEqual(left, right, environment, false),
};

function filled(operate: (left: unknown, right: unknown) => unknown): Operate {
  return (left, right) => {
    const filledLeft = fill(left, right);
    return operate(filledLeft, fill(right, filledLeft));
  };
}

/** An empty operand becomes the zero of the other's kind. */
function fill(value: unknown, other: unknown): unknown {
  if (!isEmpty(value)) return value;
  if (typeof other === 'number') return 0;
  if (typeof value === 'string') return value;
  if (typeof other === 'string') return '';
  return Array.isArray(other) ? [] : 0;
}

function decimalsOf(value: unknown): number {
  if (!isNumber(value)) return 0;
  const number = Number(value);
  if (Math.floor(number) === value) return 0;
  return String(value).split('.')[1]?.length ?? 0;
}

/** 0.1 + 0.2 is 0.3: sums keep as many decimals as their finest part. */
export function roundSum(left: unknown, right: unknown, sum: number): number {
  const decimals = Math.max(decimalsOf(left), decimalsOf(right));
  return decimals > 0 ? Number.parseFloat(sum.toFixed(decimals)) : sum;
}

function roundProduct(left: unknown, right: unknown, product: number): number {
  const decimals = decimalsOf(left) + decimalsOf(right);
  return decimals > 0 ? Number.parseFloat(product.toFixed(decimals)) : product;
}

function plus(left: unknown, right: unknown): unknown {
  if (isNumber(left) && isNumber(right)) {
    const sum = addLoosely(left, right);
    return typeof sum === 'number' ? roundSum(left, right, sum) : sum;
  }
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  if (Array.isArray(left) && typeof right === 'string') return left.join(', ') + right;
  if (Array.isArray(right) && typeof left === 'string') return left + right.join(', ');
  if (Array.isArray(left) && typeof right === 'number') return sumWith(left, right);
  if (Array.isArray(right) && typeof left === 'number') return sumWith(right, left);
  return addLoosely(left, right);
}

/** Of a list only the numbers count. */
function sumWith(list: readonly unknown[], value: number): number {
  const sum = list
    .filter((item) => typeof item === 'number')
    .reduce((total, number) => roundSum(total, number, total + number), 0);
  return roundSum(sum, value, sum + value);
}

function equalInAnyOrder(left: unknown, right: unknown, environment: LogicEnvironment): boolean {
  return isEqual(left, right, environment, true);
}

function isEqual(
  left: unknown,
  right: unknown,
  environment: LogicEnvironment,
  anyOrder: boolean,
): boolean {
  if (typeof left !== 'object' && typeof right !== 'object') {
    return areEqualValues(left, right, anyOrder);
  }
  const alignedLeft = alignWithDate(left, right, environment);
  return areEqualValues(alignedLeft, alignWithDate(right, alignedLeft, environment), anyOrder);
}

/** The text "undefined" is no value, wherever it comes from. */
const areEqualValues = (left: unknown, right: unknown, anyOrder: boolean): boolean =>
  areEqual(
    left === 'undefined' ? undefined : left,
    right === 'undefined' ? undefined : right,
    anyOrder,
  );

function isGreater(left: unknown, right: unknown, environment: LogicEnvironment): boolean {
  if (left === undefined || left === null || right === undefined || right === null) return false;
  const alignedLeft = alignWithDate(left, right, environment);
  return isMore(alignedLeft, alignWithDate(right, alignedLeft, environment));
}

function isSmaller(left: unknown, right: unknown, environment: LogicEnvironment): boolean {
  if (left === undefined || left === null || right === undefined || right === null) return false;
  const alignedLeft = alignWithDate(left, right, environment);
  return isLess(alignedLeft, alignWithDate(right, alignedLeft, environment));
}

/** Texts are searched for a piece, lists for every one of the values; `wanted` false asks that it be not found. */
function searches(left: unknown, right: unknown, wanted: boolean): boolean {
  if (Array.isArray(left)) return searchesList(left, right, wanted);
  if (!left && left !== 0 && left !== false) return false;
  const text = typeof left === 'string' ? left : String(left);
  if (!right) return false;
  const isFound = text.toLowerCase().includes(String(right).toLowerCase());
  return isFound === wanted;
}

function searchesList(list: readonly unknown[], right: unknown, wanted: boolean): boolean {
  if (list.length === 0) return !wanted;
  for (const value of Array.isArray(right) ? right : [right]) {
    if (!list.some((item) => areEqualValues(item, value, true))) return !wanted;
  }
  return wanted;
}

function contains(left: unknown, right: unknown): boolean {
  return searches(left, right, true);
}

function hasAnyOf(left: unknown, right: unknown): boolean {
  const isLeftEmpty = isEmpty(left);
  if (isLeftEmpty || isEmpty(right)) return isEmpty(right);
  if (!Array.isArray(left)) return contains(right, left);
  if (!Array.isArray(right)) return contains(left, right);
  return right.some((value) => contains(left, value));
}

function hasAllOf(left: unknown, right: unknown): boolean {
  if (!left && !isEmpty(right)) return false;
  if (!Array.isArray(right)) return contains(left, right);
  return right.every((value) => contains(left, value));
}
