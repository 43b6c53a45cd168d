import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalCode, codeBytes, formatCode, newCode } from '#core/links/one-time-code.ts';

const bytes = fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes });
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a one-time code', () => {
  it('is read back from its print, however it is typed', () => {
    fc.assert(
      fc.property(bytes, (chance) => {
        const code = newCode(chance);
        const printed = formatCode(code);

        expect(printed).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}$/);
        expect(canonicalCode(printed)).toBe(code);
        expect(canonicalCode(` ${printed.toLowerCase().replace('-', ' – ')}\n`)).toBe(code);
      }),
    );
  });

  it('holds all the chance that it was made of', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const same = one.every((byte, index) => byte === other[index]);
        expect(newCode(one) === newCode(other)).toBe(same);
      }),
    );
    expect(newCode(new Uint8Array(5))).toBe('000000000');
    expect(newCode(new Uint8Array([255, 255, 255, 255, 255])).slice(0, 8)).toBe('ZZZZZZZZ');
  });

  it('is not recognised with one letter wrong', () => {
    fc.assert(
      fc.property(bytes, fc.nat(8), fc.constantFrom(...letters), (chance, place, letter) => {
        const code = newCode(chance);
        const typed = code.slice(0, place) + letter + code.slice(place + 1);
        expect(canonicalCode(typed)).toBe(typed === code ? code : undefined);
      }),
    );
  });

  it('is not recognised with two letters in each other\u2019s place', () => {
    fc.assert(
      fc.property(bytes, fc.nat(8), fc.nat(8), (chance, one, other) => {
        const code = newCode(chance);
        const typed = [...code];
        [typed[one], typed[other]] = [code.charAt(other), code.charAt(one)];
        const swapped = typed.join('');
        expect(canonicalCode(swapped)).toBe(swapped === code ? code : undefined);
      }),
    );
  });

  it('is read from letters that look like its own, also Russian ones', () => {
    const digits = newCode(new Uint8Array([0, 0, 0, 0x80, 0]));
    const latin = newCode(new Uint8Array([0x52, 0x34, 0xa9, 0x45, 0x6b]));

    expect(digits).toMatch(/^0000100/);
    expect(canonicalCode(digits.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(digits);
    expect(canonicalCode(digits.replaceAll('0', 'о').replaceAll('1', 'I'))).toBe(digits);
    expect(latin).toMatch(/[ABEKMHPCTX]/);
    const russian: Record<string, string> = {
      A: 'А',
      B: 'В',
      E: 'Е',
      K: 'К',
      M: 'М',
      H: 'Н',
      P: 'Р',
      C: 'С',
      T: 'Т',
      X: 'Х',
    };
    expect(canonicalCode(latin.replace(/./g, (one) => russian[one] ?? one))).toBe(latin);
  });

  it.each(['', '00000000', '0000000000', 'U00000000', '0000-0000!', '０００００００0あ'])(
    'is not %j',
    (text) => {
      expect(canonicalCode(text)).toBeUndefined();
    },
  );

  it('is never made of too little chance', () => {
    expect(() => newCode(new Uint8Array(4))).toThrow('5 bytes');
  });
});
