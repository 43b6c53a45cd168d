/**
 * What KoboToolbox exported of real forms, imported into surveys made of those forms: the answers that are stored must
 * be those of the submissions, whichever way they were exported. Runs where CONFORMANCE_DIR has the files.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Definition } from '#core/definitions/definition.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import type { Loss } from '#core/intake/data-file/loss.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { importedAnswers } from './support/import-exports.ts';
import { expectedAnswers, sharedCells } from './support/submission-answers.ts';

const folder = join(process.env.CONFORMANCE_DIR ?? '', 'xlsforms');
const corpus = join(folder, 'kobo-exports-corpus');
const isThere = process.env.CONFORMANCE_DIR !== undefined && existsSync(corpus);

const cell = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => String(value ?? ''));
const sheet = z.object({ fields: z.array(cell), data: z.array(z.array(cell)) });
const fileSchema = z.object({
  form: z.string(),
  submissions: z.array(z.record(z.string(), z.unknown())),
  exports: z.record(z.string(), z.record(z.string(), sheet)),
});

const isWhole = process.env.WHOLE === '1';

/** A tenth of the files; WHOLE=1 takes all. */
const names = isThere ? readdirSync(corpus).filter((_, index) => isWhole || index % 10 === 4) : [];

async function definitionOf(form: string): Promise<Definition | undefined> {
  const workbook = await readWorkbook(readFileSync(join(folder, 'forms', form)));
  return workbook.ok ? importXlsform(workbook.sheets).definition : undefined;
}

const leafOf = (path: string): string => path.split('/').at(-1) ?? path;

/** What the export has a column for: counters that Kobo's forms make for themselves it leaves out. */
function exported(
  record: Readonly<Record<string, unknown>>,
  columns: ReadonlySet<string>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([path, value]): [string, unknown][] => {
      if (Array.isArray(value)) {
        return [[path, value.map((one) => exported(one, columns))]];
      }
      const isChoice = [...columns].some((column) => column.startsWith(`${leafOf(path)}/`));
      return columns.has(leafOf(path)) || isChoice ? [[path, value]] : [];
    }),
  );
}

/** How many answers the losses may stand for: one, those of a column, those of a row. */
const toldCells = (losses: readonly Loss[], rows: number, columns: number): number =>
  losses.reduce(
    (sum, { row, code }) =>
      sum + (code === 'answers-unfit' ? columns : row === undefined ? rows : 1),
    0,
  );

describe.skipIf(!isThere)('what KoboToolbox exports', () => {
  const total = { equal: 0, all: 0, aside: 0 };
  for (const name of names) {
    it(`of ${name} is stored as it was submitted`, { timeout: 60_000 }, async () => {
      const file = fileSchema.parse(JSON.parse(readFileSync(join(corpus, name), 'utf8')));
      const columns = new Set(
        Object.values(file.exports.xml ?? {}).flatMap(({ fields }) => fields.map(leafOf)),
      );
      const definition = await definitionOf(file.form);
      if (!definition || columns.size === 0) return;
      const expected = file.submissions.map((submission) =>
        expectedAnswers(exported(submission, columns), definition),
      );
      const ids = file.submissions.map((submission) => String(submission._uuid));
      for (const [kind, sheets] of Object.entries(file.exports)) {
        const found = await importedAnswers(definition, sheets, ids);
        const cells = expected.map((one, index) => sharedCells(one, found.answers[index] ?? {}));
        const equal = cells.reduce((sum, one) => sum + one.equal, 0);
        const all = cells.reduce((sum, one) => sum + one.all, 0);
        for (const [index, one] of cells.entries()) {
          if (!found.answers[index]) total.aside += one.all;
          else {
            total.equal += one.equal;
            total.all += one.all;
          }
        }
        const differences = cells.flatMap((one, index) =>
          one.differences.map((text) => `${index + 1}: ${text}`),
        );
        // What is not there was told: a code that the form does not list, a text that is no number.
        const told = toldCells(found.losses, ids.length, Math.max(...cells.map((one) => one.all)));
        const why = `${kind}: ${differences.slice(0, 3).join('; ')}`;
        expect(all - equal, why).toBeLessThanOrEqual(told);
      }
    });
  }

  it.skipIf(!isWhole)('in all', () => {
    console.log(`cells equal: ${total.equal} of ${total.all}, set aside: ${total.aside}`);
    expect(total.equal / total.all).toBeGreaterThan(0.97);
  });
});
