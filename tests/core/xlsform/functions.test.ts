import { describe, expect, it } from 'vitest';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';

const environment = { now: new Date('2026-03-14T18:05:09Z'), offsetMinutes: 420 };
const call = (name: string, ...parameters: readonly unknown[]): unknown =>
  xlsformFunctions[name]?.(parameters, environment);

/** Values as docs.getodk.org/form-operators-functions and ODK's engine give them. */
const cases: readonly (readonly [string, readonly unknown[], unknown])[] = [
  ['x_round', [-2.5, 0], -3],
  ['x_round', [2.345, 2], 2.35],
  ['x_round', [1234, -2], 1200],
  ['x_int', [-2.7], -2],
  ['x_div', [7, 2], 3.5],
  ['x_mod', [-7, 3], -1],
  ['x_add', [undefined, 1], Number.NaN],
  ['x_stored', [Number.NaN], ''],
  ['x_eq', ['010', 10], true],
  ['x_eq', ['010', '10'], false],
  ['x_eq', [['a', 'b'], 'a b'], true],
  ['x_lt', ['2026-03-14', '2026-03-15'], true],
  ['x_bool', [''], false],
  ['x_bool', ['false'], true],
  ['x_bool', [0], false],
  ['x_selected', ['other', 'oth'], false],
  ['x_selected', [['a', 'oth'], 'oth'], true],
  ['x_countSelected', [undefined], 0],
  ['x_countSelected', [['a', 'b']], 2],
  ['x_selectedAt', [['a', 'b'], 1], 'b'],
  ['x_selectedAt', [['a', 'b'], 2], ''],
  ['x_regex', ['0912345678', '0[0-9]{9}'], true],
  ['x_regex', ['x0912345678', '0[0-9]{9}'], true],
  ['x_regex', ['x0912345678', '^0[0-9]{9}$'], false],
  ['x_regex', ['aaa', '(a'], false],
  ['x_concat', ['a', 1, undefined], 'a1'],
  ['x_join', [', ', ['a', 'b']], 'a, b'],
  ['x_substr', ['hello', 1, 3], 'el'],
  ['x_substr', ['hello', -3], 'llo'],
  ['x_substringBefore', ['a-b', '-'], 'a'],
  ['x_substringAfter', ['a-b', '-'], 'b'],
  ['x_translate', ['bar', 'abc', 'AB'], 'BAr'],
  ['x_normalizeSpace', ['  a  b '], 'a b'],
  ['x_stringLength', ['Huế'.normalize('NFC')], 3],
  ['x_text', ['it%27s'], "it's"],
  ['x_sum', [[1, '2', 3]], 6],
  ['x_count', [[{}, {}]], 2],
  ['x_countNonEmpty', [['a', '', undefined]], 1],
  ['x_min', [[3, undefined, 2]], 2],
  ['x_max', [4, 9], 9],
  ['x_nodes', [[{ a: 1 }, { a: 2 }, {}], 'a'], [1, 2, undefined]],
  ['x_nodes', [[{ r: [{ a: 1 }, { a: 2 }] }, { r: [{ a: 3 }] }], 'r', 'a'], [1, 2, 3]],
  ['x_at', [['a', 'b'], 2], 'b'],
  ['x_today', [], '2026-03-15'],
  ['x_now', [], '2026-03-15T01:05:09.000+07:00'],
  ['x_date', [0], '1970-01-01'],
  ['x_decimalDateTime', ['1970-01-02T07:00:00+07:00'], 1],
  ['x_decimalTime', ['06:00:00.000+07:00'], 0.25],
  ['x_formatDate', ['2026-03-05', '%d/%m/%Y %b %e %n'], '05/03/2026 Mar 5 3'],
  ['x_coalesce', ['', 'b'], 'b'],
  ['x_choiceLabel', ['b', 'a', 'Ay', 'b', 'Bee'], 'Bee'],
];

describe('functions of XLSForms', () => {
  for (const [name, parameters, expected] of cases) {
    it(`${name}(${JSON.stringify(parameters).slice(1, -1)}) is ${JSON.stringify(expected)}`, () => {
      expect(call(name, ...parameters)).toEqual(expected);
    });
  }

  it('is not slowed down by a pattern that backtracks', () => {
    expect(call('x_regex', `${'a'.repeat(5000)}!`, '^(a+)+$')).toBe(false);
  });
});
