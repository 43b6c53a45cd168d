/**
 * Forms of other people: each one that pyxform accepts is imported or refused for a reason of its own, and whatever is
 * said of a form says where. Runs where CONFORMANCE_DIR has them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';

const folder = join(process.env.CONFORMANCE_DIR ?? '', 'xlsforms/forms');
const isThere = process.env.CONFORMANCE_DIR !== undefined && existsSync(folder);
const names = isThere ? readdirSync(folder).filter((name) => /\.xlsx?$/.test(name)) : [];

/** Verdict of pyxform by file; its messages have commas and line breaks, so the last column is not read. */
function acceptedByPyxform(): ReadonlySet<string> {
  const lines = readFileSync(join(folder, 'index.csv'), 'utf8').split('\n');
  return new Set(
    lines.filter((line) => /,ok,\s*$/.test(line)).map((line) => line.split(',')[0] ?? ''),
  );
}

describe.skipIf(!isThere)('forms of other people', () => {
  const accepted = isThere ? acceptedByPyxform() : new Set<string>();

  for (const name of names) {
    it(`${name} is imported, or refused by row and column`, async () => {
      const workbook = await readWorkbook(readFileSync(join(folder, name)));
      if (!workbook.ok) throw new Error(workbook.sentence);

      const { definition, problems } = importXlsform(workbook.sheets);

      const errors = problems.filter(({ severity }) => severity === 'error');
      expect(definition === undefined).toBe(errors.length > 0);
      if (accepted.has(name)) expect(errors).toEqual([]);
      for (const problem of problems) {
        expect(problem).toMatchObject({
          sheet: expect.any(String),
          row: expect.any(Number),
          column: expect.any(String),
        });
      }
      if (!definition) return;
      expect(
        compileLogic(definition, { functions: xlsformFunctions, lenient: true }),
      ).toMatchObject({ ok: true });
      expect(JSON.stringify(importXlsform(workbook.sheets).definition)).toBe(
        JSON.stringify(definition),
      );
    });
  }

  it('are most of them accepted by pyxform, so that the test has something to say', () => {
    expect(accepted.size).toBeGreaterThan(50);
  });
});
