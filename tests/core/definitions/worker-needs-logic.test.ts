/** The real survey beside survey-core: random answers to worker-needs, and where they are at hand the other outlines. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { normalizeAnswers } from '#core/intake/answer-values.ts';
import { compileShapeCheck } from '#core/intake/shape-check.ts';
import { logicOf } from '../../support/definition-of.ts';
import { randomAnswers } from '../../support/differential/random-answers.ts';
import { type Chance, seededRandom } from '../../support/differential/seeded-random.ts';
import {
  comparable,
  freezeClock,
  judgeFilledIn,
} from '../../support/differential/survey-core-judge.ts';

const environment = freezeClock(new Date(Date.UTC(2026, 4, 17, 9, 30, 15, 250)));
const outlines = join(process.env.CONFORMANCE_DIR ?? '', 'surveys/skeletons');
// A definition of the library, which the publish gate has passed.
const read = (path: string): Definition => JSON.parse(readFileSync(path, 'utf8')) as Definition;
const workerNeeds = withExampleSites(read('surveys/worker-needs/1/definition.json'));

/** The library ships it without sites: the register fills them in. */
function withExampleSites(definition: Definition): Definition {
  const text = JSON.stringify(definition, (key, value) =>
    key === 'choices' && Array.isArray(value) && value.length === 0 ? ['s1', 's2'] : value,
  );
  return JSON.parse(text) as Definition;
}

async function compareOn(definition: Definition, random: Chance): Promise<void> {
  const answers = normalizeAnswers(randomAnswers(definition, random));
  const theirs = judgeFilledIn(definition, answers);
  // survey-core keeps timers that hold each model until the loop turns.
  await new Promise((turned) => setImmediate(turned));
  if (theirs.isUnsaved) return;
  const ours = comparable(logicOf(definition).check(answers, environment));
  expect({ ours, answers }).toEqual({ ours: comparable(theirs), answers });
}

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('worker-needs beside survey-core', () => {
  it('gives its verdicts on random answers', { timeout: 120_000 }, async () => {
    const random = seededRandom(5);

    for (let turn = 0; turn < 12; turn++) await compareOn(workerNeeds, random);
  });

  it('finds nothing wrong with the shape of what it keeps', { timeout: 60_000 }, () => {
    const random = seededRandom(8);
    const logic = logicOf(workerNeeds);
    const check = compileShapeCheck(workerNeeds);

    for (let turn = 0; turn < 200; turn++) {
      const kept = logic.check(
        normalizeAnswers(randomAnswers(workerNeeds, random)),
        environment,
      ).data;
      // The only limit that the makers of answers break at will is the most choices allowed.
      expect(check(kept).filter(({ code }) => code !== 'too-many-choices')).toEqual([]);
    }
  });
});

describe.skipIf(!existsSync(outlines))('the other outlines beside survey-core', () => {
  const files = existsSync(outlines)
    ? readdirSync(outlines).filter((file) => file.endsWith('.json'))
    : [];

  it.each(files)('%s gives its verdicts', { timeout: 120_000 }, async (file) => {
    const random = seededRandom(9);

    for (let turn = 0; turn < 4; turn++) await compareOn(read(join(outlines, file)), random);
  });
});
