/**
 * Reads SurveyJS 3.0.0 expressions. The grammar is survey-core's own (a PEG: ordered choice), oddities included, so that
 * a text means here what it means on the phone: some words are rewritten first, even inside quotes; operators need no
 * word boundary; a missing parenthesis or right operand is forgiven. What is forgiven is listed, for the gate to refuse.
 * Differential tests hold it to the pinned survey-core.
 */

import type {
  BinaryOperator,
  Expression,
  Operand,
} from '#core/definitions/expressions/expression.ts';
import {
  type Cursor,
  type Missed,
  missed,
  skipSpace,
  takeConstant,
  takeExact,
  takeIdentifier,
  takeVariable,
  takeWord,
} from '#core/definitions/expressions/scan.ts';
import type { GateCode } from '#core/definitions/gate-codes.ts';

export interface ParsedExpression {
  readonly expression: Expression;
  /** Faults that survey-core overlooks; empty for a clean text. */
  readonly forgiven: readonly GateCode[];
}

type Found = Operand | Missed;
type TakeOperator = (cursor: Cursor) => BinaryOperator | undefined;

/** The tree of `text`, or `undefined` where survey-core cannot read it either, or nobody would want to. */
export function parseExpression(text: string): ParsedExpression | undefined {
  const cursor: Cursor = { text: rewrite(text), at: 0, depth: 0, forgiven: [] };
  const found = takeExpression(cursor);
  if (found === missed || found === null || cursor.at !== cursor.text.length) return undefined;
  return { expression: found, forgiven: cursor.forgiven };
}

/** survey-core rewrites these before it parses, also inside texts and names. */
const rewrite = (text: string): string =>
  text
    .replaceAll('=>', '>=')
    .replaceAll('=<', '<=')
    .replaceAll('<>', '!=')
    .replaceAll('equals', 'equal ');

function takeExpression(cursor: Cursor): Found {
  const start = cursor.at;
  skipSpace(cursor);
  const found = takeChain(cursor, takeAnd, orSign);
  if (found === missed) cursor.at = start;
  else skipSpace(cursor);
  return found;
}

const takeAnd = (cursor: Cursor): Found => takeChain(cursor, takeComparison, andSign);
const takeComparison = (cursor: Cursor): Found => takeChain(cursor, takeSum, comparisonSign);
const takeSum = (cursor: Cursor): Found => takeChain(cursor, takeProduct, sumSign);
const takeProduct = (cursor: Cursor): Found => takeChain(cursor, takePower, productSign);
const takePower = (cursor: Cursor): Found => takeChain(cursor, takeContaining, powerSign);
const takeContaining = (cursor: Cursor): Found => takeChain(cursor, takeFactor, containsSign, true);

/** What is nested deeper, or strung together longer, is not read: whoever walks the tree would run out of stack. */
const mostDepth = 200;
const mostLinks = 1000;

/** `part (operator part)*`, grouped to the left. */
function takeChain(
  cursor: Cursor,
  takePart: (cursor: Cursor) => Found,
  takeOperator: TakeOperator,
  rightMayMiss = false,
): Found {
  let left = takePart(cursor);
  if (left === missed) return missed;
  for (let links = 0; links < mostLinks; links++) {
    const back = cursor.at;
    skipSpace(cursor);
    const operator = takeOperator(cursor);
    if (operator) skipSpace(cursor);
    const right = operator ? takePart(cursor) : missed;
    if (!operator || (right === missed && !rightMayMiss)) {
      cursor.at = back;
      return left;
    }
    if (right === missed) cursor.forgiven.push('expression-unfinished');
    left = { kind: 'binary', operator, left, right: right === missed ? null : right };
  }
  return left;
}

const orSign: TakeOperator = (cursor) =>
  takeExact(cursor, '||') || takeWord(cursor, 'or') ? 'or' : undefined;
const andSign: TakeOperator = (cursor) =>
  takeExact(cursor, '&&') || takeWord(cursor, 'and') ? 'and' : undefined;
const powerSign: TakeOperator = (cursor) =>
  takeExact(cursor, '^') || takeWord(cursor, 'power') ? 'power' : undefined;

function sumSign(cursor: Cursor): BinaryOperator | undefined {
  if (takeExact(cursor, '+')) return 'plus';
  return takeExact(cursor, '-') ? 'minus' : undefined;
}

function productSign(cursor: Cursor): BinaryOperator | undefined {
  if (takeExact(cursor, '*')) return 'mul';
  if (takeExact(cursor, '/')) return 'div';
  return takeExact(cursor, '%') ? 'mod' : undefined;
}

const comparisons: readonly (readonly [sign: string, word: BinaryOperator])[] = [
  ['<=', 'lessorequal'],
  ['>=', 'greaterorequal'],
  ['==', 'equal'],
  ['=', 'equal'],
  ['!=', 'notequal'],
  ['<', 'less'],
  ['>', 'greater'],
];
function comparisonSign(cursor: Cursor): BinaryOperator | undefined {
  return comparisons.find(([sign, word]) => takeExact(cursor, sign) || takeWord(cursor, word))?.[1];
}

const containments: readonly (readonly [word: string, operator: BinaryOperator])[] = [
  ['*=', 'contains'],
  ['contains', 'contains'],
  ['contain', 'contains'],
  ['notcontains', 'notcontains'],
  ['notcontain', 'notcontains'],
  ['anyof', 'anyof'],
  ['allof', 'allof'],
  ['noneof', 'noneof'],
];
function containsSign(cursor: Cursor): BinaryOperator | undefined {
  return containments.find(([word]) => takeWord(cursor, word))?.[1];
}

function takeFactor(cursor: Cursor): Found {
  if (cursor.depth === mostDepth) return missed;
  cursor.depth++;
  const found = takeOneFactor(cursor);
  cursor.depth--;
  return found;
}

function takeOneFactor(cursor: Cursor): Found {
  const start = cursor.at;
  if (takeExact(cursor, '(')) {
    skipSpace(cursor);
    const inner = takeExpression(cursor);
    if (inner !== missed) {
      skipSpace(cursor);
      closeWith(cursor, ')');
      return inner;
    }
    cursor.at = start;
  }
  for (const take of [takeCall, takeUnary, takeAtom]) {
    const found = take(cursor);
    if (found !== missed) return found;
  }
  return takeList(cursor);
}

function closeWith(cursor: Cursor, bracket: string): void {
  if (!takeExact(cursor, bracket)) cursor.forgiven.push('expression-bracket');
}

function takeCall(cursor: Cursor): Found {
  const start = cursor.at;
  const name = takeIdentifier(cursor);
  if (name === missed || !takeExact(cursor, '(')) {
    cursor.at = start;
    return missed;
  }
  const parameters = takeSequence(cursor);
  closeWith(cursor, ')');
  return { kind: 'call', name, parameters };
}

function takeUnary(cursor: Cursor): Found {
  const start = cursor.at;
  if (takeExact(cursor, '!') || takeWord(cursor, 'negate')) {
    skipSpace(cursor);
    const operand = takeFactor(cursor);
    if (operand !== missed) return { kind: 'unary', operator: 'negate', operand };
    cursor.at = start;
  }
  const operand = takeAtom(cursor);
  if (operand !== missed) {
    skipSpace(cursor);
    if (takeWord(cursor, 'empty')) return { kind: 'unary', operator: 'empty', operand };
    if (takeWord(cursor, 'notempty')) return { kind: 'unary', operator: 'notempty', operand };
  }
  cursor.at = start;
  return missed;
}

function takeAtom(cursor: Cursor): Found {
  const start = cursor.at;
  skipSpace(cursor);
  if (takeExact(cursor, 'undefined') || takeExact(cursor, 'null')) return null;
  for (const take of [takeConstant, takeVariable]) {
    const found = take(cursor);
    if (found !== missed) return found;
  }
  cursor.at = start;
  return missed;
}

function takeList(cursor: Cursor): Found {
  const start = cursor.at;
  if (!takeExact(cursor, '[')) return missed;
  const items = takeSequence(cursor);
  if (takeExact(cursor, ']')) return { kind: 'list', items };
  cursor.at = start;
  return missed;
}

/** Expressions between commas. If the first is null or missing, survey-core drops the whole list. */
function takeSequence(cursor: Cursor): readonly Operand[] {
  const first = takeExpression(cursor);
  const rest: Operand[] = [];
  for (;;) {
    const back = cursor.at;
    skipSpace(cursor);
    const comma = takeExact(cursor, ',');
    if (comma) skipSpace(cursor);
    const next = comma ? takeExpression(cursor) : missed;
    if (next === missed) {
      cursor.at = back;
      break;
    }
    rest.push(next);
  }
  if (first !== missed && first !== null) return [first, ...rest];
  if (rest.length > 0) cursor.forgiven.push('expression-null');
  return [];
}
