import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model, Question } from 'survey-core';
import { describe, expect, it } from 'vitest';
import type { Choice, Definition, Item } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { outcomeOf } from '#core/definitions/outcome.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { consentPageOf } from '#web/respond/form/opening.ts';
import { buildModel } from '#web/respond/form/survey-model.ts';
import { giveSurveyWords } from '#web/respond/form/survey-words.ts';
import { tidyAnswers } from '#web/respond/form/tidy-answers.ts';
import { loadWords } from '#web/respond/language/words.ts';

const folder = join(import.meta.dirname, '../../../surveys/worker-needs/1');
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
// The gate test below shows that the file is a definition.
const definition = read('definition.json') as Definition;
const items = definition.pages.flatMap((page) => page.elements ?? []);
const seeds = Array.from({ length: 4 }, (_, index) => index + 1);

describe('the worker needs assessment', () => {
  it('passes the publish gate without an error', () => {
    const { problems } = checkDefinition(definition);

    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('asks at most five items on a page, 60 in all', () => {
    expect(items).toHaveLength(60);
    for (const page of definition.pages)
      expect(page.elements?.length, page.name).toBeLessThanOrEqual(5);
  });

  it('says of every item what reports need: role, class, short label, measure unless it is free text', () => {
    for (const item of items) {
      expect(item.lnRole, item.name).toBeTruthy();
      expect(item.lnClass, item.name).toBeTruthy();
      expect(item.lnLabel, item.name).toMatchObject({
        vi: expect.any(String),
        en: expect.any(String),
      });
      if (item.lnClass !== 'free-text') expect(item.lnMeasure, item.name).toBeTruthy();
    }
  });

  it('speaks Vietnamese and English throughout', () => {
    expect(textsWithout(definition, ['vi', 'en'])).toEqual([]);
    expect(textsWithout({ title: { vi: 'chỉ một' } }, ['vi', 'en'])).toHaveLength(1);
  });

  it('never forces a sensitive answer', () => {
    const forced = items.filter((item) => item.lnClass === 'sensitive' && item.isRequired === true);

    for (const item of forced) {
      const ways = codesOf(item).filter((code) =>
        ['refused', 'none', 'dontknow'].includes(String(code)),
      );
      expect(ways, item.name).not.toEqual([]);
    }
  });

  it('names only codes that exist in what it says about answers', () => {
    for (const item of items) {
      const codes = item.choicesFromQuestion ? codesOf(itemNamed('topics')) : codesOf(item);
      const named = [
        ...(item.lnMissing ?? []),
        ...(item.lnProblem ?? []),
        ...Object.keys(item.lnChoiceLabels ?? {}),
        ...Object.keys(item.lnOutcome ?? {}),
      ].map(String);
      expect(
        named.filter((code) => !codes.map(String).includes(code)),
        item.name,
      ).toEqual([]);
    }
  });

  it('has a plan whose variables are its own', () => {
    const plan = read('plan.json') as { sections: { variables: string[] }[] };
    const names = new Set(items.map((item) => item.name));
    const breakdowns = definition.lnBreakdowns as string[]; // as: the definition's own JSON
    const planned = [...breakdowns, ...plan.sections.flatMap((section) => section.variables)];

    expect(planned.filter((name) => !names.has(name))).toEqual([]);
  });
});

describe.each(['vi', 'en'])('an interview in %s', (language) => {
  it('loads in survey-core without a complaint', async () => {
    const model = await begin(language, 1);

    expect(model.jsonErrors ?? []).toEqual([]);
    expect(model.locale === '' ? 'en' : model.locale).toBe(language);
    expect(model.pages).toHaveLength(17);
  });

  it.each(seeds)('answered at random reaches its end, and our logic agrees (%i)', async (seed) => {
    const model = await begin(language, seed);
    const answers = answerAll(model, randomFrom(seed));
    const compiled = compileLogic(definition);
    if (!compiled.ok) throw new Error('the definition has no logic');
    const verdict = compiled.value.check(answers, { now: new Date(), offsetMinutes: 420 });

    expect(verdict.errors.filter(({ path }) => path !== 'site')).toEqual([]);
    expect(verdict.data).toEqual(answers);
  });

  it('ends politely for whoever is under 18, with nothing but that kept', async () => {
    const model = await begin(language, 1);
    model.setValue('fill_mode', 'self');
    model.setValue('age_18', 'no');

    expect(model.isLastPage).toBe(true);
    expect(model.completeLastPage()).toBe(true);
    const answers = tidyAnswers(model.data);
    expect(answers).toEqual({ consent_join: 'yes', fill_mode: 'self', age_18: 'no' });
    expect(outcomeOf(definition, answers)).toBe('screened-out');
  });
});

async function begin(language: string, seed: number): Promise<Model> {
  const words = await loadWords(language === 'vi' ? 'vi' : 'en');
  giveSurveyWords(words);
  const consent = consentPageOf(definition)?.elements?.[0];
  if (!consent) throw new Error('the definition does not open with consent');
  const at = '2026-11-21T10:00:00Z';
  const draft = {
    id: `interview-${seed}`,
    linkId: 'link',
    definitionHash: 'h',
    language,
    startedAt: at,
    updatedAt: at,
    pageNumber: 1,
    answers: { [consent.name]: 'yes' },
  };
  return buildModel({ definition, draft, language, words });
}

/** Answers what is shown, page by page, and presses on as a person would. */
function answerAll(model: Model, random: () => number): Readonly<Record<string, unknown>> {
  for (let steps = 0; model.state === 'running' && steps < 40; steps += 1) {
    // Answers show and hide others on the same page, so the page is looked at again until all is answered.
    for (let round = 0; round < 3; round += 1) {
      for (const question of model.currentPage.questions as Question[])
        if (question.isVisible && question.isEmpty()) answer(question, random);
    }
    if (model.isLastPage) model.completeLastPage();
    else expect(model.nextPage(), model.currentPage.name).toBe(true);
  }
  expect(model.state).toBe('completed');
  return tidyAnswers(model.data);
}

function answer(question: Question, random: () => number): void {
  if (question.name === 'age_18') question.value = 'yes';
  else if (question.getType() === 'comment')
    question.value = random() < 0.5 ? ' Mong lớp tan sớm. ' : undefined;
  else if (question.isRequired || random() < 0.7) question.value = choose(question, random);
}

function choose(question: Question, random: () => number): unknown {
  const codes: unknown[] = question.visibleChoices
    .map(({ value }: { value: unknown }) => value)
    .filter((value: unknown) => value !== 'other');
  const one = () => codes[Math.floor(random() * codes.length)];
  if (question.getType() !== 'checkbox') return one();
  const first = one();
  const exclusive = ['none', 'refused', 'dontknow'];
  if (exclusive.includes(String(first))) return [first];
  const second = one();
  return second === first || exclusive.includes(String(second)) ? [first] : [first, second];
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const itemNamed = (name: string): Item => {
  const item = items.find((candidate) => candidate.name === name);
  if (!item) throw new Error(`no item ${name}`);
  return item;
};

const codesOf = (item: Item): readonly unknown[] =>
  (item.choices ?? []).map((choice) =>
    typeof choice === 'object' ? (choice as Choice).value : choice,
  );

/** Pointers to texts that lack one of the languages; a plain string is good for all only if it has no letters. */
function textsWithout(value: unknown, languages: readonly string[], path = ''): readonly string[] {
  if (Array.isArray(value))
    return value.flatMap((inner, at) => textsWithout(inner, languages, `${path}/${at}`));
  if (typeof value !== 'object' || value === null) return [];
  const fields = Object.entries(value);
  if (
    fields.some(([key]) => languages.includes(key)) &&
    fields.every(([, text]) => typeof text === 'string')
  ) {
    const spoken = new Map(fields);
    return languages.every((language) => String(spoken.get(language) ?? '').trim()) ? [] : [path];
  }
  return fields.flatMap(([key, inner]) => textsWithout(inner, languages, `${path}/${key}`));
}
