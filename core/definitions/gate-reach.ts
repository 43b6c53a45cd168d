/**
 * Which pages, panels, items and answers nobody can ever see. A condition is taken apart into alternatives of
 * comparisons; an alternative falls if one item would have to hold what it cannot: each value that the item offers is
 * tried with the very functions that run on the phone. What cannot be told (calculations, dates, items compared with
 * items) counts as possible, so that nothing is called unreachable that is not.
 */
import { isJunction, type Operand } from '#core/definitions/expressions/expression.ts';
import { readExpression } from '#core/definitions/gate-expressions.ts';
import { type Atom, isPossible, type Wish } from '#core/definitions/gate-possible.ts';
import { type GateFinding, gateError, gateWarning } from '#core/definitions/gate-problem.ts';
import type { Source, Sources } from '#core/definitions/gate-sources.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';

type Alternatives = readonly (readonly Atom[])[];

/** More than this is taken for possible. */
const mostAlternatives = 64;
/** How far conditions of the items that a condition needs an answer of are followed. */
const mostSteps = 3;

interface Reach {
  /** The conditions of the element and of what it stands in. */
  readonly wishes: readonly Wish[];
  readonly isReachable: boolean;
}

export function reachProblems(
  elements: readonly GateElement[],
  sources: Sources,
  lenient: boolean,
): readonly GateFinding[] {
  const reached = new Map<string, Reach>();
  const say = lenient ? gateWarning : gateError;
  const findings: GateFinding[] = [];
  const canBe = (wishes: readonly Wish[]): boolean => isReachable(wishes, { sources, reached });
  for (const entry of elements) {
    const around = reached.get(holderOf(entry.pointer)) ?? { wishes: [], isReachable: true };
    const own = wishIn(entry);
    const wishes = own ? [...around.wishes, own] : around.wishes;
    const possible = around.isReachable && (!own || canBe(wishes));
    if (isChoice(entry)) {
      if (around.isReachable && !possible) {
        const code = String(entry.element.value);
        findings.push(say('choice-never-shown', `${entry.pointer}/visibleIf`, { code }));
      }
      continue;
    }
    reached.set(entry.pointer, { wishes, isReachable: possible });
    if (around.isReachable && !possible) {
      findings.push(say('never-shown', `${entry.pointer}/visibleIf`));
    }
  }
  return findings;
}

const isChoice = (entry: GateElement): boolean => entry.kind === 'part' && entry.part === 'choice';

/** The element that this one stands in: two steps up. */
const holderOf = (pointer: string): string => pointer.split('/').slice(0, -2).join('/');

function wishIn({ element, pointer }: GateElement): Wish | undefined {
  const expression = readExpression(element.visibleIf);
  return expression && { expression, at: pointer };
}

interface Ground {
  readonly sources: Sources;
  readonly reached: ReadonlyMap<string, Reach>;
}

function isReachable(wishes: readonly Wish[], ground: Ground): boolean {
  const alternatives = all(wishes);
  return !alternatives || alternatives.some((atoms) => canHold(atoms, ground, mostSteps));
}

/** Whether the atoms can be true together, and what they need an answer of can have been asked. */
function canHold(atoms: readonly Atom[], ground: Ground, steps: number): boolean {
  const find = (name: string, at: string): Source | undefined => ground.sources.find(name, at);
  const isAsked = ({ pointer }: Source): boolean =>
    ground.reached.get(pointer)?.isReachable !== false;
  const needed = isPossible(atoms, find, isAsked);
  if (!needed) return false;
  if (steps === 0) return true;
  const wishes = needed.flatMap(({ pointer }) => ground.reached.get(pointer)?.wishes ?? []);
  const more = all(wishes);
  if (wishes.length === 0 || !more) return true;
  return more.some((others) => {
    const together = [...atoms, ...others.filter((atom) => !atoms.includes(atom))];
    return together.length === atoms.length || canHold(together, ground, steps - 1);
  });
}

function all(wishes: readonly Wish[]): Alternatives | undefined {
  return wishes.reduce<Alternatives | undefined>(
    (before, { expression, at }) => both(before, alternativesOf(expression, true, at)),
    [[]],
  );
}

function both(one?: Alternatives, other?: Alternatives): Alternatives | undefined {
  if (!one || !other || one.length * other.length > mostAlternatives) return undefined;
  return one.flatMap((atoms) => other.map((more) => [...atoms, ...more]));
}

function either(one?: Alternatives, other?: Alternatives): Alternatives | undefined {
  if (!one || !other || one.length + other.length > mostAlternatives) return undefined;
  return [...one, ...other];
}

/** The ways in which the expression can come out as wanted; `undefined` for too many. */
function alternativesOf(
  expression: Operand,
  wanted: boolean,
  at: string,
): Alternatives | undefined {
  if (!expression) return [[]];
  if (expression.kind === 'binary' && isJunction(expression.operator)) {
    const left = alternativesOf(expression.left, wanted, at);
    const right = alternativesOf(expression.right, wanted, at);
    return (expression.operator === 'and') === wanted ? both(left, right) : either(left, right);
  }
  if (expression.kind === 'unary' && expression.operator === 'negate') {
    return alternativesOf(expression.operand, !wanted, at);
  }
  return [[{ expression, wanted, at }]];
}
