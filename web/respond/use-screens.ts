/** Which screen is shown and the ways from one to another. */
import { useCallback, useEffect, useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import { outcomeOf } from '#core/definitions/outcome.ts';
import { closingText } from './form/closing-text.ts';
import type { Ending } from './form/use-interview.ts';
import { rememberedOpenDraft, rememberOpenDraft } from './open-draft.ts';
import type { DraftRow } from './outbox/rows.ts';
import type { Phone, PhoneSnapshot } from './phone.ts';
import { trialOf } from './trial/trial-of.ts';
import { useBackKey } from './use-back-key.ts';

export type View =
  | { readonly name: 'start' }
  | { readonly name: 'opening' }
  | { readonly name: 'list' }
  | { readonly name: 'form'; readonly draft: DraftRow; readonly definition: Definition }
  | { readonly name: 'thanks'; readonly id: string; readonly closing: string };

export interface Screens {
  readonly view: View;
  toStart(): void;
  toOpening(): void;
  toList(): void;
  openDraft(draft: DraftRow): Promise<void>;
  /** Begins an interview with what the opening screen has asked, which may end it at once. */
  begin(answers: Readonly<Record<string, unknown>>): Promise<void>;
  finish(draft: DraftRow, definition: Definition, ending: Ending): Promise<void>;
}

export function useScreens(phone: Phone, snapshot: PhoneSnapshot, language: string): Screens {
  const [view, setView] = useState<View>({ name: 'start' });
  const toStart = useCallback(() => {
    rememberOpenDraft(undefined);
    setView({ name: 'start' });
  }, []);
  useBackKey(view.name !== 'start', toStart);

  const openDraft = async (draft: DraftRow): Promise<void> => {
    const definition = await phone.definitionOf(draft);
    if (!definition) return;
    rememberOpenDraft(draft.id);
    setView({ name: 'form', draft, definition });
  };
  const finish: Screens['finish'] = async (draft, definition, ending) => {
    await phone.finish(draft, ending);
    const { link } = snapshot;
    if (link?.view.trial) {
      void import('./trial/trial-trace.ts').then(({ endTrial }) =>
        endTrial(trialOf(draft, link.token), ending.outcome, language),
      );
    }
    rememberOpenDraft(undefined);
    const closing = closingText(definition, ending.outcome, language);
    setView({ name: 'thanks', id: draft.id, closing });
  };
  const begin: Screens['begin'] = async (answers) => {
    const { definition } = snapshot;
    if (!definition) return;
    const draft = await phone.begin(answers, language);
    const outcome = outcomeOf(definition, answers);
    if (outcome === 'completed') await openDraft(draft);
    else await finish(draft, definition, { answers, outcome });
  };

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
    openDraft,
    begin,
    finish,
  };
}
