/**
 * survey-core 3.0.0 is the judge: what it reads we read, what it refuses we refuse, and values come out alike. Dates in
 * arithmetic or in texts are left out: the compiler of definitions refuses them.
 */
import { ConditionsParser, ExpressionRunner, FunctionFactory, settings } from 'survey-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Refusal } from '#core/definitions/expressions/compile-expression.ts';
import { kindOf, surpriseIn } from '#core/definitions/expressions/kinds.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import type { LogicEnvironment } from '#core/definitions/logic/compiled-logic.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import {
  randomCall,
  randomExpression,
  randomValues,
} from '../../support/differential/random-expression.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';
import { evaluateExpression } from '../../support/evaluate-expression.ts';

const now = new Date(Date.UTC(2026, 4, 17, 9, 30, 15, 250));
// survey-core reads the clock of this machine, so here the respondent lives in its zone.
const environment: LogicEnvironment = { now, offsetMinutes: -now.getTimezoneOffset() };

const seed = Number(process.env.EXPRESSION_SEED ?? 11);
const wanted = Number(process.env.EXPRESSIONS ?? 10_000);

const evaluate = (text: string, values: unknown): unknown =>
  evaluateExpression(text, values, environment);

const noVerdict = Symbol('no verdict');

/** survey-core's value; no verdict where it throws. */
function judge(text: string, values: Record<string, unknown>): unknown {
  try {
    return new ExpressionRunner(text).runValues(structuredClone(values));
  } catch {
    return noVerdict;
  }
}

/** Our dates carry the wall clock in their UTC fields. */
function isSame(ours: unknown, theirs: unknown): boolean {
  if (Object.is(ours, theirs)) return true;
  if (ours instanceof Date && theirs instanceof Date) {
    const wall = theirs.getTime() - theirs.getTimezoneOffset() * 60_000;
    return Object.is(ours.getTime(), wall);
  }
  return JSON.stringify(ours) === JSON.stringify(theirs) && typeof ours === 'object';
}

const silenced = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
beforeAll(() => {
  for (const spy of silenced) spy.mockImplementation(() => undefined);
  settings.onDateCreated = (date: Date, _reason: string, value?: unknown) => (value ? date : now);
});
afterAll(() => {
  for (const spy of silenced) spy.mockRestore();
});

describe(`expressions beside survey-core (seed ${seed})`, () => {
  it('are read where survey-core reads them, and nowhere else', { timeout: 120_000 }, () => {
    const random = seededRandom(seed);
    const parser = new ConditionsParser();

    const texts = Array.from({ length: 1.5 * wanted }, () => randomExpression(random));
    const differing = texts.filter(
      (text) => Boolean(parser.parseExpression(text)) !== (parseExpression(text) !== undefined),
    );

    expect(differing).toEqual([]);
  });

  it('give the values that survey-core gives', { timeout: 120_000 }, () => {
    const random = seededRandom(seed + 1);
    const differing: string[] = [];
    let compared = 0;

    for (let turn = 0; turn < wanted; turn++) {
      const text = randomExpression(random);
      const values = randomValues(random);
      if (isLeftOut(text)) continue;
      const theirs = judge(text, values);
      if (theirs === noVerdict) continue;
      compared++;
      const ours = evaluate(text, structuredClone(values));
      if (!isSame(ours, theirs)) {
        differing.push(`${text} with ${JSON.stringify(values)}: ${ours}, not ${theirs}`);
      }
    }

    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(wanted / 2);
  });

  it('give what our own functions give on the phone', { timeout: 120_000 }, () => {
    for (const [name, compute] of Object.entries(xlsformFunctions)) {
      FunctionFactory.Instance.register(name, (parameters) => compute(parameters, environment));
    }
    const random = seededRandom(seed + 2);
    const names = Object.keys(xlsformFunctions);
    const called = new Set<string>();
    const differing: string[] = [];

    for (let turn = 0; turn < wanted / 2; turn++) {
      const text = randomCall(names, random);
      const values = randomValues(random);
      if (!parseExpression(text)) continue;
      const theirs = judge(text, values);
      if (theirs === noVerdict) continue;
      called.add(text.slice(0, text.indexOf('(')));
      const ours = evaluate(text, structuredClone(values));
      if (!isSame(ours, theirs)) {
        differing.push(`${text} with ${JSON.stringify(values)}: ${ours}, not ${theirs}`);
      }
    }

    expect(differing).toEqual([]);
    expect([...called].sort()).toEqual([...names].sort());
  });

  it('would be told apart if one operator were wrong', () => {
    const random = seededRandom(12);
    const texts = Array.from({ length: 2_000 }, () => randomExpression(random));

    const differing = texts.some((text) => {
      const values = randomValues(random);
      const wrong = text.replaceAll(' > ', ' >= ');
      if (wrong === text || isLeftOut(text) || isLeftOut(wrong)) return false;
      const theirs = judge(text, values);
      return theirs !== noVerdict && !isSame(evaluate(wrong, structuredClone(values)), theirs);
    });

    expect(differing).toBe(true);
  });
});

/** What the compiler refuses, and dates that meet something they should not. */
function isLeftOut(text: string): boolean {
  const parsed = parseExpression(text);
  if (!parsed) return true;
  const { expression } = parsed;
  const place = kindOf(expression) === 'boolean' ? 'condition' : 'calculation';
  const surprise = surpriseIn(expression, place);
  if (surprise && /date|today|clock/i.test(surprise.code + text)) return true;
  try {
    evaluate(text, {});
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}
