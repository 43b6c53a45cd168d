/** How client codes are compared: what people write differently is one code, and nothing but a code passes for one. */

import { misfit, type ValueCheck } from '#core/intake/shape-values.ts';

/** What stands among the answers in place of a code, which is kept apart and sealed. */
export const codeMask = '•••';

const marks = /\p{M}/gu;
const besides = /[^\p{L}\p{N}]/gu;
const canonical = /^[A-ZĐ0-9]+$/;

/**
 * The code in the form in which codes are compared: upper case, the letters A–Z and Đ and digits; spaces, signs, marks
 * on letters and what nobody sees do not count.
 * @returns undefined if nothing is left, or if a letter or digit of another script stands in it: `А1` in Cyrillic looks
 *   like a code and would be another one.
 * @example canonicalClientCode('nga-1990 hcm\u200b') // 'NGA1990HCM'
 */
export function canonicalClientCode(text: string): string | undefined {
  // Capitals first: ß and ﬁ become letters of their own. NFKD parts a letter from its marks; Đ is one letter.
  const bare = text.toUpperCase().normalize('NFKD').replace(marks, '').toUpperCase();
  const code = bare.replace(besides, '');
  return canonical.test(code) ? code : undefined;
}

/** A text that can be a code, besides what is asked of it anyway. */
export const codeCheck =
  (text: ValueCheck): ValueCheck =>
  (value, pointer, errors) => {
    text(value, pointer, errors);
    if (typeof value === 'string' && canonicalClientCode(value) === undefined) {
      errors.push(misfit(pointer, 'not-a-code', 'a code of plain letters and digits is wanted'));
    }
  };
