/**
 * A tenth of other people's forms, filled in as another engine recorded it: the compiled logic of the import against that
 * engine, and the phone's SurveyJS against the compiled logic. `npm run conformance -- xlsform` replays all of them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FunctionFactory } from 'survey-core';
import { describe, expect, it } from 'vitest';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { keepFilledIn } from '#web/respond/form/imported-forms.ts';
import { Filling } from './xlsform/filling.ts';
import { environmentOf, judgeForms, meetsBar, readIndex, readRuns } from './xlsform/main.ts';
import { type PhoneDifference, PhoneFilling } from './xlsform/phone-filling.ts';

const directory = join(process.env.CONFORMANCE_DIR ?? '', 'xlsforms');
const isThere =
  process.env.CONFORMANCE_DIR !== undefined && existsSync(join(directory, 'forms/index.csv'));

/** Which tenth; any digit may be given, so that all of them are asked in time. */
const seed = Number(process.env.CONFORMANCE_SEED ?? 3) % 10;
const tenth = isThere ? readIndex(directory).filter((_, index) => index % 10 === seed) : [];

describe.skipIf(!isThere)('a tenth of the forms of other people', () => {
  it('ends where another engine ended', { timeout: 120_000 }, async () => {
    const failures: string[] = [];

    const tally = await judgeForms(directory, tenth, (line) => failures.push(line));

    expect(tally.nodes).toBeGreaterThan(100);
    const share = tally.passed / (tally.passed + tally.failed);
    expect([share >= 0.9, meetsBar({ ...tally, warned: 0 })], failures.join('\n')).toEqual([
      true,
      true,
    ]);
  });

  it('is the same on the phone', { timeout: 240_000 }, async () => {
    const found: PhoneDifference[] = [];
    let compared = 0;
    for (const { file } of tenth) {
      const result = await comparePhone(file);
      compared += result.compared;
      found.push(...result.found);
    }
    expect(compared).toBeGreaterThan(20);
    expect(found).toEqual([]);
  });
});

async function comparePhone(file: string) {
  const nothing = { compared: 0, found: [] };
  const workbook = await readWorkbook(readFileSync(join(directory, 'forms', file)));
  const trace = readRuns(directory, file);
  const [run] = trace?.runs ?? [];
  const { definition } = workbook.ok ? importXlsform(workbook.sheets) : {};
  const logic = definition && compileLogic(definition);
  if (!trace || !run || !definition || !logic?.ok) return nothing;
  const environment = environmentOf(trace.now);
  for (const [name, compute] of Object.entries(xlsformFunctions)) {
    FunctionFactory.Instance.register(name, (values) => compute(values, environment));
  }
  const filling = new Filling(definition, logic.value, environment);
  const phone = new PhoneFilling(definition, filling.index, (survey) =>
    keepFilledIn(survey, definition),
  );
  for (const step of run.steps) {
    filling.take(step);
    phone.take(step);
  }
  return phone.differences(filling.observe());
}
