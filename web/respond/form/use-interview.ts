/** Holds the SurveyJS model of an interview and says where the person is. */
import { useEffect, useRef, useState } from 'react';
import type { Model, PageModel } from 'survey-core';
import type { Definition, Page } from '#core/definitions/definition.ts';
import { type AnsweredOutcome, outcomeOf } from '#core/definitions/outcome.ts';
import { useWords, type Words } from '../language/words.ts';
import type { DraftRow } from '../outbox/rows.ts';
import { trialOf } from '../trial/trial-of.ts';
import { buildModel, loadFunctions, loadSurveyWords } from './survey-model.ts';
import { tidyAnswers } from './tidy-answers.ts';
import { useAutosave } from './use-autosave.ts';

export interface Ending {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly outcome: AnsweredOutcome;
}

interface InterviewInput {
  readonly definition: Definition;
  readonly draft: DraftRow;
  readonly language: string;
  readonly siteCode?: string;
  /** The token of the test link, where a draft is being tried. */
  readonly trialToken?: string;
  readonly onSave: (draft: DraftRow) => Promise<void>;
  readonly onFinish: (draft: DraftRow, ending: Ending) => Promise<void>;
}

export interface Position {
  readonly page: Page | undefined;
  /** Counted over all pages of the definition, so that the total never changes under way. */
  readonly number: number;
  readonly count: number;
  readonly isLast: boolean;
}

export interface InterviewState {
  readonly model: Model | undefined;
  readonly position: Position;
  /** How many items of this page have to be looked at again. */
  readonly errors: number;
  readonly savedAt: string | undefined;
  readonly hasFailed: boolean;
  next(): void;
  /** @returns whether there was a page to go back to. */
  back(): boolean;
  /** Nothing is saved any more: the person has thrown this interview away. */
  forget(): void;
}

/** Fetches what the form of this definition needs besides the form runtime itself. */
export const prepareForm = (definition: Definition, words: Words): Promise<unknown> =>
  Promise.all([loadSurveyWords(words), loadFunctions(definition)]);

export function useInterview(input: InterviewInput): InterviewState {
  const { definition, language } = input;
  const words = useWords();
  const [model, setModel] = useState<Model>();
  const [errors, setErrors] = useState(0);
  const [hasNotFinished, setNotFinished] = useState(false);
  const [, redraw] = useState(0);
  const [autosave, saved] = useAutosave(input.draft, input.onSave);
  const latest = useRef(input);
  latest.current = input;

  // A model for each language, over the same answers and on the same page.
  useEffect(() => {
    let isCurrent = true;
    const note = (shown: Model): void => {
      autosave.note(draftOf(autosave.latest(), shown, language));
      setErrors((known) => (known === 0 ? 0 : errorsOn(shown)));
      redraw((count) => count + 1);
    };
    const finish = (done: Model): void => {
      autosave.stop();
      const answers = tidyAnswers(done.data);
      const ending = { answers, outcome: outcomeOf(definition, answers) };
      latest.current.onFinish(autosave.latest(), ending).catch(() => {
        // The phone could not keep it: the interview stays open with all its answers.
        done.clear(false, false);
        setNotFinished(true);
      });
    };
    void prepareForm(definition, words).then(() => {
      if (!isCurrent) return;
      const { siteCode } = latest.current;
      const site = siteCode ? { siteCode } : {};
      const draft = autosave.latest();
      const fresh = buildModel({ definition, draft, language, words, ...site });
      fresh.onAfterRenderQuestionInput.add((_model, { htmlElement }) => forgetTyped(htmlElement));
      fresh.onValueChanged.add(note);
      fresh.onCurrentPageChanged.add(note);
      fresh.onComplete.add(finish);
      const { trialToken } = latest.current;
      if (trialToken) {
        void import('../trial/trial-trace.ts').then(({ watchTrial }) =>
          watchTrial(fresh, trialOf(draft, trialToken), language),
        );
      }
      setModel(fresh);
    });
    return () => {
      isCurrent = false;
    };
  }, [definition, language, words, autosave]);

  return {
    model,
    position: positionOf(model, definition),
    errors,
    savedAt: saved.savedAt,
    hasFailed: saved.hasFailed || hasNotFinished,
    next() {
      if (!model) return;
      model.runExpressions();
      const isValid = model.isLastPage ? model.completeLastPage() : model.nextPage();
      setErrors(isValid ? 0 : errorsOn(model));
    },
    back() {
      setErrors(0);
      return model?.prevPage() ?? false;
    },
    forget: autosave.stop,
  };
}

/** On a shared phone the browser must not offer the next person what the one before has written. */
function forgetTyped(input: HTMLElement): void {
  if (!input.hasAttribute('autocomplete')) input.setAttribute('autocomplete', 'off');
}

const draftOf = (draft: DraftRow, model: Model, language: string): DraftRow => ({
  ...draft,
  language,
  answers: { ...model.data },
  page: model.currentPage?.name,
  pageNumber: model.pages.indexOf(model.currentPage) + 1,
  updatedAt: new Date().toISOString(),
});

const errorsOn = (model: Model): number => {
  const page: PageModel | undefined = model.currentPage;
  return page ? page.questions.filter((question) => question.errors.length > 0).length : 0;
};

function positionOf(model: Model | undefined, definition: Definition): Position {
  const shown: PageModel | undefined = model?.currentPage;
  if (!model || !shown) return { page: undefined, number: 0, count: 0, isLast: false };
  return {
    page: definition.pages.find((page) => page.name === shown.name),
    number: model.pages.indexOf(shown) + 1,
    count: model.pages.length,
    // Until a page is complete nobody knows whether it is the last one.
    isLast: model.isLastPage && shown.validate(false, false),
  };
}
