/**
 * SurveyJS expression → XPath, for the cells of an XLSForm. The other way round of `emit-expression.ts`: our `x_…`
 * functions go back to the XPath functions that they stand for, SurveyJS's own are said with what XPath has.
 */
import type { ChoiceValue } from '#core/definitions/definition.ts';
import { isIsoDateText } from '#core/definitions/expressions/dates.ts';
import {
  type BinaryOperator,
  type Expression,
  isJunction,
  type Operand,
} from '#core/definitions/expressions/expression.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { CannotWrite } from '#core/definitions/xlsform/cannot-write.ts';
import { writeCall } from '#core/definitions/xlsform/write-call.ts';
import { findName, type WriteScope, type Written } from '#core/definitions/xlsform/write-scope.ts';

/** @throws CannotWrite where XPath has no equal, or where the text is no expression at all. */
export function xpathOf(text: string, scope: WriteScope): string {
  const parsed = parseExpression(text);
  if (!parsed || parsed.forgiven.length > 0) {
    throw new CannotWrite(`the expression ${text} cannot be read`);
  }
  return writeOperand(parsed.expression, scope);
}

/** The text between quotes of which it has none itself; both kinds need to be put together. */
export function xpathLiteral(text: string): string {
  // even between quotes, a form takes it for a reference
  if (text.includes('${')) {
    return `concat(${text.split('${').map(xpathLiteral).join(", '$', '{', ")})`;
  }
  if (!text.includes("'")) return `'${text}'`;
  if (!text.includes('"')) return `"${text}"`;
  const parts = text.split("'").map((part) => `'${part}'`);
  return `concat(${parts.join(`, "'", `)})`;
}

export function writeOperand(operand: Operand | undefined, scope: WriteScope): string {
  if (!operand) throw new CannotWrite('an empty part has no equal');
  switch (operand.kind) {
    case 'constant':
      return writeConstant(operand.value);
    case 'variable':
      return writeVariable(operand.name, scope);
    case 'unary':
      return writeUnary(operand, scope);
    case 'binary':
      return writeBinary(operand, scope);
    case 'call':
      return writeCall(operand, scope, (part) => writeOperand(part, scope));
    case 'list':
      throw new CannotWrite('a list of values stands alone');
  }
}

export function writeConstant(value: ChoiceValue): string {
  if (typeof value === 'boolean') return value ? 'true()' : 'false()';
  if (typeof value === 'string') return xpathLiteral(value);
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}

/** The row that a variable means, where it means one. */
export function rowOf(operand: Operand | undefined, scope: WriteScope): Written | undefined {
  if (operand?.kind !== 'variable') return undefined;
  const found = findName(operand.name, scope);
  return found?.as === 'row' ? found.row : undefined;
}

function writeVariable(name: string, scope: WriteScope): string {
  const found = findName(name, scope);
  if (!found) throw new CannotWrite(`{${name}} is no row of the form`);
  switch (found.as) {
    case 'xpath':
      return found.xpath;
    case 'length':
      return lengthOf(found.row, name);
    case 'turn':
      return `indexed-repeat(${found.field.xpath}, ${found.repeat.xpath}, ${found.turn})`;
    case 'row':
      if (found.row.kind === 'group') throw new CannotWrite(`{${name}} is a group`);
      return found.row.xpath;
  }
}

function lengthOf(row: Written, name: string): string {
  if (row.kind === 'many') return `count-selected(${row.xpath})`;
  if (row.kind === 'repeat') return `count(${row.xpath})`;
  throw new CannotWrite(`{${name}} has no equal`);
}

function writeUnary(
  { operator, operand }: Extract<Expression, { kind: 'unary' }>,
  scope: WriteScope,
): string {
  if (operator === 'negate') return `not(${writeOperand(operand, scope)})`;
  const isEmpty = operator === 'empty';
  const row = rowOf(operand, scope);
  if (row?.kind === 'repeat') return `count(${row.xpath}) ${isEmpty ? '=' : '>'} 0`;
  if (row?.kind === 'group') return emptyParts(row, isEmpty);
  return `${writeOperand(operand, scope)} ${isEmpty ? '=' : '!='} ''`;
}

function emptyParts(row: Written, isEmpty: boolean): string {
  const tests = (row.parts ?? []).map((part) =>
    part.kind === 'group' ? emptyParts(part, isEmpty) : `${part.xpath} ${isEmpty ? '=' : '!='} ''`,
  );
  if (tests.length === 0) throw new CannotWrite('a group without rows has no value');
  return `(${tests.join(isEmpty ? ' and ' : ' or ')})`;
}

const comparisons: Readonly<Partial<Record<BinaryOperator, string>>> = {
  equal: '=',
  notequal: '!=',
  less: '<',
  lessorequal: '<=',
  greater: '>',
  greaterorequal: '>=',
};
const arithmetic: Readonly<Partial<Record<BinaryOperator, string>>> = {
  plus: '+',
  minus: '-',
  mul: '*',
  div: 'div',
  mod: 'mod',
};

function writeBinary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  scope: WriteScope,
): string {
  if (isJunction(operator)) {
    return `(${writeOperand(left, scope)}) ${operator} (${writeOperand(right, scope)})`;
  }
  const sign = arithmetic[operator];
  if (sign) return `(${writeOperand(left, scope)} ${sign} ${writeOperand(right, scope)})`;
  if (operator === 'power') {
    return `pow(${writeOperand(left, scope)}, ${writeOperand(right, scope)})`;
  }
  const comparison = comparisons[operator];
  if (comparison) return writeComparison(comparison, left, right, scope);
  return writeMembership(operator, left, right, scope);
}

function writeComparison(sign: string, left: Operand, right: Operand, scope: WriteScope): string {
  const list = right?.kind === 'list' ? right : undefined;
  if (list) return writeSameSet(sign, left, list.items, scope);
  const row = rowOf(left, scope);
  const other = rowOf(right, scope);
  if (sign.length === 1 || sign === '!=') {
    const first = asCompared(left, other, sign, scope);
    return `${first} ${sign} ${asCompared(right, row, sign, scope)}`;
  }
  return `${asCompared(left, other, sign, scope)} ${sign} ${asCompared(right, row, sign, scope)}`;
}

/** A value beside a row is written as that row holds it: codes of its list, dates as dates, `true` as a code. */
function asCompared(
  operand: Operand,
  beside: Written | undefined,
  sign: string,
  scope: WriteScope,
): string {
  if (operand?.kind !== 'constant') return writeOperand(operand, scope);
  const { value } = operand;
  const isOrder = sign.startsWith('<') || sign.startsWith('>');
  if (beside?.kind === 'boolean' || beside?.kind === 'one') {
    if (!(isOrder && typeof value === 'number')) return codeOf(value, beside);
  }
  if (typeof value === 'boolean') return xpathLiteral(String(value));
  if (typeof value === 'string' && isIsoDateText(value) && isOrder) {
    return `date(${xpathLiteral(value)})`;
  }
  const isNumber = beside?.kind === 'number' && typeof value === 'string' && value.trim() !== '';
  return isNumber && Number.isFinite(Number(value))
    ? writeConstant(Number(value))
    : writeConstant(value);
}

/** The code as the choices sheet has it; SurveyJS compares codes without regard to case and kind. */
export function codeOf(value: ChoiceValue, row: Written | undefined): string {
  const exact = row?.codes?.get(value);
  if (exact !== undefined) return xpathLiteral(exact);
  const loose = [...(row?.codes ?? [])].find(
    ([code]) => String(code).toLowerCase() === String(value).toLowerCase(),
  );
  return xpathLiteral(loose?.[1] ?? String(value));
}

/** `{m} = ['a', 'b']`: these and no others. */
function writeSameSet(
  sign: string,
  left: Operand,
  items: readonly Operand[],
  scope: WriteScope,
): string {
  const row = rowOf(left, scope);
  if (row?.kind !== 'many' || (sign !== '=' && sign !== '!=')) {
    throw new CannotWrite('only several answers can be compared with a list');
  }
  const codes = new Set(items.map((item) => memberOf(item, row, scope)));
  const tests = [...codes].map((code) => `selected(${row.xpath}, ${code})`);
  const same = [`count-selected(${row.xpath}) = ${codes.size}`, ...tests].join(' and ');
  return sign === '=' ? `(${same})` : `not(${same})`;
}

const memberOf = (item: Operand, row: Written | undefined, scope: WriteScope): string =>
  item?.kind === 'constant' ? codeOf(item.value, row) : writeOperand(item, scope);

function writeMembership(
  operator: BinaryOperator,
  left: Operand,
  right: Operand,
  scope: WriteScope,
): string {
  const row = rowOf(left, scope);
  const items = right?.kind === 'list' ? right.items : [right];
  const from = writeOperand(left, scope);
  const isMany = row?.kind === 'many' || (row === undefined && left?.kind !== 'variable');
  const one = (item: Operand): string => {
    if (isMany) return `selected(${from}, ${memberOf(item, row, scope)})`;
    if (row?.kind === 'text' && /contains$/.test(operator)) {
      return `contains(${from}, ${memberOf(item, undefined, scope)})`;
    }
    return `${from} = ${memberOf(item, row, scope)}`;
  };
  const joiner = operator === 'anyof' || operator === 'noneof' ? ' or ' : ' and ';
  const test = items.map(one).join(joiner);
  if (operator === 'notcontains' || operator === 'noneof') return `not(${test})`;
  return items.length > 1 ? `(${test})` : test;
}
