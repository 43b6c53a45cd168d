/** Holds the SurveyJS model of an interview, saves each change, and says where the person is. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Model, PageModel } from 'survey-core';
import type { Definition, Page } from '#core/definitions/definition.ts';
import { type AnsweredOutcome, outcomeOf } from '#core/definitions/outcome.ts';
import { useWords, type Words } from '../language/words.ts';
import type { DraftRow } from '../outbox/rows.ts';
import { buildModel, loadFunctions, loadSurveyWords } from './survey-model.ts';
import { tidyAnswers } from './tidy-answers.ts';

export interface Ending {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly outcome: AnsweredOutcome;
}

interface InterviewInput {
  readonly definition: Definition;
  readonly draft: DraftRow;
  readonly language: string;
  readonly siteCode?: string;
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

/** Typing is saved when it pauses; leaving the page saves at once. */
const pauseMs = 250;

export function useInterview(input: InterviewInput): InterviewState {
  const { definition, language } = input;
  const words = useWords();
  const [model, setModel] = useState<Model>();
  const [, redraw] = useState(0);
  const [errors, setErrors] = useState(0);
  const [savedAt, setSavedAt] = useState<string | undefined>(input.draft.updatedAt);
  const [hasFailed, setFailed] = useState(false);
  const draft = useRef(input.draft);
  const isForgotten = useRef(false);
  const latest = useRef(input);
  latest.current = input;

  const save = useCallback(async (): Promise<void> => {
    if (isForgotten.current) return;
    try {
      await latest.current.onSave(draft.current);
      setSavedAt(draft.current.updatedAt);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, []);

  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = (): void => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      void save();
    };
    const note = (shown: Model): void => {
      draft.current = draftOf(draft.current, shown, language);
      clearTimeout(timer);
      timer = setTimeout(flush, pauseMs);
      setErrors((known) => (known === 0 ? 0 : errorsOn(shown)));
      redraw((count) => count + 1);
    };
    void prepareForm(definition, words).then(() => {
      if (!isCurrent) return;
      const { siteCode } = latest.current;
      const fresh = buildModel({
        definition,
        draft: draft.current,
        language,
        words,
        ...(siteCode ? { siteCode } : {}),
      });
      fresh.onAfterRenderQuestionInput.add((_model, { htmlElement }) => forgetTyped(htmlElement));
      fresh.onValueChanged.add(note);
      fresh.onCurrentPageChanged.add(note);
      fresh.onComplete.add((done) => {
        clearTimeout(timer);
        timer = undefined;
        void finish(done);
      });
      setModel(fresh);
    });
    const finish = async (done: Model): Promise<void> => {
      const answers = tidyAnswers(done.data);
      try {
        await latest.current.onFinish(draft.current, {
          answers,
          outcome: outcomeOf(definition, answers),
        });
      } catch {
        setFailed(true);
        done.clear(false, false);
        redraw((count) => count + 1);
      }
    };
    addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      isCurrent = false;
      flush();
      removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
    };
  }, [definition, language, words, save]);

  return {
    model,
    position: positionOf(model, definition),
    errors,
    savedAt,
    hasFailed,
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
    forget() {
      isForgotten.current = true;
    },
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
