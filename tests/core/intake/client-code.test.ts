import { describe, expect, it } from 'vitest';
import { clientCodesOf } from '#core/definitions/client-code.ts';
import type { Item } from '#core/definitions/definition.ts';
import { canonicalClientCode, codeMask } from '#core/intake/client-code.ts';
import { compileShapeCheck } from '#core/intake/shape-check.ts';

describe('a client code', () => {
  it.each([
    ['nga-1990 hcm', 'NGA1990HCM'],
    ['NGA1990HCM\u200b', 'NGA1990HCM'],
    ['ＮＧＡ１９９０', 'NGA1990'],
    ['Nguyễn 7', 'NGUYEN7'],
    ['Nguyễn 7'.normalize('NFD'), 'NGUYEN7'],
    ['đỗ-01', 'ĐO01'],
    ['ĐỖ01', 'ĐO01'],
    ['a\u202eb.c/1', 'ABC1'],
    ['straße', 'STRASSE'],
  ])('is the same however it is written: %s', (text, code) => {
    expect(canonicalClientCode(text)).toBe(code);
  });

  it.each([
    ['А1 in Cyrillic', '\u04101'],
    ['Α1 in Greek', '\u03911'],
    ['a digit of another script', 'A\u0661'],
    ['a letter of the Latin script that looks like Đ', 'A\u00d01'],
    ['nothing but signs', ' -./'],
    ['nothing', ''],
    ['the mask', codeMask],
  ])('is refused: %s', (_, text) => {
    expect(canonicalClientCode(text)).toBeUndefined();
  });

  it('is named by the shape check where it cannot be one', () => {
    const item: Item = { type: 'text', name: 'client', lnRole: 'client-code' };
    const check = compileShapeCheck({ pages: [{ name: 'p', elements: [item] }] });

    expect(check({ client: '\u04101' })).toMatchObject([
      { pointer: '/client', code: 'not-a-code' },
    ]);
    expect(check({ client: 'A1' })).toEqual([]);
  });
});

describe('the item that tells people apart', () => {
  const code = (name: string, special: Partial<Item> = {}): Item => ({
    type: 'text',
    name,
    lnRole: 'client-code',
    ...special,
  });
  const codesOf = (...elements: readonly Item[]) =>
    clientCodesOf({ pages: [{ name: 'p', elements }] });

  it('is the only one, or the one that says so', () => {
    expect(codesOf(code('a'))).toEqual({ names: ['a'], person: { name: 'a' } });
    expect(codesOf(code('a'), code('b', { lnUnique: 'project' }))).toEqual({
      names: ['a', 'b'],
      person: { name: 'b', unique: 'project' },
    });
    expect(codesOf(code('a'), code('b'))).toEqual({ names: ['a', 'b'] });
  });

  it('stands in panels, but neither in repeated groups nor is it a number', () => {
    expect(codesOf({ type: 'panel', name: 'g', elements: [code('a')] }).names).toEqual(['a']);
    expect(
      codesOf({ type: 'paneldynamic', name: 'g', templateElements: [code('a')] }).names,
    ).toEqual([]);
    expect(codesOf(code('a', { inputType: 'number' })).names).toEqual([]);
  });
});
