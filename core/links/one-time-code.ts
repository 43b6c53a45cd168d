/**
 * One-time codes: eight characters of chance and one that checks them, in Crockford's alphabet, which has no letters
 * that look like digits. A phone without a signal can tell a slip of the finger from a code; only the server knows
 * which codes there are.
 */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const drawn = 8;

/** Bytes of chance that a code is made of: 40 bits. */
export const codeBytes = 5;

/** Letters that people write for one of the alphabet, also on a Russian keyboard. */
const lookAlikes: Readonly<Record<string, string>> = {
  I: '1',
  L: '1',
  O: '0',
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: '0',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
};

/**
 * The code as it is hashed: nine characters, upper case, no separators.
 * @returns undefined if it cannot be a code: another length, a letter outside of the alphabet, or mistyped.
 */
export function canonicalCode(text: string): string | undefined {
  const letters = [
    ...text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Pd}]/gu, ''),
  ];
  const code = letters.map((letter) => lookAlikes[letter] ?? letter).join('');
  const isWhole = code.length === drawn + 1 && [...code].every((one) => alphabet.includes(one));
  return isWhole && checkOf(code.slice(0, drawn)) === code.at(-1) ? code : undefined;
}

/** As it is printed: `XXXX-XXXXX`. */
export const formatCode = (canonical: string): string =>
  `${canonical.slice(0, 4)}-${canonical.slice(4)}`;

/** A code in canonical form. @param bytes `codeBytes` random ones */
export function newCode(bytes: Uint8Array): string {
  if (bytes.length !== codeBytes) throw new Error(`a code is made of ${codeBytes} bytes`);
  const bits = bytes.reduce((all, byte) => all * 256 + byte, 0);
  const letters = Array.from({ length: drawn }, (_, index) =>
    alphabet.charAt(Math.floor(bits / 32 ** (drawn - 1 - index)) % 32),
  ).join('');
  return letters + checkOf(letters);
}

/**
 * Reed and Solomon's check over the field of 32 elements: with it, the letters weighted by powers of 2 add up to
 * nothing. One wrong letter never does, nor do two that have changed places.
 */
const checkOf = (letters: string): string =>
  alphabet.charAt([...letters].reduce((sum, letter) => twice(sum ^ alphabet.indexOf(letter)), 0));

/** Times 2 in the field made by x⁵ + x² + 1. */
const twice = (element: number): number =>
  element < 16 ? element << 1 : (element << 1) ^ 0b100101;
