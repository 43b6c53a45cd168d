/**
 * An imported XLSForm of a real field survey beside survey-core, with the functions of XLSForms registered in both. Runs
 * where the conformance files are at hand.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FunctionFactory } from 'survey-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import { normalizeAnswers } from '#core/intake/answer-values.ts';
import { readDefinitionFile } from '#server/definitions/read-definition-file.ts';
import { logicOf } from '../../support/definition-of.ts';
import { randomAnswers } from '../../support/differential/random-answers.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';
import {
  comparable,
  freezeClock,
  judgeFilledIn,
} from '../../support/differential/survey-core-judge.ts';

const form = join(process.env.CONFORMANCE_DIR ?? '', 'real/talafar/form.xlsx');
const environment = freezeClock(new Date(Date.UTC(2026, 4, 17, 9, 30)));

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  for (const [name, compute] of Object.entries(xlsformFunctions)) {
    FunctionFactory.Instance.register(name, (parameters) => compute(parameters, environment));
  }
});

async function imported(): Promise<Definition> {
  const reading = await readDefinitionFile(form);
  if (!reading.ok || !reading.definition) throw new Error('the form cannot be imported');
  return reading.definition;
}

describe.skipIf(!existsSync(form))('an imported field survey beside survey-core', () => {
  it('gives its verdicts on random answers', { timeout: 120_000 }, async () => {
    const definition = await imported();
    const logic = logicOf(definition);
    const random = seededRandom(4);
    const turns = Number(process.env.FIELD_TURNS ?? 4);
    let compared = 0;

    for (let turn = 0; turn < turns; turn++) {
      const answers = normalizeAnswers(randomAnswers(definition, random));
      const theirs = judgeFilledIn(definition, answers);
      await new Promise((turned) => setImmediate(turned));
      if (theirs.isUnsaved) continue;
      compared++;
      const ours = comparable(logic.check(answers, environment));
      expect({ ours, answers }).toEqual({ ours: comparable(theirs), answers });
    }

    expect(compared).toBeGreaterThan(turns / 2);
  });
});
