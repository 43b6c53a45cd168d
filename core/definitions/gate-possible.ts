/** Whether comparisons can hold together: for each item that they speak of, what it can be answered with is tried. */
import {
  compileExpression,
  type EvaluationContext,
} from '#core/definitions/expressions/compile-expression.ts';
import {
  type Expression,
  variablesIn,
  walkExpression,
} from '#core/definitions/expressions/expression.ts';
import { areEqual } from '#core/definitions/expressions/values.ts';
import type { Source } from '#core/definitions/gate-sources.ts';

export interface Wish {
  readonly expression: Expression;
  /** Pointer of the element it stands on. */
  readonly at: string;
}

/** A comparison, and how it must come out. */
export interface Atom extends Wish {
  readonly wanted: boolean;
}

interface Trial extends EvaluationContext {
  value: unknown;
}

/** @returns the items without whose answer the atoms cannot hold; `undefined` if they cannot hold at all. */
export function isPossible(
  atoms: readonly Atom[],
  find: (name: string, at: string) => Source | undefined,
  isAsked: (source: Source) => boolean,
): readonly Source[] | undefined {
  const groups = new Map<Source, Atom[]>();
  for (const atom of atoms) {
    if (!isPlain(atom.expression)) continue;
    const names = [...new Set(variablesIn(atom.expression).map((name) => name.toLowerCase()))];
    if (names.length === 0 && !testOf(atom)(undefined)) return undefined;
    const source = names.length === 1 ? find(names[0] ?? '', atom.at) : undefined;
    if (source) groups.set(source, [...(groups.get(source) ?? []), atom]);
  }
  const needed: Source[] = [];
  for (const [source, own] of groups) {
    const tests = own.map(testOf);
    const fits: Holds = (answer) => tests.every((test) => test(answer));
    if (fits(undefined)) continue;
    needed.push(source);
    const answers = answersTo(source, own);
    if (!isAsked(source) || (answers && !answers.some(fits))) return undefined;
  }
  return needed;
}

/** Functions may look at the clock, or at anything. */
function isPlain(expression: Expression): boolean {
  let plain = true;
  walkExpression(expression, (node) => {
    if (node.kind === 'call') plain = false;
  });
  return plain;
}

const noFunctions = new Map();
const anywhere = { now: new Date(0), offsetMinutes: 0 };

type Holds = (value: unknown) => boolean;

/** Whether the atom comes out as it must when its one item is answered with a value. */
function testOf({ expression, wanted }: Atom): Holds {
  try {
    const run = compileExpression<Trial>(expression, {
      resolve: () => ({ read: (trial) => trial.value }),
      functions: noFunctions,
    });
    return (value) => (run({ environment: anywhere, value }) === true) === wanted;
  } catch {
    // It is refused elsewhere.
    return () => true;
  }
}

/** Answers that stand for all there can be; `undefined` where no list of them would do. */
function answersTo(source: Source, atoms: readonly Atom[]): readonly unknown[] | undefined {
  const { kind, values } = source;
  if ((kind === 'one' || kind === 'boolean') && values) return values;
  const constants = atoms.flatMap(({ expression }) => constantsIn(expression));
  if (kind === 'many' && values) return selections(source, values, constants);
  if (!atoms.every(({ expression }) => isComparison(expression))) return undefined;
  if (kind === 'number') return numbersAround(constants, source);
  const isExact = atoms.every(({ expression }) => !isOrder(expression));
  return kind === 'text' && isExact ? [...constants, 'something else entirely'] : undefined;
}

const mostMentioned = 6;

/** All selections of the codes that are spoken of, each with and without one that is not. */
function selections(
  { mostChosen = Number.POSITIVE_INFINITY }: Source,
  values: readonly unknown[],
  constants: readonly unknown[],
): readonly unknown[] | undefined {
  const mentioned = values.filter((value) => constants.some((each) => areEqual(value, each, true)));
  if (mentioned.length > mostMentioned) return undefined;
  const other = values.find((value) => !mentioned.includes(value));
  const codes = other === undefined ? mentioned : [...mentioned, other];
  let subsets: unknown[][] = [[]];
  for (const code of codes) {
    subsets = [...subsets, ...subsets.map((subset) => [...subset, code])];
  }
  return subsets.filter(({ length }) => length > 0 && length <= mostChosen);
}

/** Each number that is spoken of, the bounds, and one on either side of all of them. */
function numbersAround(
  constants: readonly unknown[],
  { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY }: Source,
): readonly number[] {
  const marks = [...constants.map(Number), low, high].filter(Number.isFinite).sort((a, b) => a - b);
  const between = marks.slice(1).map((mark, index) => (mark + (marks[index] ?? mark)) / 2);
  const outside = [(marks[0] ?? 0) - 1, (marks.at(-1) ?? 0) + 1];
  return [...marks, ...between, ...outside].filter((number) => number >= low && number <= high);
}

function constantsIn(expression: Expression): readonly (string | number | boolean)[] {
  const found: (string | number | boolean)[] = [];
  walkExpression(expression, (node) => {
    if (node.kind === 'constant') found.push(node.value);
  });
  return found;
}

const isOrder = (expression: Expression): boolean =>
  expression.kind === 'binary' && /^(?:less|greater)/.test(expression.operator);

/** `{a} > 5`, `{a} empty`: what changes only at the constant itself. */
function isComparison(expression: Expression): boolean {
  if (expression.kind === 'unary') {
    return expression.operator !== 'negate' && expression.operand?.kind === 'variable';
  }
  if (expression.kind !== 'binary') return false;
  const isKnown = isOrder(expression) || /equal$/.test(expression.operator);
  const kinds = [expression.left?.kind, expression.right?.kind];
  return isKnown && kinds.includes('variable') && kinds.includes('constant');
}
