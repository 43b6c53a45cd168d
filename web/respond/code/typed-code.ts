/** A code while it is being typed. */
import { canonicalCode } from '#core/links/one-time-code.ts';

const whole = 9;
const letters = (text: string): string => text.toUpperCase().replace(/[\s\p{Pd}]/gu, '');

/** In capitals, with a dash after the fourth character as on the slip; what was pasted may have spaces. */
export function typedCode(text: string): string {
  const typed = letters(text);
  return typed.length > 4 ? `${typed.slice(0, 4)}-${typed.slice(4)}` : typed;
}

/** Nobody is told that a code is wrong before it is there as a whole. */
export const fitsAsTyped = (text: string): boolean =>
  letters(text).length < whole || canonicalCode(text) !== undefined;
