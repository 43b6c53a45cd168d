/**
 * The syntax tree of a SurveyJS expression: plain data that can be stored, compared and walked. `null` stands where the
 * author wrote the literal null (or nothing), which survey-core tolerates and our gate refuses.
 */
export type BinaryOperator =
  | 'and'
  | 'or'
  | 'plus'
  | 'minus'
  | 'mul'
  | 'div'
  | 'mod'
  | 'power'
  | 'equal'
  | 'notequal'
  | 'less'
  | 'lessorequal'
  | 'greater'
  | 'greaterorequal'
  | 'contains'
  | 'notcontains'
  | 'anyof'
  | 'allof'
  | 'noneof';

export type UnaryOperator = 'negate' | 'empty' | 'notempty';
export type Operand = Expression | null;

export type Expression =
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  /** `{name}`; with `asIs` (`{#name}`) texts are not read as numbers or booleans. */
  | { readonly kind: 'variable'; readonly name: string; readonly asIs: boolean }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Operand }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Operand[] }
  | { readonly kind: 'list'; readonly items: readonly Operand[] };

/** Operators whose result is a value to go on with, not a verdict. */
export const isArithmetic = (operator: BinaryOperator): boolean =>
  ['plus', 'minus', 'mul', 'div', 'mod', 'power'].includes(operator);

export const isJunction = (operator: BinaryOperator): boolean =>
  operator === 'and' || operator === 'or';

/** Visits every node of the tree, parents before their parts. */
export function walkExpression(operand: Operand, visit: (node: Expression) => void): void {
  if (!operand) return;
  visit(operand);
  for (const part of partsOf(operand)) walkExpression(part, visit);
}

function partsOf(node: Expression): readonly Operand[] {
  switch (node.kind) {
    case 'binary':
      return [node.left, node.right];
    case 'unary':
      return [node.operand];
    case 'call':
      return node.parameters;
    case 'list':
      return node.items;
    default:
      return [];
  }
}

/** The names between braces, in order of appearance, as written. */
export function variablesIn(expression: Expression): readonly string[] {
  const names: string[] = [];
  walkExpression(expression, (node) => {
    if (node.kind === 'variable') names.push(node.name);
  });
  return names;
}
