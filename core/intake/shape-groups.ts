/** Shape of answers with members: closed objects, rows of a matrix, lists of groups. */

import { misfit, type ValueCheck } from '#core/intake/shape-values.ts';
import { pointerPart } from '#core/kernel/plain-data.ts';

/** Enough to explain a refusal. */
export const mostErrors = 50;

/** An object with these keys at most. A Map, so that `toString` is a key like any other and inherits nothing. */
export function closedObject(members: ReadonlyMap<string, ValueCheck>): ValueCheck {
  return (value, pointer, errors) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      errors.push(misfit(pointer, 'wrong-type', 'an object is wanted'));
      return;
    }
    for (const [key, member] of Object.entries(value)) {
      if (errors.length >= mostErrors) return;
      const check = members.get(key);
      const here = `${pointer}/${pointerPart(key)}`;
      if (check) check(member, here, errors);
      else errors.push(misfit(here, 'unknown-key', 'the definition has no such item'));
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
