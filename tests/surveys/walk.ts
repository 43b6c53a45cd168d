/**
 * Answers a survey as a person would: page by page, what is shown, at random; where the form complains, other answers
 * until it is content. survey-core shows and judges, in the very model the phone builds.
 */
import type { Model, Question } from 'survey-core';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { consentPageOf } from '#web/respond/form/opening.ts';
import { buildModel } from '#web/respond/form/survey-model.ts';
import { tidyAnswers } from '#web/respond/form/tidy-answers.ts';
import type { Words } from '#web/respond/language/words.ts';
import { itemsOf } from './library.ts';
import { otherWords, type Random, randomAnswer, randomFrom } from './random-answer.ts';

export interface Walk {
  readonly answers: Readonly<Record<string, unknown>>;
  /** Names of the pages and items that were shown, those inside repeated groups too. */
  readonly pages: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  /** Shown texts: `item/title` → what a person read. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface WalkOrder {
  readonly definition: Definition;
  readonly language: string;
  readonly words: Words;
  readonly seed: number;
}

const mostPages = 40;
const mostTries = 600;

/** @throws if the form leads nowhere: no page to go on to, or a page that no answer satisfies. */
export function walk({ definition, language, words, seed }: WalkOrder): Walk {
  const random = randomFrom(seed);
  const opening = consentPageOf(definition)?.elements?.[0];
  const draft = {
    id: `walk-${seed}`,
    linkId: 'link',
    definitionHash: 'h',
    language,
    startedAt: '2026-11-21T10:00:00Z',
    updatedAt: '2026-11-21T10:00:00Z',
    pageNumber: 1,
    answers: opening ? { [opening.name]: 'yes' } : {},
  };
  const model = buildModel({ definition, draft, language, words });
  if (model.jsonErrors?.length)
    throw new Error(`survey-core: ${model.jsonErrors[0]?.getFullDescription()}`);
  const items = new Map(itemsOf(definition).map((item) => [item.name, item]));
  const seen = {
    pages: new Set<string>(),
    items: new Set<string>(),
    texts: new Map<string, string>(),
  };
  for (let at = 0; model.state === 'running' && at < mostPages; at += 1) {
    const { currentPage } = model;
    answerPage(model, random, items);
    seen.pages.add(currentPage.name);
    seen.texts.set(`${currentPage.name}/title`, currentPage.processedTitle);
    noteShown(shownQuestions(model), seen);
    if (seen.items.size === 0) throw new Error(`${currentPage.name} shows nothing`);
    // As the phone does: a reader of something that was just hidden may not know yet.
    model.runExpressions();
    const moved = model.isLastPage ? model.completeLastPage() : model.nextPage();
    if (!moved) throw new Error(`${currentPage.name} does not lead on`);
  }
  if (model.state !== 'completed') throw new Error(`it never ends: ${model.state}`);
  const answers = tidyAnswers(model.data);
  model.dispose();
  return { answers, ...seen };
}

const shownQuestions = (model: Model): readonly Question[] =>
  (model.currentPage.questions as readonly Question[]).filter(({ isVisible }) => isVisible);

function noteShown(
  questions: readonly Question[],
  seen: { readonly items: Set<string>; readonly texts: Map<string, string> },
): void {
  for (const question of questions) {
    seen.items.add(question.name);
    seen.texts.set(`${question.name}/title`, question.locTitle.textOrHtml);
    for (const choice of question.visibleChoices ?? [])
      seen.texts.set(`${question.name}/${choice.value}`, choice.locText.textOrHtml);
    for (const panel of question.panels ?? []) {
      noteShown(
        panel.questions.filter((inner: Question) => inner.isVisible),
        seen,
      );
    }
  }
}

type Items = ReadonlyMap<string, Item>;

/** First everything that is shown, then again what the form is not content with. */
function answerPage(model: Model, random: Random, items: Items): void {
  const { currentPage } = model;
  for (let round = 0; round < 4; round += 1) {
    for (const question of shownQuestions(model)) {
      if (question.isVisible && question.isEmpty() && (round === 0 || question.isRequired)) {
        answer(question, random, items);
      }
    }
  }
  for (let tries = 0; !currentPage.validate(true); tries += 1) {
    if (tries > mostTries) throw new Error(complaintsOf(model));
    // A person may correct what is named, or what it was compared with.
    const questions = shownQuestions(model);
    const wrong = questions.filter(hasErrors);
    for (const question of random() < 0.7 && wrong.length > 0 ? wrong : questions)
      if (question.isVisible) correct(question, random, items);
  }
}

/** In a repeated group only what is wrong inside, where anything is. */
function correct(question: Question, random: Random, items: Items): void {
  const inside = (question.panels ?? []).flatMap((panel: { questions: Question[] }) =>
    panel.questions.filter(hasErrors),
  );
  if (inside.length === 0) answer(question, random, items);
  else for (const inner of inside) answer(inner, random, items);
}

const hasErrors = (question: Question): boolean =>
  question.errors.length > 0 ||
  (question.panels ?? []).some((panel: { questions: Question[] }) =>
    panel.questions.some(hasErrors),
  );

function complaintsOf(model: Model): string {
  const said = shownQuestions(model).flatMap((question) =>
    question.getAllErrors().map((error: { text: string }) => `${question.name}: ${error.text}`),
  );
  return `${model.currentPage.name} is never content: ${said.join('; ')}`;
}

function answer(question: Question, random: Random, items: Items): void {
  const item = items.get(question.name);
  if (!item || item.type === 'expression') return;
  if (item.type === 'paneldynamic') {
    answerPanels(question, random, items);
    return;
  }
  if (!question.isRequired && random() < 0.25) {
    question.clearValue();
    return;
  }
  const offered = question.visibleChoices?.map(({ value }: { value: unknown }) => value) ?? [];
  const chosen = randomAnswer(item, offered, random);
  question.value = chosen;
  if (chosen === 'other' || (Array.isArray(chosen) && chosen.includes('other')))
    question.otherValue = otherWords;
}

function answerPanels(question: Question, random: Random, items: Items): void {
  const count = question.isRequired ? 1 + Math.floor(random() * 2) : Math.floor(random() * 3);
  while (question.panelCount > count) question.removePanel(question.panelCount - 1);
  while (question.panelCount < count) question.addPanel();
  for (const panel of question.panels) {
    for (let round = 0; round < 2; round += 1) {
      for (const inner of panel.questions as readonly Question[])
        if (inner.isVisible && (round === 0 || inner.isEmpty())) answer(inner, random, items);
    }
  }
}
