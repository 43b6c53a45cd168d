/** Holds the SurveyJS model of an interview and says where the person is. */
import { useEffect, useRef, useState } from 'react';
import type { Model, PageModel } from 'survey-core';
import type { Definition, Page } from '#core/definitions/definition.ts';
import { type AnsweredOutcome, outcomeOf } from '#core/definitions/outcome.ts';
import { useWords, type Words } from '../language/words.ts';
import type { DraftRow } from '../outbox/rows.ts';
import { trialOf } from '../trial/trial-of.ts';
import { consentPageOf } from './opening.ts';
import { buildModel, loadFunctions } from './survey-model.ts';
import { giveSurveyWords } from './survey-words.ts';
import { tidyAnswers } from './tidy-answers.ts';
import { useAutosave } from './use-autosave.ts';

export interface Ending {
  readonly answers: Readonly<Record<string, unknown>>;
  /** `partial`: stopped half-way by whoever answers, who wants it sent all the same. */
  readonly outcome: AnsweredOutcome | 'partial';
}

interface InterviewInput {
  readonly definition: Definition;
  readonly draft: DraftRow;
  readonly language: string;
  readonly siteCode?: string;
  /** Answers that the link has filled in. */
  readonly prefill?: Readonly<Record<string, unknown>>;
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
  /** How many pages were gone through, this one included. */
  readonly depth: number;
  readonly isLast: boolean;
}

/** An item of this page that has to be looked at again. */
export interface ItemError {
  readonly id: string;
  readonly title: string;
}

export interface InterviewState {
  readonly model: Model | undefined;
  readonly position: Position;
  readonly errors: readonly ItemError[];
  readonly savedAt: string | undefined;
  readonly hasFailed: boolean;
  next(): void;
  /** @returns whether there was a page to go back to. */
  back(): boolean;
  /** Ends the interview here, with the answers so far; absent while there are none to send. */
  readonly stopHere: (() => void) | undefined;
  /** The person has said that this interview waits for them. */
  keep(): void;
  /** Nothing is saved any more: the person has thrown this interview away. */
  forget(): void;
}

/** Fetches what the form of this definition needs besides the form runtime itself. */
export const prepareForm = (definition: Definition, words: Words): Promise<unknown> => {
  giveSurveyWords(words);
  return loadFunctions(definition);
};

export function useInterview(input: InterviewInput): InterviewState {
  const { definition, language } = input;
  const words = useWords();
  const [model, setModel] = useState<Model>();
  const [errors, setErrors] = useState<readonly ItemError[]>([]);
  const [hasNotFinished, setNotFinished] = useState(false);
  const [, redraw] = useState(0);
  const [autosave, saved] = useAutosave(input.draft, input.onSave);
  const latest = useRef(input);
  latest.current = input;

  const end = (ending: Ending, reopen: () => void): void => {
    autosave.stop();
    latest.current.onFinish(autosave.latest(), ending).catch(() => {
      reopen();
      setNotFinished(true);
    });
  };
  const answers = model ? tidyAnswers(model.data) : {};
  const isAnswered = hasOwnAnswers(answers, definition, input.prefill);

  // A model for each language, over the same answers and on the same page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `end` reads nothing but what never changes
  useEffect(() => {
    let isCurrent = true;
    const note = (shown: Model): void => {
      autosave.note(draftOf(autosave.latest(), shown, language));
      setErrors((known) => (known.length === 0 ? known : errorsOn(shown)));
      redraw((count) => count + 1);
    };
    const finish = (done: Model): void => {
      const answers = tidyAnswers(done.data);
      // The phone could not keep it: the interview stays open with all its answers.
      end({ answers, outcome: outcomeOf(definition, answers) }, () => done.clear(false, false));
    };
    void prepareForm(definition, words).then(() => {
      if (!isCurrent) return;
      const { siteCode } = latest.current;
      const site = siteCode ? { siteCode } : {};
      const draft = autosave.latest();
      const fresh = buildModel({ definition, draft, language, words, ...site });
      fresh.onAfterRenderQuestion.add((_model, { htmlElement }) => forgetTyped(htmlElement));
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
      setErrors(isValid ? [] : errorsOn(model));
    },
    back() {
      setErrors([]);
      return model?.prevPage() ?? false;
    },
    stopHere: isAnswered ? () => end({ answers, outcome: 'partial' }, () => undefined) : undefined,
    keep() {
      autosave.note({ ...autosave.latest(), isKept: true });
      autosave.flush();
    },
    forget: autosave.stop,
  };
}

/** On a shared phone the browser must not offer the next person what the one before has written. */
function forgetTyped(item: HTMLElement): void {
  for (const input of item.querySelectorAll('input, textarea, select'))
    if (!input.hasAttribute('autocomplete')) input.setAttribute('autocomplete', 'off');
  // What is drawn later, such as the field beside "other", goes by its form.
  item.closest('form')?.setAttribute('autocomplete', 'off');
}

const draftOf = (draft: DraftRow, model: Model, language: string): DraftRow => ({
  ...draft,
  language,
  answers: { ...model.data },
  page: model.currentPage?.name,
  pageNumber: model.pages.indexOf(model.currentPage) + 1,
  updatedAt: new Date().toISOString(),
});

/** Whether anything was answered besides consent and what the link has filled in. */
const hasOwnAnswers = (
  answers: Ending['answers'],
  definition: Definition,
  prefill: InterviewInput['prefill'] = {},
): boolean => {
  const consent = consentPageOf(definition)?.elements?.[0]?.name;
  return Object.keys(answers).some((name) => name !== consent && !Object.hasOwn(prefill, name));
};

const errorsOn = (model: Model): readonly ItemError[] => {
  const page: PageModel | undefined = model.currentPage;
  return (page?.questions ?? [])
    .filter((question) => question.errors.length > 0)
    .map((question) => ({ id: question.id, title: question.processedTitle }));
};

function positionOf(model: Model | undefined, definition: Definition): Position {
  const shown: PageModel | undefined = model?.currentPage;
  if (!model || !shown) return { page: undefined, number: 0, count: 0, depth: 1, isLast: false };
  return {
    page: definition.pages.find((page) => page.name === shown.name),
    number: model.pages.indexOf(shown) + 1,
    count: model.pages.length,
    depth: model.currentPageNo + 1,
    // Until a page is complete nobody knows whether it is the last one.
    isLast: model.isLastPage && shown.validate(false, false),
  };
}
