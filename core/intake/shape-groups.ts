/** Shape of answers with members: closed objects, rows of a matrix, lists of groups. */

import { isRecord } from '#core/definitions/expressions/javascript-coercion.ts';
import { misfit, type ValueCheck } from '#core/intake/shape-values.ts';
import { pointerPart } from '#core/kernel/plain-data.ts';

/** Enough to explain a refusal. */
export const mostErrors = 50;

/**
 * An object with these keys at most. A Map, so that `toString` is a key like any other and inherits nothing. Pointers to
 * known keys are made once: answers that fit cost no text.
 */
export function closedObject(members: ReadonlyMap<string, ValueCheck>): ValueCheck {
  const known = new Map(
    [...members].map(([key, check]) => [key, { check, step: `/${pointerPart(key)}` }] as const),
  );
  return (value, pointer, errors) => {
    if (!isRecord(value) || Array.isArray(value)) {
      errors.push(misfit(pointer, 'wrong-type', 'an object is wanted'));
      return;
    }
    for (const key of Object.keys(value)) {
      if (errors.length >= mostErrors) return;
      const member = known.get(key);
      if (member) {
        member.check(value[key], pointer === '' ? member.step : pointer + member.step, errors);
      } else {
        const here = `${pointer}/${pointerPart(key)}`;
        errors.push(misfit(here, 'unknown-key', 'the definition has no such item'));
      }
    }
  };
}

export function listOf(entry: ValueCheck, most: number): ValueCheck {
  return (value, pointer, errors) => {
    if (!Array.isArray(value)) errors.push(misfit(pointer, 'wrong-type', 'a list is wanted'));
    else if (value.length > most) {
      errors.push(misfit(pointer, 'too-many-rows', `at most ${most} are wanted`));
    } else {
      for (let index = 0; index < value.length && errors.length < mostErrors; index++) {
        entry(value[index], `${pointer}/${index}`, errors);
      }
    }
  };
}
