/**
 * Compiled logic beside survey-core 3.0.0 on definitions and answers made at random: what is shown, what is wrong, what is
 * kept. survey-core is filled in as a person would; where its own state does not follow from the answers, it cannot judge.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { definitionOf, logicOf } from '../../support/definition-of.ts';
import { randomAnswers } from '../../support/differential/random-answers.ts';
import { randomDefinition } from '../../support/differential/random-definition.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';
import {
  comparable,
  freezeClock,
  judgeFilledIn,
} from '../../support/differential/survey-core-judge.ts';

const environment = freezeClock(new Date(Date.UTC(2026, 4, 17, 9, 30, 15, 250)));
const seed = Number(process.env.LOGIC_SEED ?? 7);
const wanted = Number(process.env.LOGIC_DEFINITIONS ?? 30);

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe(`random definitions beside survey-core (seed ${seed})`, () => {
  it('gives its verdicts on random answers', { timeout: 600_000 }, async () => {
    const random = seededRandom(seed);
    let definitions = 0;
    let compared = 0;
    let refused = 0;

    while (definitions < wanted) {
      const definition = randomDefinition(random);
      const compiled = compileLogic(definition);
      if (!compiled.ok) {
        refused++;
        continue;
      }
      definitions++;
      for (let turn = 0; turn < 3; turn++) {
        const answers = randomAnswers(definition, random);
        const theirs = judgeFilledIn(definition, answers);
        if (theirs.isUnsaved) continue;
        compared++;
        const ours = comparable(compiled.value.check(answers, environment));
        expect({ ours, answers, definition }).toEqual({
          ours: comparable(theirs),
          answers,
          definition,
        });
      }
      // survey-core keeps timers that hold each model until the loop turns.
      await new Promise((turned) => setImmediate(turned));
    }

    expect(compared).toBeGreaterThan(wanted * 2);
    expect(refused).toBeLessThan(wanted);
  });

  it('is the same after survey-core reckoned with the clock often', () => {
    const definition = definitionOf([
      { type: 'text', name: 'day', inputType: 'date' },
      { type: 'text', name: 'late', visibleIf: '{day} >= today(-300)' },
      { type: 'text', name: 'now', visibleIf: 'year({day}) = 2026' },
    ]);
    const ours = comparable(logicOf(definition).check({}, environment));

    judgeFilledIn(definition, { day: '2024-02-29', late: 'x' });

    expect(comparable(judgeFilledIn(definition, {}))).toEqual(ours);
    expect(ours.relevant).toContain('now');
  });

  it('would be told apart if one condition were turned round', () => {
    const definition = definitionOf([
      { type: 'radiogroup', name: 'joins', choices: ['yes', 'no'] },
      { type: 'text', name: 'why', visibleIf: "{joins} = 'no'", isRequired: true },
    ]);
    const turned = definitionOf([
      { type: 'radiogroup', name: 'joins', choices: ['yes', 'no'] },
      { type: 'text', name: 'why', visibleIf: "{joins} <> 'no'", isRequired: true },
    ]);
    const answers = { joins: 'no' };

    const theirs = comparable(judgeFilledIn(definition, answers));

    expect(comparable(logicOf(definition).check(answers, environment))).toEqual(theirs);
    expect(comparable(logicOf(turned).check(answers, environment))).not.toEqual(theirs);
  });
});
