import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { parseXPath } from '#core/definitions/xlsform/xpath/parse.ts';
import { sheetsOf } from '../../support/spreadsheets.ts';

const environment = { now: new Date('2026-03-15T02:30:00Z'), offsetMinutes: 420 };

/** Pieces of which real cells are made, and some that never should be. */
const pieces = [
  '$' + '{q}',
  '$' + '{n}',
  '$' + '{t}',
  '$' + '{m}',
  '.',
  '..',
  '../q',
  "'yes'",
  '"a\'b"',
  "''",
  '1',
  '-2.5',
  '1e3',
  '(',
  ')',
  ',',
  ' and ',
  ' or ',
  ' = ',
  ' != ',
  ' < ',
  ' >= ',
  ' + ',
  ' - ',
  ' * ',
  ' div ',
  ' mod ',
  'not(',
  'selected(',
  'count-selected(',
  'if(',
  'string-length(',
  'regex(',
  'today()',
  'sum(',
  'position(..)',
  'jr:choice-name(',
  '[',
  ']',
  '/',
  '|',
  '$' + '{',
  '}',
  'x',
  '\u00a0',
  '’',
  '=>',
  'equals',
] as const;
const expressions = fc
  .array(fc.constantFrom(...pieces), { maxLength: 12 })
  .map((parts) => parts.join(''));
const types = fc.constantFrom(
  'text',
  'integer',
  'select_one l',
  'select_multiple l',
  'calculate',
  'note',
  'begin_group',
  'end_group',
  'begin_repeat',
  'end_repeat',
  'geopoint',
  'today',
  'rank l',
  'nonsense',
  '',
);
const rows = fc.array(
  fc.tuple(
    types,
    fc.constantFrom('a', 'b', 'c', '', 'a b', 'Ă'),
    expressions,
    expressions,
    expressions,
  ),
  { maxLength: 8 },
);

const formOf = (more: readonly (readonly string[])[]) =>
  sheetsOf({
    survey: [
      ['type', 'name', 'label', 'relevant', 'constraint', 'calculation', 'choice_filter'],
      ['select_one l', 'q', 'Q'],
      ['integer', 'n', 'N'],
      ['text', 't', 'T'],
      ['select_multiple l', 'm', 'M'],
      ...more.map(([type = '', name = '', relevant = '', constraint = '', calculation = '']) => [
        type,
        name,
        `$${'{'}q} ${name}`,
        relevant,
        constraint,
        calculation,
        relevant,
      ]),
    ],
    choices: [
      ['list_name', 'name', 'label', 'x'],
      ['l', 'yes', 'Yes', '1'],
      ['l', 'no', 'No', ''],
    ],
  });

describe('whatever stands in the cells', () => {
  it('is imported or refused by row and column, and always the same way', () => {
    fc.assert(
      fc.property(rows, (more) => {
        const { definition, problems } = importXlsform(formOf(more));

        const isRefused = problems.some(({ severity }) => severity === 'error');
        expect(definition === undefined).toBe(isRefused);
        for (const { sheet, row, column } of problems) {
          expect([typeof sheet, typeof row, typeof column]).toEqual(['string', 'number', 'string']);
        }
        expect(importXlsform(formOf(more))).toEqual({
          ...(definition ? { definition } : {}),
          problems,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('gives logic that compiles and runs, if it is imported at all', () => {
    fc.assert(
      fc.property(rows, (more) => {
        const { definition } = importXlsform(formOf(more));
        if (!definition) return;
        const compiled = compileLogic(definition, { functions: xlsformFunctions, lenient: true });

        expect(compiled).toMatchObject({ ok: true });
        if (!compiled.ok) return;
        const answers = { q: 'yes', n: 3, t: '010', m: ['yes', 'no'], a: 'x' };
        compiled.value.check(answers, environment);
        compiled.value.relevance(answers, environment);
      }),
      { numRuns: 500 },
    );
  });

  it('is read as XPath or not, but never ends the program', () => {
    fc.assert(
      fc.property(fc.oneof(expressions, fc.string()), (text) => {
        const parsed = parseXPath(text);
        expect(parsed.ok || parsed.failure.position <= text.length).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
