/** What a row is, and how one row lies to another: all that the translation of expressions asks of the outline. */
import { toNumber } from '#core/definitions/expressions/values.ts';
import type { ListChoice, OutlineNode } from '#core/definitions/xlsform/outline.ts';
import { textLiteral } from '#core/definitions/xlsform/text-literal.ts';
import type { Step, XPath } from '#core/definitions/xlsform/xpath/syntax.ts';

export const isSelect = (node: OutlineNode, item: string): boolean =>
  node.type.kind === 'item' && node.type.item === item;
export const isNumber = (node: OutlineNode): boolean =>
  node.type.kind === 'item' && ['integer', 'decimal', 'range'].includes(node.type.item);

/**
 * SurveyJS compares loosely (`Yes` is `yes`, `1` is `01`). That is the same as XPath's exact comparison if the list has
 * this code, and no other code that looks like it.
 */
export function meansOneCode(node: OutlineNode, code: string): boolean {
  if (!textLiteral(code).startsWith("'")) return false;
  const alike = alikeIn(node.choices)(code);
  return alike.size > 0 && [...alike].every((one) => one === code);
}

type Alike = (code: string) => ReadonlySet<string>;

/** Lists have thousands of choices, and each choice's filter asks: what a list holds is worked out once. */
const known = new WeakMap<readonly ListChoice[], Alike>();

/** Codes of a list that SurveyJS takes for the given one. */
function alikeIn(choices: readonly ListChoice[]): Alike {
  const held = known.get(choices);
  if (held) return held;
  const byWord = new Map<string, Set<string>>();
  const byNumber = new Map<number, Set<string>>();
  for (const { code } of choices) {
    addTo(byWord, wordOf(code), code);
    const number = toNumber(code);
    if (!Number.isNaN(number)) addTo(byNumber, number, code);
  }
  const alike: Alike = (code) =>
    new Set([...(byWord.get(wordOf(code)) ?? []), ...(byNumber.get(toNumber(code)) ?? [])]);
  known.set(choices, alike);
  return alike;
}

const wordOf = (code: string): string => code.trim().toLowerCase();

function addTo<Key>(index: Map<Key, Set<string>>, key: Key, code: string): void {
  const held = index.get(key);
  if (held) held.add(code);
  else index.set(key, new Set([code]));
}

export const isNote = (node: OutlineNode): boolean =>
  node.type.kind === 'item' && node.type.item === 'note';

export const hasOneValue = ({ kind }: OutlineNode): boolean =>
  kind !== 'group' && kind !== 'repeat' && kind !== 'root';

/** How many repeats up from here the node's own repeat is; undefined if it stands in another repeat. */
export function distance(node: OutlineNode, self: OutlineNode): number | undefined {
  const isAround = node.repeats.every((repeat, index) => self.repeats[index] === repeat);
  return isAround ? self.repeats.length - node.repeats.length : undefined;
}

/** Which turn a condition in brackets means: a number, or `position() = …`. */
export function turnMeant(condition: XPath): XPath | undefined {
  const isPosition = (tree: XPath): boolean =>
    tree.kind === 'call' && tree.name === 'position' && tree.parameters.length === 0;
  if (condition.kind === 'number' || condition.kind === 'reference') return condition;
  if (condition.kind !== 'binary' || condition.operator !== '=') return undefined;
  if (isPosition(condition.left)) return condition.right;
  return isPosition(condition.right) ? condition.left : undefined;
}

export function describe(tree: XPath & { kind: 'reference' | 'path' }): string {
  const rest = tree.steps.map((step) => step.name).join('/');
  if (tree.kind === 'path') return tree.absolute ? `/${rest}` : rest;
  return `\${${tree.name}}${rest ? `/${rest}` : ''}`;
}

/** `current()` alone is the row itself. */
export const hereOr = (steps: readonly Step[]): readonly Step[] =>
  steps.length > 0 ? steps : [{ name: '.', predicates: [] }];
