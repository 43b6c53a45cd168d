/** Each survey of the library, walked at random to its end in each of its languages. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Choice, ChoiceValue, Definition, Item, Page } from '#core/definitions/definition.ts';
import { toItem } from '#core/definitions/element-properties.ts';
import { elementsIn } from '#core/definitions/gate-walk.ts';
import { languagesOf } from '#core/definitions/languages.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { outcomeOf } from '#core/definitions/outcome.ts';
import { withSites } from '#core/definitions/site-item.ts';
import { countItems } from '#core/definitions/survey-facts.ts';
import { logicFlags } from '#core/intake/quality-flags.ts';
import { compileShapeCheck } from '#core/intake/shape-check.ts';
import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import { giveSurveyWords } from '#web/respond/form/survey-words.ts';
import { loadWords } from '#web/respond/language/words.ts';
import { itemsOf, library } from './library.ts';
import { logicWalk } from './logic-walk.ts';
import { type Walk, walk } from './walk.ts';

/**
 * survey-core takes a good tenth of a second for each, our own logic a few milliseconds. Each language has walks of its
 * own, so that one a language is four a survey; WALKS asks for more.
 */
const peopleALanguage = (items: number): number =>
  Number(process.env.WALKS ?? (items > 20 ? 1 : 2));
const peopleASurvey = 36;
const sites = [
  { code: 'north', name: 'North' },
  { code: 'south', name: 'South' },
];

const now = new Date();
const environment = { now, offsetMinutes: -now.getTimezoneOffset() };

// survey-core reports faulty expressions here, and goes on.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation((...said) => {
    throw new Error(said.map(String).join(' '));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(library)('$name@$version', ({ name, definition: bare }) => {
  const definition = withSites(bare, sites);
  const compiled = compileLogic(definition);
  if (!compiled.ok) throw new Error(`${name} has no logic`);
  const logic = compiled.value;
  const shapeProblems = compileShapeCheck(definition);
  const languages = languagesOf(definition) as readonly ProductLanguage[]; // as: the library speaks ours

  it.each(languages)('leads to its end in %s, whatever people answer', async (language) => {
    const words = await loadWords(language);
    giveSurveyWords(words);
    for (let seed = 1; seed <= peopleALanguage(countItems(definition)); seed += 1) {
      const walked = walk({
        definition,
        language,
        words,
        seed: seed + language.charCodeAt(0) * 100,
      });
      const { read, foreign } = readTexts(definition, walked, language);
      expect(foreign, `seed ${seed}`).toEqual([]);
      expect(read, `seed ${seed}`).toBeGreaterThan(2);
      accepts(walked.answers);
    }
  });

  it(`is answered by ${peopleASurvey} people, and shows each of its items to somebody`, () => {
    const shown = new Set<string>();
    for (let seed = 1; seed <= peopleASurvey; seed += 1) {
      const walked = logicWalk(definition, logic, environment, seed);
      for (const pointer of walked.shown) shown.add(pointer);
      accepts(walked.answers);
    }
    const pointers = elementsIn(definition)
      .filter((element) => element.kind === 'item' && !element.isColumn)
      .map(({ pointer }) => pointer);

    expect(pointers.filter((pointer) => !shown.has(pointer))).toEqual([]);
  });

  /** What intake would say of these answers. */
  function accepts(answers: Answers): void {
    expect(shapeProblems(answers), JSON.stringify(answers)).toEqual([]);
    const checked = logic.check(answers, environment);
    expect(checked.data).toEqual(answers);
    expect(logicFlags(submissionOf(definition, answers), answers, checked)).toEqual([]);
  }
});

function submissionOf(definition: Definition, answers: Answers) {
  const at = '2026-11-21T10:00:00Z';
  return {
    id: 'walk',
    definitionHash: 'h',
    outcome: outcomeOf(definition, answers),
    startedAt: at,
    finishedAt: at,
    language: null,
    collectorName: null,
    answers,
  };
}

/** How many titles and answers a person read, and those in another language than the chosen one. */
function readTexts(definition: Definition, walked: Walk, language: string) {
  const expected = new Map<string, string>();
  for (const element of [...definition.pages, ...itemsOf(definition)]) {
    const { title } = element;
    if (typeof title === 'object') expected.set(`${element.name}/title`, title[language] ?? '');
    for (const choice of choicesOf(element)) {
      if (typeof choice === 'object' && typeof choice.text === 'object')
        expected.set(`${element.name}/${choice.value}`, choice.text[language] ?? '');
    }
  }
  const known = [...walked.texts].filter(([key]) => expected.has(key));
  const foreign = known.filter(([key, text]) => expected.get(key) !== text);
  return { read: known.length, foreign };
}

const choicesOf = (element: Page | Item): readonly (ChoiceValue | Choice)[] =>
  'type' in element ? (toItem(element).choices ?? []) : [];
