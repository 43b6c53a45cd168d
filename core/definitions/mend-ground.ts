/** What mends look at: the definition, its elements by place and by name, and which names and codes are spoken of. */
import type { Definition } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { variablesIn, walkExpression } from '#core/definitions/expressions/expression.ts';
import { expressionsIn, type PlacedExpression } from '#core/definitions/gate-expressions.ts';
import { valueAt } from '#core/definitions/gate-place.ts';
import type { GateFinding, JsonPatch, Mend } from '#core/definitions/gate-problem.ts';
import { type Sources, sourcesOf } from '#core/definitions/gate-sources.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';

export interface MendGround {
  readonly definition: Definition;
  readonly elements: readonly GateElement[];
  readonly sources: Sources;
  readonly expressions: readonly PlacedExpression[];
  readonly byPointer: ReadonlyMap<string, GateElement>;
  /** Place of each element in the document, by pointer. */
  readonly order: ReadonlyMap<string, number>;
  /** Lower-case names of everything that has one. */
  readonly names: ReadonlySet<string>;
}

/** A mend for a finding, or nothing where no single right one is plain. */
export type Mender = (finding: GateFinding, ground: MendGround) => Mend | undefined;

export function groundOf(definition: Definition, elements: readonly GateElement[]): MendGround {
  return {
    definition,
    elements,
    sources: sourcesOf(elements),
    expressions: expressionsIn(elements),
    byPointer: new Map(elements.map((element) => [element.pointer, element])),
    order: new Map(elements.map(({ pointer }, index) => [pointer, index])),
    names: new Set(
      elements.flatMap(({ element }) =>
        typeof element.name === 'string' ? [element.name.toLowerCase()] : [],
      ),
    ),
  };
}

export const replace = (path: string, value: unknown): JsonPatch => ({
  op: 'replace',
  path,
  value,
});
export const add = (path: string, value: unknown): JsonPatch => ({ op: 'add', path, value });
export const remove = (path: string): JsonPatch => ({ op: 'remove', path });

/** The pointer without its last step, and that step. */
export function cutPointer(pointer: string): { readonly parent: string; readonly last: string } {
  const cut = pointer.lastIndexOf('/');
  return { parent: pointer.slice(0, cut), last: pointer.slice(cut + 1) };
}

/** The element that the finding is about: at its path, or one of whose properties its path is. */
export const elementAt = (
  { path }: GateFinding,
  { byPointer }: MendGround,
): GateElement | undefined => byPointer.get(path) ?? byPointer.get(cutPointer(path).parent);

export function textAt(pointer: string, { definition }: MendGround): string | undefined {
  const value = valueAt(definition, pointer);
  return typeof value === 'string' ? value : undefined;
}

/** Whether an expression, a default or a list of codes speaks of the code; then changing it takes more than a click. */
export function isSpokenOf(code: string, ground: MendGround): boolean {
  const inExpression = ground.expressions.some(({ expression }) => {
    let found = false;
    walkExpression(expression, (node) => {
      if (node.kind === 'constant' && String(node.value) === code) found = true;
    });
    return found;
  });
  return inExpression || ground.elements.some(({ element }) => namesCode(element, code));
}

const codeLists = ['lnMissing', 'lnProblem', 'defaultValue', 'lnFormerValues'];

function namesCode(element: Readonly<Record<string, unknown>>, code: string): boolean {
  const labels = element.lnChoiceLabels;
  if (isElement(labels) && Object.hasOwn(labels, code)) return true;
  return codeLists.some((list) => [element[list]].flat().some((value) => String(value) === code));
}

/** Pointers of the elements whose expressions or choices read an item of this name. */
export function readersOf(name: string, ground: MendGround): readonly string[] {
  const key = name.toLowerCase();
  const isRead = (variable: string): boolean => variable.toLowerCase().split(/[.[-]/).includes(key);
  const readers = ground.expressions
    .filter(({ expression }) => variablesIn(expression).some(isRead))
    .map(({ at }) => at);
  const carriers = ground.elements
    .filter(({ element }) => String(element.choicesFromQuestion ?? '').toLowerCase() === key)
    .map(({ pointer }) => pointer);
  return [...readers, ...carriers];
}

/** `base`, or the first of `base_2`, `base_3`, … that nothing is called yet. */
export function freeName(base: string, isTaken: (name: string) => boolean): string {
  let name = base;
  for (let number = 2; isTaken(name); number++) {
    const end = `_${number}`;
    name = `${base.slice(0, 64 - end.length)}${end}`;
  }
  return name;
}

/** Letters a–z, digits and _, beginning with a letter: `Tên đầy đủ` becomes `ten_day_du`. */
export function slugOf(text: string): string {
  const plain = text
    .replaceAll(/[đĐ]/g, 'd')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  const begun = /^[A-Za-z]/.test(plain) ? plain : plain && `q_${plain}`;
  return begun.slice(0, 64);
}

/** The one word of `words` that is a slip of the finger away: at most two letters added, lost, changed or swapped. */
export function nearestOf(word: string, words: readonly string[]): string | undefined {
  const most = word.length < 4 ? 1 : 2;
  const near = [...new Set(words)]
    .map((other) => ({ other, steps: stepsBetween(word.toLowerCase(), other.toLowerCase(), most) }))
    .filter(({ steps }) => steps <= most)
    .sort((one, other) => one.steps - other.steps);
  const [first, second] = near;
  return first && first.steps !== second?.steps ? first.other : undefined;
}

/** Levenshtein's distance; more than `most` counts as `most + 1`. */
function stepsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? most + 1;
}
