import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { evaluate } from '../../conformance/support/independent-reading.ts';
import { sheetsOf } from '../../support/spreadsheets.ts';

const environment = { now: new Date('2026-03-15T02:30:00Z'), offsetMinutes: 420 };

/** Codes that SurveyJS takes for one another, though XPath does not. */
const codes = ['yes', 'Yes', 'no', '1', '01', '10', 'true'];
const reference = (name: string): string => `$${'{'}${name}}`;

const literal = fc
  .constantFrom(...codes, '', 'oth', "it's")
  .map((text) => (text.includes("'") ? `"${text}"` : `'${text}'`));
const number = fc.constantFrom('0', '1', '2', '10', '1.5');
const answer = fc.constantFrom('q', 'm', 'n', 't').map(reference);
const amount = fc.oneof(
  number,
  answer,
  fc.tuple(answer, number).map(([a, b]) => `(${a} + ${b})`),
  answer.map((a) => `count-selected(${a})`),
);
const verdict = fc.oneof(
  fc.tuple(answer, fc.constantFrom('=', '!='), literal).map((parts) => parts.join(' ')),
  fc.tuple(literal, fc.constantFrom('=', '!='), answer).map((parts) => parts.join(' ')),
  fc.tuple(answer, fc.constantFrom('=', '!='), answer).map((parts) => parts.join(' ')),
  fc
    .tuple(amount, fc.constantFrom('=', '!=', '<', '<=', '>', '>='), amount)
    .map((parts) => parts.join(' ')),
  fc.tuple(answer, literal).map(([from, code]) => `selected(${from}, ${code})`),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    verdict,
    tie('condition').map((inner) => `not(${inner})`),
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
      .map((parts) => parts.join(' ')),
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
      .map((parts) => `(${parts.join(' ')})`),
  ),
}));

const answers = fc.record(
  {
    q: fc.constantFrom(...codes),
    m: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 3 }),
    n: fc.constantFrom(0, 1, 2, 10, 1.5),
    t: fc.constantFrom('yes', 'Yes', '1', '01', '10', 'oth', "it's"),
  },
  { requiredKeys: [] },
);

const formOf = (relevant: string) =>
  sheetsOf({
    survey: [
      ['type', 'name', 'label', 'relevant'],
      ['select_one l', 'q', 'Q', ''],
      ['select_multiple l', 'm', 'M', ''],
      ['decimal', 'n', 'N', ''],
      ['text', 't', 'T', ''],
      ['text', 'follow', 'F', relevant],
    ],
    choices: [['list_name', 'name', 'label'], ...codes.map((code) => ['l', code, code])],
  });

describe('relevance of an imported form', () => {
  it('is what XPath says of the same answers, by another evaluator', () => {
    fc.assert(
      fc.property(condition, answers, (relevant, given) => {
        const { definition } = importXlsform(formOf(relevant));
        if (!definition) throw new Error('the form was refused');
        const compiled = compileLogic(definition, { functions: xlsformFunctions, lenient: true });
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
        const texts: Readonly<Record<string, unknown>> = { ...given, m: given.m?.join(' ') };

        const ours = compiled.value.relevance(given, environment).get('follow');

        expect({ relevant, given, ours }).toEqual({
          relevant,
          given,
          ours: evaluate(relevant, (name) => String(texts[name] ?? '')),
        });
      }),
      { numRuns: 1500 },
    );
  });
});
