/** Patterns of survey authors as the compiler takes them: short ones that run in linear time, or none. */
import { Refusal } from '#core/definitions/expressions/compile-expression.ts';
import { linearPattern } from '#core/definitions/expressions/linear-pattern.ts';

const longestPattern = 200;

/** Whether a text holds the pattern somewhere. @throws Refusal if it cannot be used on phone and server alike. */
export function compilePattern(pattern: string, ignoreCase: boolean): (text: string) => boolean {
  if (pattern.length > longestPattern) {
    throw new Refusal('pattern-too-long', { most: longestPattern }, 'regex');
  }
  const matches = linearPattern(pattern, ignoreCase);
  if (!matches) throw new Refusal('pattern-refused', {}, 'regex');
  return matches;
}
