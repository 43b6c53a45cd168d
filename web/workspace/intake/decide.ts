/** The entry that comes of two: the first one, with the fields that were decided for the second. */
import type { Paper, TypedDifference } from '#core/intake/intake-api.ts';

interface Entry {
  readonly paper: Paper;
  readonly answers: Record<string, unknown>;
}

export function decided(
  first: Entry,
  differences: readonly TypedDifference[],
  chosen: Readonly<Record<string, 'first' | 'second'>>,
): Entry {
  const entry = structuredClone({ paper: first.paper, answers: first.answers });
  for (const { pointer, second } of differences) {
    if (chosen[pointer] === 'second') putAt(entry, stepsOf(pointer), second);
  }
  return entry;
}

const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

function putAt(holder: object, steps: readonly string[], value: unknown): void {
  const [first, ...rest] = steps;
  if (first === undefined) return;
  if (rest.length === 0) {
    if (value !== undefined) Reflect.set(holder, first, value);
    else if (!Array.isArray(holder)) Reflect.deleteProperty(holder, first);
    else if (Number(first) === holder.length - 1) holder.pop();
    return;
  }
  const held: unknown = Reflect.get(holder, first);
  const inner = typeof held === 'object' && held !== null ? held : emptyFor(rest[0] ?? '');
  Reflect.set(holder, first, inner);
  putAt(inner, rest, value);
}

const emptyFor = (step: string): object => (/^\d+$/.test(step) ? [] : {});
