/** One-click mends: steps of RFC 6902 (add, remove, replace), applied without touching the definition they came for. */
import type { Definition } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { memberAt, stepsOf } from '#core/definitions/gate-place.ts';
import type { JsonPatch, Mend } from '#core/definitions/gate-problem.ts';

/** @throws RangeError if a step leads nowhere: the mend was made for another document. */
export const applyMend = (definition: Definition, mend: Mend): Definition =>
  applyPatch(definition, mend.patch);

/** As `applyMend`, for any steps. What they do not lead through is shared with the given definition. */
export const applyPatch = (definition: Definition, patch: readonly JsonPatch[]): Definition =>
  // as: an object goes in and none of the steps replaces the root, so an object comes out.
  patch.reduce<unknown>(
    (value, step) => changed(value, stepsOf(step.path), step),
    definition,
  ) as Definition;

function changed(value: unknown, path: readonly string[], step: JsonPatch): unknown {
  const [first, ...rest] = path;
  if (first === undefined) throw new RangeError('a mend cannot replace the whole definition');
  if (Array.isArray(value)) return changedList(value, first, rest, step);
  if (!isElement(value)) throw new RangeError(`${step.path} leads nowhere`);
  if (rest.length > 0) return { ...value, [first]: changed(memberAt(value, first), rest, step) };
  if (step.op !== 'add' && !Object.hasOwn(value, first))
    throw new RangeError(`${step.path} is not there`);
  if (step.op === 'remove') return without(value, first);
  return { ...value, [first]: step.value };
}

const without = (record: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

function changedList(
  list: readonly unknown[],
  first: string,
  rest: readonly string[],
  step: JsonPatch,
): readonly unknown[] {
  const index = first === '-' ? list.length : Number(first);
  const last = step.op === 'add' && rest.length === 0 ? list.length : list.length - 1;
  if (!Number.isInteger(index) || index < 0 || index > last)
    throw new RangeError(`${step.path} is not there`);
  if (rest.length > 0) return list.with(index, changed(list[index], rest, step));
  if (step.op === 'remove') return list.toSpliced(index, 1);
  return list.toSpliced(index, step.op === 'add' ? 0 : 1, step.value);
}
