/** Which screen is shown and the ways from one to another. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import { outcomeOf } from '#core/definitions/outcome.ts';
import { closingText } from './form/closing-text.ts';
import type { FormHandle } from './form/FormScreen.tsx';
import type { Ending } from './form/use-interview.ts';
import { rememberedOpenDraft, rememberOpenDraft } from './open-draft.ts';
import type { DraftRow } from './outbox/rows.ts';
import type { Phone, PhoneSnapshot } from './phone.ts';
import { prefilledAnswers } from './prefilled-answers.ts';
import { trialOf } from './trial/trial-of.ts';
import { useBackKey } from './use-back-key.ts';

type Answers = DraftRow['answers'];

export type View =
  | { readonly name: 'start' }
  | { readonly name: 'opening' }
  | { readonly name: 'list' }
  /** Asks for the one-time code; the answers are those of the opening. */
  | { readonly name: 'code'; readonly answers: Answers }
  | { readonly name: 'form'; readonly draft: DraftRow; readonly definition: Definition }
  | { readonly name: 'thanks'; readonly id: string; readonly closing: string };

export interface Screens {
  readonly view: View;
  toStart(): void;
  toOpening(): void;
  toList(): void;
  toCode(answers: Answers): void;
  openDraft(draft: DraftRow): Promise<void>;
  /** Begins an interview with what the opening screen has asked, which may end it at once. */
  begin(answers: Answers, accessCode?: string): Promise<void>;
  finish(draft: DraftRow, definition: Definition, ending: Ending): Promise<void>;
  /** The form says which page it shows. */
  placed(form: FormHandle): void;
  /** What was answered but not chosen to be kept is gone when this resolves. */
  forgetAnswers(): Promise<void>;
}

/** @param isCollector who comes back to a home screen between interviews */
export function useScreens(
  phone: Phone,
  snapshot: PhoneSnapshot,
  language: string,
  isCollector: boolean,
): Screens {
  const [view, setView] = useState<View>({ name: 'start' });
  const [pageDepth, setPageDepth] = useState(1);
  const form = useRef<FormHandle>(undefined);
  const toStart = useCallback(() => {
    rememberOpenDraft(undefined);
    setView({ name: 'start' });
  }, []);
  useBackKey(depthOf(view, pageDepth, isCollector), () => {
    if (view.name !== 'form' || !form.current?.back()) toStart();
    return true;
  });

  const openDraft = async (draft: DraftRow): Promise<void> => {
    const definition = await phone.definitionOf(draft);
    if (!definition) return;
    rememberOpenDraft(draft.id);
    setPageDepth(1);
    setView({ name: 'form', draft, definition });
  };
  const finish: Screens['finish'] = async (draft, definition, ending) => {
    await phone.finish(draft, ending);
    const { link } = snapshot;
    const { outcome } = ending;
    if (link?.view.trial && outcome !== 'partial') {
      void import('./trial/trial-trace.ts').then(({ endTrial }) =>
        endTrial(trialOf(draft, link.token), outcome, language),
      );
    }
    rememberOpenDraft(undefined);
    setView({ name: 'thanks', id: draft.id, closing: closingText(definition, outcome, language) });
  };
  const begin: Screens['begin'] = async (answers, accessCode) => {
    const { definition, link } = snapshot;
    if (!definition) return;
    const prefilled = prefilledAnswers(definition, link?.view.prefill);
    const outcome = outcomeOf(definition, answers);
    const first = outcome === 'completed' ? { ...prefilled, ...answers } : answers;
    const draft = await phone.begin(first, language, accessCode);
    if (outcome === 'completed') await openDraft(draft);
    else await finish(draft, definition, { answers, outcome });
  };

  useEffect(() => phone.showing(view.name), [phone, view.name]);
  // An interview on the screen is not put away as stale.
  const heldId = view.name === 'form' ? view.draft.id : undefined;
  useEffect(() => (heldId === undefined ? undefined : phone.hold(heldId)), [phone, heldId]);

  // Once, when the phone knows its drafts: back to where a reload has interrupted.
  const isKnown = snapshot.standing !== 'loading';
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first moment counts
  useEffect(() => {
    const draft = snapshot.drafts.find((row) => row.id === rememberedOpenDraft());
    if (isKnown && draft && view.name === 'start') void openDraft(draft);
  }, [isKnown]);

  return {
    view,
    toStart,
    toOpening: () => setView({ name: 'opening' }),
    toList: () => setView({ name: 'list' }),
    toCode: (answers) => setView({ name: 'code', answers }),
    openDraft,
    begin,
    finish,
    placed: (shown) => {
      form.current = shown;
      setPageDepth(shown.depth);
    },
    forgetAnswers: async () => {
      rememberOpenDraft(undefined);
      if (isCollector || view.name !== 'form' || view.draft.isKept) return;
      form.current?.forget();
      await phone.deleteDraft(view.draft.id);
    },
  };
}

/** Steps from the start: one for each page of the form, so that the back key goes back by one page. */
function depthOf(view: View, pageDepth: number, isCollector: boolean): number {
  if (view.name === 'start') return 0;
  if (view.name === 'form') return pageDepth;
  // Nothing lies behind the end of a respondent's interview: what was sent is not opened again.
  return view.name === 'thanks' && !isCollector ? 0 : 1;
}
