/** Shape of choices: codes that the definition lists, each once, exclusive ones alone. Values are compared as they are. */
import type { Offer } from '#core/definitions/categories.ts';
import { misfit, type ValueCheck } from '#core/intake/shape-values.ts';
import type { ProblemError } from '#core/kernel/problems.ts';

/** `1` and `'1'` are different codes. */
export function oneOf(offers: readonly Offer[], code = 'unknown-choice'): ValueCheck {
  const values = new Set<unknown>(offers.map(({ value }) => value));
  return (value, pointer, errors) => {
    if (!values.has(value)) errors.push(wrongChoice(value, pointer, code));
  };
}

const wrongChoice = (value: unknown, pointer: string, code: string): ProblemError =>
  typeof value === 'object'
    ? misfit(pointer, 'wrong-type', 'one code is wanted')
    : misfit(pointer, code, 'the definition has no such code');

export interface ManyRules {
  readonly most: number | undefined;
}

export function manyOf(offers: readonly Offer[], { most }: ManyRules): ValueCheck {
  const values = new Set<unknown>(offers.map(({ value }) => value));
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
      if (!values.has(choice)) {
        errors.push(wrongChoice(choice, `${pointer}/${index}`, 'unknown-choice'));
      }
      if (value.indexOf(choice) !== index) {
        errors.push(misfit(`${pointer}/${index}`, 'duplicate-choice', 'a code stands twice'));
      }
      if (value.length > 1 && exclusive.has(choice)) {
        errors.push(misfit(`${pointer}/${index}`, 'exclusive-choice', 'this code stands alone'));
      }
    }
  };
}
