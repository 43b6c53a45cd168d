/**
 * Names in plain values (`{a}`, `{a.b[0].c}`, `{x.length}`) as survey-core finds them: in any case, the longest name
 * first, so that a key that holds a dot wins over a path.
 */
import { isRecord } from '#core/definitions/expressions/javascript-coercion.ts';
import { toNumber } from '#core/definitions/expressions/values.ts';

export interface PathStep {
  readonly name: string;
  readonly index?: number;
}

export function pathOf(name: string): readonly PathStep[] {
  return name.split('.').map((part) => {
    const bracket = part.endsWith(']') ? part.lastIndexOf('[') : -1;
    const index = bracket > -1 ? toNumber(part.slice(bracket + 1, -1)) : Number.NaN;
    return Number.isNaN(index) ? { name: part } : { name: part.slice(0, bracket), index };
  });
}

/** The value at `path`, or `undefined`. */
export function lookUp(root: unknown, path: readonly PathStep[]): unknown {
  let value = root;
  let from = 0;
  while (from < path.length) {
    const step = longestMember(value, path, from);
    if (!step) return undefined;
    const index = path[step.last]?.index;
    value = index === undefined ? step.value : elementAt(step.value, index);
    if (value === undefined) return undefined;
    from = step.last + 1;
  }
  return value;
}

/** Tries `a.b.c`, then `a.b`, then `a`, up to the first step that has an index. */
function longestMember(
  value: unknown,
  path: readonly PathStep[],
  from: number,
): { readonly value: unknown; readonly last: number } | undefined {
  let last = from;
  while (last < path.length - 1 && path[last]?.index === undefined) last++;
  for (; last >= from; last--) {
    const name = path
      .slice(from, last + 1)
      .map((step) => step.name)
      .join('.');
    const found = memberOf(value, name);
    if (found !== undefined) return { value: found, last };
  }
  return undefined;
}

function memberOf(value: unknown, name: string): unknown {
  if (!value || !name) return undefined;
  if (name === 'length' && (Array.isArray(value) || typeof value === 'string')) return value.length;
  if (!isRecord(value)) return undefined;
  const lower = name.toLowerCase();
  for (const key in value) {
    if (key.length === name.length && key.toLowerCase() === lower) return value[key];
  }
  return undefined;
}

function elementAt(value: unknown, index: number): unknown {
  return Array.isArray(value) ? value[index < 0 ? index + value.length : index] : undefined;
}
