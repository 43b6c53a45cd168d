/**
 * How long a report of a real survey takes, from two files to HTML and Word, and where the time goes. Reads the Tal
 * Afar survey (235 rows of form, 578 responses) from `CONFORMANCE_DIR`; without it there is nothing to measure.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gateTables } from '#core/analysis/disclosure/gate.ts';
import { frameFromFile } from '#core/analysis/frame-from-file.ts';
import { resultTables } from '#core/analysis/tables.ts';
import { readDefinitionFile } from '#server/definitions/read-definition-file.ts';
import { readDelimited } from '#server/intake/read-delimited.ts';
import { makeReport } from '#server/reports/report-service.ts';
import { type BenchResult, median } from './bench.ts';

const rounds = 3;
/** From the files to a document that opens, on a machine that does nothing else. */
const aimMilliseconds = 10_000;

/** Milliseconds by step, of one round. */
async function measureOnce(folder: string): Promise<ReadonlyMap<string, number>> {
  const steps = new Map<string, number>();
  const timed = async <Value>(step: string, work: () => Value | Promise<Value>): Promise<Value> => {
    const start = performance.now();
    const value = await work();
    steps.set(step, performance.now() - start);
    return value;
  };
  const read = await timed('reading the form', () => readDefinitionFile(join(folder, 'form.xlsx')));
  if (!read.ok || !read.definition) throw new Error('the form of Tal Afar cannot be read');
  const { definition } = read;
  const bytes = await readFile(join(folder, 'responses-clean.csv'));
  const delimited = await timed('parsing the responses', () => readDelimited(bytes));
  if (!delimited.ok) throw new Error('the responses of Tal Afar cannot be read');
  const framed = await timed('logic of each row', () =>
    frameFromFile(delimited.table, definition, {
      environment: { now: new Date(0), offsetMinutes: 180 },
    }),
  );
  if (!framed.ok) throw new Error('the logic of Tal Afar cannot be compiled');
  const tables = await timed('analysis and disclosure', () =>
    gateTables(resultTables(framed.value.frame)),
  );
  const made = await timed('composing', () =>
    makeReport({ definition, tables, facts: {}, language: 'vi' }),
  );
  await timed('HTML', () => made.html());
  await timed('Word', () => made.docx());
  return steps;
}

/** For `npm run bench -- report`. */
export async function run(): Promise<BenchResult> {
  const conformance = process.env.CONFORMANCE_DIR;
  if (!conformance) return { rows: [], note: 'needs CONFORMANCE_DIR' };
  const folder = join(conformance, 'real/talafar');
  const all: ReadonlyMap<string, number>[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await measureOnce(folder));
  const steps = [...(all[0]?.keys() ?? [])].map(
    (step) => [step, median(all.map((one) => one.get(step) ?? Number.NaN))] as const,
  );
  const total = steps.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  return {
    rows: [
      {
        what: 'Tal Afar, from files to HTML and Word',
        value: Math.round(total),
        unit: 'ms',
        aim: aimMilliseconds,
        met: total <= aimMilliseconds,
      },
      ...steps.map(([step, milliseconds]) => ({
        what: `of that, ${step}`,
        value: Math.round((milliseconds / total) * 1000) / 1000,
        unit: 'share' as const,
      })),
    ],
    note: `median of ${rounds} rounds; 578 responses, 235 rows of form`,
  };
}
