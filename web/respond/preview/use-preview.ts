/** Which screen the preview shows, over answers that stay in memory, while the survey changes under it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { outcomeOf } from '#core/definitions/outcome.ts';
import { closingText } from '../form/closing-text.ts';
import { consentPageOf } from '../form/opening.ts';
import type { Ending } from '../form/use-interview.ts';
import type { DraftRow } from '../outbox/rows.ts';
import { keptAnswers } from './kept-answers.ts';
import type { FromPreview, GoMessage, ShowMessage } from './preview-messages.ts';
import { showItem } from './show-item.ts';

export interface Place extends Omit<GoMessage, 'kind'> {
  /** Every wish to go somewhere has another number. */
  readonly wish: number;
}

export type PreviewView =
  | { readonly name: 'opening' }
  /** A new key draws the form anew: SurveyJS cannot exchange the survey under a form. */
  | { readonly name: 'form'; readonly draft: DraftRow; readonly key: string }
  | { readonly name: 'end'; readonly closing: string };

export interface PreviewInput {
  readonly shown: ShowMessage;
  readonly place: Place | undefined;
  /** Every restart has another number. */
  readonly restarts: number;
  readonly tell: (message: FromPreview) => void;
}

export interface Preview {
  readonly view: PreviewView;
  begin(answers: DraftRow['answers']): void;
  keep(draft: DraftRow): void;
  end(outcome: Ending['outcome']): void;
  toOpening(): void;
  restart(): void;
}

export function usePreview({ shown, place, restarts, tell }: PreviewInput): Preview {
  const { definition, language, revision } = shown;
  const [view, setView] = useState<PreviewView>({ name: 'opening' });
  const draft = useRef<DraftRow>(emptyDraft(language));
  const known = useRef({ definition, restarts, wish: 0 });

  const open = (changed: Partial<DraftRow>, key: string): void => {
    draft.current = { ...draft.current, ...changed };
    setView({ name: 'form', draft: draft.current, key });
  };
  const toOpening = useCallback(() => setView({ name: 'opening' }), []);
  const restart = (): void => {
    draft.current = emptyDraft(language);
    toOpening();
  };
  const end = (outcome: Ending['outcome']): void => {
    draft.current = emptyDraft(language);
    setView({ name: 'end', closing: closingText(definition, outcome, language) });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new survey, restart or wish is followed once
  useEffect(() => {
    const before = known.current;
    const wish = place?.wish ?? 0;
    known.current = { definition, restarts, wish };
    if (restarts !== before.restarts) return restart();
    const isChanged = definition !== before.definition;
    const answers = isChanged
      ? keptAnswers(draft.current.answers, before.definition, definition)
      : draft.current.answers;
    const asked = wish === before.wish ? undefined : place;
    draft.current = { ...draft.current, answers: asked?.answers ?? answers };
    if (asked && consentPageOf(definition)?.name === asked.page) return toOpening();
    const isForm = view.name === 'form';
    const isElsewhere = asked && (!isForm || asked.page !== draft.current.page || asked.answers);
    if (isElsewhere) open({ page: asked.page }, `${revision} ${wish}`);
    else if (isChanged && isForm) open({}, `${revision} ${wish}`);
    return undefined;
  }, [definition, revision, restarts, place]);

  // The editor works out from these which more it takes to see an item.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new screen begins with the answers in hand
  useEffect(() => tell({ kind: 'answers', answers: draft.current.answers }), [view, tell]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was drawn anew is looked through anew
  useEffect(() => {
    if (place === undefined) return undefined;
    // Who has gone on to another page by themselves is not missing anything.
    const isThere = (): boolean => draft.current.page === place.page;
    return showItem(place.item, (isShown) =>
      tell({ kind: 'place', isShown: isShown || !isThere() }),
    );
  }, [place, view, tell]);

  return {
    view,
    begin(answers) {
      const outcome = outcomeOf(definition, answers);
      if (outcome !== 'completed') return end(outcome);
      return open({ answers: { ...draft.current.answers, ...answers } }, `begun ${revision}`);
    },
    keep(saved) {
      // Without a time the head of the form says nothing of saving.
      draft.current = { ...saved, updatedAt: '' };
      tell({ kind: 'answers', answers: saved.answers });
    },
    end,
    toOpening,
    restart,
  };
}

const emptyDraft = (language: string): DraftRow => ({
  id: 'preview',
  linkId: '',
  definitionHash: '',
  language,
  startedAt: '',
  updatedAt: '',
  pageNumber: 1,
  answers: {},
});
