/** Expressions in examples: what authors may rely on, and what surprises them in survey-core. */
import { describe, expect, it } from 'vitest';
import { variablesIn } from '#core/definitions/expressions/expression.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { mayMorning } from '../../support/definition-of.ts';
import { evaluateExpression } from '../../support/evaluate-expression.ts';

const evaluated = (text: string, values: Readonly<Record<string, unknown>> = {}): unknown =>
  evaluateExpression(text, values, mayMorning);

describe('comparison', () => {
  it.each<[string, Readonly<Record<string, unknown>>, boolean]>([
    ["{a} = 'YES'", { a: ' yes ' }, true],
    ["{a} = '5'", { a: 5 }, true],
    ["{a} = 'TRUE'", { a: true }, true],
    ['{a} > 9', { a: '10' }, true],
    ["'10' > '9'", {}, false],
    ['{a} = 0', {}, false],
    ['{a} < 1', {}, false],
    ["{a} <> 'x'", {}, true],
    ["{a} = ['y', 'x']", { a: ['x', 'y'] }, true],
    ["{a} contains 'x'", { a: ['x', 'y'] }, true],
    ["{a} contains 'B'", { a: 'abc' }, true],
    ["{a} anyof ['z', 'y']", { a: ['x', 'y'] }, true],
    ["{a} allof ['x', 'z']", { a: ['x', 'y'] }, false],
    ["{a} noneof ['z']", { a: ['x', 'y'] }, true],
    ['{a} empty', { a: [] }, true],
    ['{a} empty', { a: 0 }, false],
    ['{a} notempty', { a: false }, true],
    ["{A.b} = 'x'", { a: { B: 'x' } }, true],
    ['{a[1].k} = 2', { a: [{ k: 1 }, { k: 2 }] }, true],
  ])('%s', (text, values, verdict) => {
    expect(evaluated(text, values)).toBe(verdict);
  });
});

describe('calculation', () => {
  it.each<[string, Readonly<Record<string, unknown>>, unknown]>([
    ['0.1 + 0.2', {}, 0.3],
    ['{a} + 1', {}, 1],
    ['{a} + 1', { a: '2' }, 3],
    ['1 / 0', {}, null],
    ['2 ^ 3', {}, 8],
    ['sum({a}, 3, {b})', { a: [1, 2], b: '4' }, 10],
    ['avg({a}, {b})', { a: 1 }, 1],
    ['round(2.345, 2)', {}, 2.35],
    ["iif({a} > 1, 'x', 'y')", { a: 2 }, 'x'],
    ["sumInArray({rows}, 'n', {n} > 1)", { rows: [{ n: 1 }, { n: 2 }, { n: 3 }] }, 5],
    ["countInArray({rows}, 'n')", { rows: [{ n: 1 }, {}] }, 1],
    ["age('2000-05-18')", {}, 25],
    ["age('2000-05-17')", {}, 26],
    ["dateDiff('2026-01-31', '2026-03-01', 'months')", {}, 1],
    ["year('2026-03-01')", {}, 2026],
  ])('%s', (text, values, value) => {
    expect(evaluated(text, values)).toBe(value);
  });
});

describe('reading', () => {
  it.each(['{a} >', '1 + * 2', '{a', "'abc", '', '{a} = 1 {b} = 2'])('cannot read %j', (text) => {
    expect(parseExpression(text)).toBeUndefined();
  });

  it.each([
    ['({a} = 1', 'expression-bracket'],
    ['{a} contains', 'expression-unfinished'],
    ['sum(null, 1)', 'expression-null'],
  ])('reads %j as survey-core does, and says what is wrong with it', (text, fault) => {
    expect(parseExpression(text)?.forgiven).toEqual([fault]);
  });

  it('finds every name', () => {
    const parsed = parseExpression("{a} > 1 and ({b.c} contains 'x' or sum({d[0].e}, {#f}) = 2)");

    expect(parsed && variablesIn(parsed.expression)).toEqual(['a', 'b.c', 'd[0].e', 'f']);
  });
});
