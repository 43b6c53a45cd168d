/**
 * Whether a condition can still hold once one answer is known and nothing else: the ground of arrows on paper. What
 * cannot be known from that answer alone stays open.
 */
import type { ChoiceValue } from '#core/definitions/definition.ts';
import type { Expression, Operand } from '#core/definitions/expressions/expression.ts';

export type Verdict = boolean | undefined;

export function decide(operand: Operand, name: string, answer: ChoiceValue): Verdict {
  if (!operand) return undefined;
  switch (operand.kind) {
    case 'unary':
      return decideUnary(operand, name, answer);
    case 'binary':
      return decideBinary(operand, name, answer);
    default:
      return undefined;
  }
}

const isIt = (operand: Operand, name: string): boolean =>
  operand?.kind === 'variable' && operand.name.toLowerCase() === name.toLowerCase();

function decideUnary(
  { operator, operand }: Extract<Expression, { kind: 'unary' }>,
  name: string,
  answer: ChoiceValue,
): Verdict {
  if (operator === 'negate') {
    const inner = decide(operand, name, answer);
    return inner === undefined ? undefined : !inner;
  }
  return isIt(operand, name) ? operator === 'notempty' : undefined;
}

function decideBinary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  name: string,
  answer: ChoiceValue,
): Verdict {
  if (operator === 'and' || operator === 'or') {
    const verdicts = [decide(left, name, answer), decide(right, name, answer)];
    const settling = operator === 'or';
    if (verdicts.includes(settling)) return settling;
    return verdicts.includes(undefined) ? undefined : !settling;
  }
  if (!isIt(left, name)) return undefined;
  const values = valuesIn(right);
  if (!values) return undefined;
  const isAmong = values.some((value) => same(value, answer));
  switch (operator) {
    case 'equal':
    case 'anyof':
    case 'contains':
      return isAmong;
    case 'notequal':
    case 'noneof':
    case 'notcontains':
      return !isAmong;
    default:
      return compare(operator, Number(answer), Number(values[0]));
  }
}

function compare(operator: string, answer: number, limit: number): Verdict {
  if (Number.isNaN(answer) || Number.isNaN(limit)) return undefined;
  switch (operator) {
    case 'less':
      return answer < limit;
    case 'lessorequal':
      return answer <= limit;
    case 'greater':
      return answer > limit;
    case 'greaterorequal':
      return answer >= limit;
    default:
      return undefined;
  }
}

function valuesIn(operand: Operand): readonly ChoiceValue[] | undefined {
  if (operand?.kind === 'constant') return [operand.value];
  if (operand?.kind !== 'list') return undefined;
  const values = operand.items.map((item) => (item?.kind === 'constant' ? item.value : undefined));
  return values.every((value) => value !== undefined) ? values : undefined;
}

const same = (one: ChoiceValue, other: ChoiceValue): boolean =>
  String(one).toLowerCase() === String(other).toLowerCase();
