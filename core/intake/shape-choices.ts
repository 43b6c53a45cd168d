/** Shape of choices: codes that the definition lists, each once, exclusive ones alone. Values are compared as they are. */
import type { Offer } from '#core/definitions/categories.ts';
import { misfit, type ValueCheck } from '#core/intake/shape-values.ts';

/** `1` and `'1'` are different codes. */
export function oneOf(offers: readonly Offer[], code = 'unknown-choice'): ValueCheck {
  const values = new Set<unknown>(offers.map(({ value }) => value));
  return (value, pointer, errors) => {
    if (values.has(value)) return;
    if (typeof value === 'object') errors.push(misfit(pointer, 'wrong-type', 'one code is wanted'));
    else errors.push(misfit(pointer, code, 'the definition has no such code'));
  };
}

export interface ManyRules {
  readonly most: number | undefined;
}

export function manyOf(offers: readonly Offer[], { most }: ManyRules): ValueCheck {
  const one = oneOf(offers);
  const exclusive = new Set<unknown>(
    offers.filter(({ isExclusive }) => isExclusive).map(({ value }) => value),
  );
  const limit = most ?? Math.max(offers.length, 1);
  return (value, pointer, errors) => {
    if (!Array.isArray(value)) {
      errors.push(misfit(pointer, 'wrong-type', 'a list of codes is wanted'));
      return;
    }
    if (value.length > limit) {
      errors.push(misfit(pointer, 'too-many-choices', `at most ${limit} codes are wanted`));
      return;
    }
    for (let index = 0; index < value.length; index++) {
      const choice: unknown = value[index];
      one(choice, `${pointer}/${index}`, errors);
      if (value.indexOf(choice) !== index) {
        errors.push(misfit(`${pointer}/${index}`, 'duplicate-choice', 'a code stands twice'));
      }
      if (value.length > 1 && exclusive.has(choice)) {
        errors.push(misfit(`${pointer}/${index}`, 'exclusive-choice', 'this code stands alone'));
      }
    }
  };
}
