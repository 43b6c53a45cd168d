/**
 * Files that KoboToolbox exported from real forms, and what it reported of the same submissions: our reading of each
 * export must have as many answers. Runs where CONFORMANCE_DIR has them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AnalysedVariable, analyseAll } from '#core/analysis/analyse-all.ts';
import { frameFromFile } from '#core/analysis/frame-from-file.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';

const folder = join(process.env.CONFORMANCE_DIR ?? '', 'xlsforms');
const corpus = join(folder, 'kobo-exports-corpus');
const isThere = process.env.CONFORMANCE_DIR !== undefined && existsSync(corpus);

const cell = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => String(value ?? ''));
const sheet = z.object({ fields: z.array(cell), data: z.array(z.array(cell)) });
const fileSchema = z.object({
  form: z.string(),
  exports: z.record(z.string(), z.record(z.string(), sheet)),
  report: z.array(
    z.object({ field: z.string(), stats: z.object({ provided: z.number() }).partial() }),
  ),
});

const environment = { now: new Date('2026-03-15T02:30:00Z'), offsetMinutes: 420 };
/** With codes, with group paths, with 0/1 columns only, with the list only. */
const kinds = ['xml', 'xml_select_details_groups', 'xml_select_summary'];

/** A tenth of the files; the whole corpus takes half a minute. */
const sample = isThere ? readdirSync(corpus).filter((_, index) => index % 10 === 4) : [];

type File = z.output<typeof fileSchema>;
type Main = z.output<typeof sheet>;

const leafOf = (path: string): string => path.split('/').at(-1) ?? path;

/** Fields that mean one item, one column and one line of the report. */
function comparable({ report }: File, { fields }: Main, names: readonly string[]) {
  const once = (field: string, all: readonly string[]): boolean =>
    all.filter((one) => leafOf(one) === field).length === 1;
  const reported = report.map(({ field }) => field);
  return report.filter(
    ({ field }) => once(field, reported) && once(field, fields) && once(field, names),
  );
}

async function definitionOf(form: string): Promise<Definition> {
  const workbook = await readWorkbook(readFileSync(join(folder, 'forms', form)));
  const imported = workbook.ok ? importXlsform(workbook.sheets) : undefined;
  if (!imported?.definition) throw new Error(`${form} cannot be used`);
  return imported.definition;
}

function analyse(definition: Definition, { fields, data }: Main): readonly AnalysedVariable[] {
  const rows = data.map((cells, index) => ({ row: index + 2, cells }));
  const framed = frameFromFile({ header: fields, rows, warnings: [] }, definition, { environment });
  if (!framed.ok) throw new Error(JSON.stringify(framed.problem));
  return analyseAll(framed.value.frame, 'en').variables;
}

describe.skipIf(!isThere)('what KoboToolbox exports', () => {
  for (const name of sample) {
    it(`of ${name} has as many answers as Kobo reports`, async () => {
      const file = fileSchema.parse(JSON.parse(readFileSync(join(corpus, name), 'utf8')));
      const definition = await definitionOf(file.form);
      for (const kind of kinds) {
        const [main] = Object.values(file.exports[kind] ?? {});
        if (!main) continue;

        const variables = analyse(definition, main);

        const fields = comparable(
          file,
          main,
          variables.map((variable) => variable.name),
        );
        const answered = fields.map(({ field }) => {
          const variable = variables.find((one) => leafOf(one.name) === field);
          return [kind, field, variable?.answered];
        });
        expect(answered).toEqual(fields.map(({ field, stats }) => [kind, field, stats.provided]));
      }
    });
  }
});
