/**
 * XPath → SurveyJS expression. SurveyJS's own syntax is used only where both mean provably the same: a select or a
 * number against a literal, `selected()`, and/or/not between verdicts. Everything else becomes a call of a registered
 * `x_…` function with XPath's meaning. References stay visible as `{name}`, so that forms know what depends on what;
 * `{#name}` hands the value over as it is, without reading `1.0` as 1.
 */

import { CannotSay } from '#core/definitions/xlsform/cannot-say.ts';
import { emitItext, emitLookup } from '#core/definitions/xlsform/emit-lookup.ts';
import { compileRegex } from '#core/definitions/xlsform/functions.ts';
import {
  knownFunctions,
  type ResultType,
  takesNodes,
} from '#core/definitions/xlsform/functions-table.ts';
import {
  describe,
  distance,
  hasOneValue,
  hereOr,
  isNote,
  isNumber,
  isSelect,
  meansOneCode,
  turnMeant,
} from '#core/definitions/xlsform/node-facts.ts';
import type { ListChoice, Names, OutlineNode } from '#core/definitions/xlsform/outline.ts';
import type { ProblemParams } from '#core/definitions/xlsform/problems.ts';
import { relativeNode, type Scope } from '#core/definitions/xlsform/scope.ts';
import { textLiteral } from '#core/definitions/xlsform/text-literal.ts';
import type { XPath, XPathOperator } from '#core/definitions/xlsform/xpath/syntax.ts';

export interface Emitted {
  readonly text: string;
  readonly type: ResultType;
}

export interface EmitContext {
  readonly scope: Scope;
  readonly names: Names;
  /** The row whose cell this is: `.` and relative paths start here. */
  readonly self: OutlineNode;
  /** A calculation finds nothing where it asks for itself: it is worked out anew each time. */
  readonly isOwnCalculation: boolean;
  /** Every row that the expression reads is told here. */
  readonly reads: (node: OutlineNode) => void;
  /** The choices of a list, where the form has it. */
  readonly listOf: (name: string) => readonly ListChoice[] | undefined;
  /** What the calculation of a row gives. */
  readonly calculates: (node: OutlineNode) => ResultType;
  /** Something that can be said, though hardly as it was meant. */
  readonly remark: (code: string, params: ProblemParams) => void;
}

/** @throws CannotSay where SurveyJS with our functions has no equal. */
export function emitExpression(tree: XPath, context: EmitContext): Emitted {
  switch (tree.kind) {
    case 'number':
      return { text: numberText(tree.value), type: 'number' };
    case 'text':
      return { text: textLiteral(tree.value), type: 'text' };
    case 'negative':
      return emitNegative(tree.operand, context);
    case 'binary':
      return emitBinary(tree.operator, tree.left, tree.right, context);
    case 'call':
      return emitCall(tree, context);
    default:
      return emitNode(tree, context);
  }
}

/** The expression as a verdict that is exactly true or false. */
export function emitCondition(tree: XPath, context: EmitContext): string {
  const emitted = emitExpression(tree, context);
  return emitted.type === 'boolean' ? emitted.text : `x_bool(${single(emitted)})`;
}

/** The one value of a set of nodes is that of its first (XPath 1.0, 4.2). */
const single = (emitted: Emitted): string =>
  emitted.type === 'nodes' ? `x_first(${emitted.text})` : emitted.text;

/** What a form stores of a result: the first of several, and nothing where it is no number. */
export function storedText(emitted: Emitted): string {
  const mayBeNaN = emitted.type === 'number' || emitted.type === 'value';
  return mayBeNaN ? `x_stored(${single(emitted)})` : single(emitted);
}

const argument = (tree: XPath, context: EmitContext): string =>
  single(emitExpression(tree, context));

function numberText(value: number): string {
  const text = String(value);
  if (!/e/i.test(text)) return text;
  return `x_number(${textLiteral(value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }))})`;
}

function emitNegative(operand: XPath, context: EmitContext): Emitted {
  if (operand.kind === 'number') return { text: `-${numberText(operand.value)}`, type: 'number' };
  return { text: `x_neg(${argument(operand, context)})`, type: 'number' };
}

const arithmetic: Readonly<Partial<Record<XPathOperator, string>>> = {
  '+': 'x_add',
  '-': 'x_sub',
  '*': 'x_mul',
  div: 'x_div',
  mod: 'x_mod',
};
const comparisons: Readonly<Partial<Record<XPathOperator, string>>> = {
  '=': 'x_eq',
  '!=': 'x_ne',
  '<': 'x_lt',
  '<=': 'x_le',
  '>': 'x_gt',
  '>=': 'x_ge',
};
const mirrored: Readonly<Record<string, XPathOperator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function emitBinary(
  operator: XPathOperator,
  left: XPath,
  right: XPath,
  context: EmitContext,
): Emitted {
  if (operator === 'and' || operator === 'or') {
    const first = emitCondition(left, context);
    const isChain = left.kind === 'binary' && left.operator === operator;
    const second = enclosed(emitCondition(right, context));
    return { text: `${isChain ? first : enclosed(first)} ${operator} ${second}`, type: 'boolean' };
  }
  const sum = arithmetic[operator];
  if (sum)
    return {
      text: `${sum}(${argument(left, context)}, ${argument(right, context)})`,
      type: 'number',
    };
  const compare = comparisons[operator];
  if (!compare) throw new CannotSay('operator', { operator });
  const native =
    nativeComparison(operator, left, right, context) ??
    nativeComparison(mirrored[operator] ?? operator, right, left, context);
  if (native) return { text: native, type: 'boolean' };
  const sides = [emitExpression(left, context), emitExpression(right, context)];
  const texts = (isEquality(operator) ? asForms(sides, [left, right]) : sides).map(single);
  return { text: `${compare}(${texts.join(', ')})`, type: 'boolean' };
}

const isEquality = (operator: XPathOperator): boolean => operator === '=' || operator === '!=';

/**
 * In a form every answer is a text, a number's too: `${n} = '05'` is false of 5. SurveyJS hands numbers over as numbers,
 * so they are made texts again where the other side is a text.
 */
function asForms(sides: readonly Emitted[], trees: readonly XPath[]): readonly Emitted[] {
  const isAnswer = (tree: XPath | undefined): boolean =>
    tree?.kind === 'reference' || tree?.kind === 'path';
  return sides.map((side, index) => {
    const other = trees[1 - index];
    const isTextBeside = other?.kind === 'text' || isAnswer(other);
    const wraps = side.type === 'number' && isAnswer(trees[index]) && isTextBeside;
    return wraps ? { text: `x_string(${side.text})`, type: 'text' } : side;
  });
}

/** A call needs no brackets of its own; anything with operators does. */
const enclosed = (text: string): string =>
  /^[a-zA-Z_]+\([^()]*\)$/.test(text) ? text : `(${text})`;

function nativeComparison(
  operator: XPathOperator,
  left: XPath,
  right: XPath,
  context: EmitContext,
): string | undefined {
  if (right.kind === 'number' && left.kind === 'call' && alwaysNumber.has(left.name)) {
    return `${argument(left, context)} ${operator} ${numberText(right.value)}`;
  }
  const node = plainNode(left, context);
  if (!node) return undefined;
  if (right.kind === 'number') {
    if (!isNumber(node) || /e/i.test(String(right.value))) return undefined;
    return `${reference(node, context)} ${operator} ${numberText(right.value)}`;
  }
  if (right.kind !== 'text' || !isEquality(operator)) return undefined;
  if (right.value === '') {
    return `${reference(node, context)} ${operator === '=' ? 'empty' : 'notempty'}`;
  }
  if (!isSelect(node, 'select_one') || !meansOneCode(node, right.value)) return undefined;
  return `${reference(node, context)} ${operator} ${textLiteral(right.value)}`;
}

const alwaysNumber = new Set(['count-selected', 'string-length', 'count']);
/** What is not there, and what nobody answers. */
const nothing: Emitted = { text: "''", type: 'text' };
/** The row that `${name}`, `.` or a path means, where it has one value from here. */
function plainNode(tree: XPath, context: EmitContext): OutlineNode | undefined {
  if (tree.kind !== 'reference' && tree.kind !== 'path') return undefined;
  const hasPredicates = tree.kind === 'reference' && (tree.lastSaved || tree.predicates.length > 0);
  if (hasPredicates || tree.steps.some((step) => step.predicates.length > 0)) return undefined;
  const node = relativeNode(tree, context.scope, context.self);
  if (!node || isNote(node) || !hasOneValue(node)) return undefined;
  if (context.isOwnCalculation && node === context.self) return undefined;
  return distance(node, context.self) === undefined ? undefined : node;
}

function placeName(node: OutlineNode, context: EmitContext): string | undefined {
  const up = distance(node, context.self);
  const name = context.names.of(node);
  if (up === undefined) return undefined;
  if (node.repeats.length === 0) return name;
  if (up === 0) return `panel.${name}`;
  if (up === 1) return `parentPanel.${name}`;
  throw new CannotSay('repeat-too-far', { name });
}

function reference(node: OutlineNode, context: EmitContext): string {
  context.reads(node);
  return `{${placeName(node, context) ?? context.names.of(node)}}`;
}

function emitNode(tree: XPath & { kind: 'reference' | 'path' }, context: EmitContext): Emitted {
  if (tree.kind === 'reference' && tree.lastSaved) {
    throw new CannotSay('last-saved');
  }
  const predicates = tree.kind === 'reference' ? tree.predicates : [];
  const node = relativeNode(tree, context.scope, context.self);
  // `${row}/x` starts at a row that is there; only a reference to nothing at all is a mistake in the form
  const begins = tree.kind === 'path' || context.scope.find(tree.name, context.self) !== undefined;
  if (!node && begins) {
    context.remark('path-unknown', { path: describe(tree) });
    return nothing;
  }
  if (!node) throw new CannotSay('reference-unknown', { name: describe(tree) });
  if (isNote(node) || (context.isOwnCalculation && node === context.self)) return nothing;
  const conditions = [predicates, ...tree.steps.map((step) => step.predicates)].flat();
  if (conditions.length > 0) return emitPicked(node, conditions, tree, context);
  if (node.kind === 'root' || node.kind === 'group') {
    throw new CannotSay('group-value', { path: describe(tree) });
  }
  context.reads(node);
  const place = placeName(node, context);
  if (place !== undefined) return { text: `{#${place}}`, type: typeOfNode(node, context) };
  return emitNodes(node, context);
}

/** `${repeat}[2]/name`: one turn of a repeat that the row does not stand in itself. */
function emitPicked(
  node: OutlineNode,
  [condition, ...others]: readonly XPath[],
  tree: XPath & { kind: 'reference' | 'path' },
  context: EmitContext,
): Emitted {
  const index = condition && others.length === 0 ? turnMeant(condition) : undefined;
  const isOutside = distance(node, context.self) === undefined && node.repeats.length === 1;
  if (!index || !isOutside || !hasOneValue(node)) {
    throw new CannotSay('predicate', { path: describe(tree) });
  }
  context.reads(node);
  const { text } = emitNodes(node, context);
  return { text: `x_at(${text}, ${argument(index, context)})`, type: 'value' };
}

function typeOfNode(node: OutlineNode, context: EmitContext): ResultType {
  if (node.kind === 'repeat') return 'nodes';
  if (isNumber(node)) return 'number';
  return node.kind === 'calculate' && context.calculates(node) === 'number' ? 'number' : 'value';
}

/** All values of a row inside a repeat, seen from outside it. */
function emitNodes(node: OutlineNode, context: EmitContext): Emitted {
  const common = node.repeats.findIndex((repeat, index) => context.self.repeats[index] !== repeat);
  const [outer, ...inner] = node.repeats.slice(common);
  if (!outer) throw new CannotSay('reference-unknown', { name: node.leaf });
  const steps = [...inner, node].map((step) => textLiteral(context.names.of(step)));
  return { text: `x_nodes({#${placeName(outer, context)}}, ${steps.join(', ')})`, type: 'nodes' };
}

function emitCall(tree: XPath & { kind: 'call' }, context: EmitContext): Emitted {
  const { name, parameters } = tree;
  if (name === 'current')
    return emitNode({ kind: 'path', absolute: false, steps: hereOr(tree.steps) }, context);
  if (name === 'jr:itext') return emitItext(parameters, context, emitCondition);
  if (name === 'instance') return emitLookup(tree, context, emitCondition);
  if (tree.steps.length > 0) throw new CannotSay('lookup', { name: `${name}()` });
  const special = specialCalls[name]?.(parameters, context);
  if (special) return special;
  const found = Object.hasOwn(knownFunctions, name) ? knownFunctions[name] : undefined;
  if (!found) throw new CannotSay('function', { name: `${name}()` });
  if (parameters.length < found.least || parameters.length > found.most) {
    throw new CannotSay('parameters', { name: `${name}()`, count: parameters.length });
  }
  const texts = parameters.map((parameter) =>
    takesNodes.has(name) ? emitExpression(parameter, context).text : argument(parameter, context),
  );
  return { text: `${found.name}(${texts.join(', ')})`, type: found.result };
}

const mostLabels = 300;

type SpecialCall = (parameters: readonly XPath[], context: EmitContext) => Emitted | undefined;

const specialCalls: Readonly<Record<string, SpecialCall>> = {
  true: () => ({ text: 'true', type: 'boolean' }),
  false: () => ({ text: 'false', type: 'boolean' }),
  not: ([operand], context) =>
    operand ? { text: `!(${emitCondition(operand, context)})`, type: 'boolean' } : undefined,
  if: emitIf,
  selected: emitSelected,
  regex: emitRegex,
  'jr:choice-name': emitChoiceName,
  position: emitPosition,
  'indexed-repeat': emitIndexed,
};

function emitIf([condition, yes, no]: readonly XPath[], context: EmitContext): Emitted | undefined {
  if (!condition || !yes || !no) return undefined;
  const branches = [yes, no].map((branch) => emitExpression(branch, context));
  // a branch that is empty says nothing of what the other gives
  const types = new Set(branches.filter(({ text }) => text !== "''").map(({ type }) => type));
  const [only = 'text'] = types;
  const type = types.size > 1 || only === 'nodes' ? 'value' : only;
  const texts = branches.map(single).join(', ');
  return { text: `iif(${emitCondition(condition, context)}, ${texts})`, type };
}

function emitSelected([from, code]: readonly XPath[], context: EmitContext): Emitted | undefined {
  if (!from || code?.kind !== 'text') return undefined;
  const node = plainNode(from, context);
  if (!node || !meansOneCode(node, code.value)) return undefined;
  const sign = isSelect(node, 'select_one')
    ? '='
    : isSelect(node, 'select_multiple')
      ? 'contains'
      : '';
  if (!sign) return undefined;
  return {
    text: `${reference(node, context)} ${sign} ${textLiteral(code.value)}`,
    type: 'boolean',
  };
}

/** A pattern that cannot be run in linear time would refuse every answer. */
function emitRegex([, pattern]: readonly XPath[]): undefined {
  if (pattern?.kind !== 'text' || compileRegex(pattern.value)) return undefined;
  throw new CannotSay('pattern', { pattern: pattern.value });
}

/** The label of a choice. The list travels in the call, so that the function needs no knowledge of the definition. */
function emitChoiceName([code, item]: readonly XPath[], context: EmitContext): Emitted | undefined {
  if (!code || item?.kind !== 'text') return undefined;
  const name = /\$\{\s*([^}\s]+)\s*\}/.exec(item.value)?.[1] ?? item.value.split('/').at(-1) ?? '';
  const node = context.scope.find(name, context.self);
  if (!node || node.choices.length === 0) throw new CannotSay('reference-unknown', { name });
  const pairs = node.choices.slice(0, mostLabels).map((choice) => {
    const label = choice.row.text('label') || choice.code;
    return `${textLiteral(choice.code)}, ${textLiteral(label)}`;
  });
  if (node.choices.length > mostLabels) throw new CannotSay('list-too-long', { list: name });
  return { text: `x_choiceLabel(${[argument(code, context), ...pairs].join(', ')})`, type: 'text' };
}

function emitPosition(parameters: readonly XPath[], context: EmitContext): Emitted | undefined {
  const up = parameters[0];
  if (up && !(up.kind === 'path' && up.steps.every((step) => step.name === '..'))) return undefined;
  if (context.self.repeats.length === 0) return undefined;
  return { text: 'x_add({panelIndex}, 1)', type: 'number' };
}

function emitIndexed([from, , index]: readonly XPath[], context: EmitContext): Emitted | undefined {
  if (!from || !index) return undefined;
  const nodes = emitExpression(from, context);
  if (nodes.type !== 'nodes') return undefined;
  return { text: `x_at(${nodes.text}, ${argument(index, context)})`, type: 'value' };
}
