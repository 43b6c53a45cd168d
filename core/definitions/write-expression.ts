/** Writes the tree of an expression as text that reads as the same tree. */
import type { BinaryOperator, Operand } from '#core/definitions/expressions/expression.ts';

const signs: Readonly<Record<BinaryOperator, string>> = {
  and: 'and',
  or: 'or',
  plus: '+',
  minus: '-',
  mul: '*',
  div: '/',
  mod: '%',
  power: '^',
  equal: '=',
  notequal: '!=',
  less: '<',
  lessorequal: '<=',
  greater: '>',
  greaterorequal: '>=',
  contains: 'contains',
  notcontains: 'notcontains',
  anyof: 'anyof',
  allof: 'allof',
  noneof: 'noneof',
};

export function writeExpression(operand: Operand): string {
  if (operand === null) return 'null';
  switch (operand.kind) {
    case 'constant':
      return writeConstant(operand.value);
    case 'variable':
      return `{${operand.asIs ? '#' : ''}${operand.name}}`;
    case 'binary': {
      const { operator, left, right } = operand;
      return `${inBrackets(left, operator)} ${signs[operator]} ${inBrackets(right, undefined)}`;
    }
    case 'unary':
      return operand.operator === 'negate'
        ? `!${inBrackets(operand.operand, undefined)}`
        : `${inBrackets(operand.operand, undefined)} ${operand.operator}`;
    case 'call':
      return `${operand.name}(${operand.parameters.map(writeExpression).join(', ')})`;
    case 'list':
      return `[${operand.items.map(writeExpression).join(', ')}]`;
  }
}

/** A chain of the same junction, grouped to the left as it is read, needs no brackets. */
function inBrackets(operand: Operand, chain: BinaryOperator | undefined): string {
  const text = writeExpression(operand);
  const isChained =
    operand?.kind === 'binary' && operand.operator === chain && (chain === 'and' || chain === 'or');
  const isWhole = operand === null || (operand.kind !== 'binary' && operand.kind !== 'unary');
  return isWhole || isChained ? text : `(${text})`;
}

function writeConstant(value: string | number | boolean): string {
  if (typeof value === 'string') return `'${value.replace(/(['"])/g, '\\$1')}'`;
  return Object.is(value, -0) ? '-0' : String(value);
}
