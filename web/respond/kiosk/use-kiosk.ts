/** One person after another at the same screen: what each of them answers leads to a sealed response or to nothing. */
import { useEffect, useRef, useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import { outcomeOf } from '#core/definitions/outcome.ts';
import { closingText } from '../form/closing-text.ts';
import type { Ending } from '../form/use-interview.ts';
import { type DraftRow, type LinkRow, newDraft } from '../outbox/rows.ts';
import type { Phone } from '../phone.ts';
import { prefilledAnswers } from '../prefilled-answers.ts';
import { newResponseId } from '../response-id.ts';
import { abandonedEnding } from './abandoned.ts';

export type KioskView =
  | { readonly name: 'start' }
  | { readonly name: 'form'; readonly draft: DraftRow }
  | { readonly name: 'thanks'; readonly closing: string };

interface KioskInput {
  readonly phone: Phone;
  readonly link: LinkRow;
  readonly definition: Definition;
  readonly language: string;
  readonly onLanguage: (language: string | undefined) => void;
}

export interface Kiosk {
  readonly view: KioskView;
  /** Another one for each person: screens with an older one are thrown away, whatever they hold. */
  readonly person: number;
  begin(answers: DraftRow['answers']): Promise<void>;
  note(draft: DraftRow): void;
  finish(draft: DraftRow, ending: Ending): Promise<void>;
  /** The person has said that they are done, or that they do not go on. */
  restart(): void;
  /** The person has walked away. */
  abandon(): void;
}

export function useKiosk({ phone, link, definition, language, onLanguage }: KioskInput): Kiosk {
  const [view, setView] = useState<KioskView>({ name: 'start' });
  const [person, setPerson] = useState(1);
  const latest = useRef<DraftRow>(undefined);

  const restart = (): void => {
    latest.current = undefined;
    getSelection()?.removeAllRanges();
    setView({ name: 'start' });
    setPerson((count) => count + 1);
    onLanguage(undefined);
    scrollTo(0, 0);
  };
  const finish: Kiosk['finish'] = async (draft, ending) => {
    await phone.finish(draft, ending);
    latest.current = undefined;
    setView({ name: 'thanks', closing: closingText(definition, ending.outcome, language) });
  };
  const begin: Kiosk['begin'] = async (answers) => {
    const outcome = outcomeOf(definition, answers);
    const prefilled = prefilledAnswers(definition, link.view.prefill);
    const first = outcome === 'completed' ? { ...prefilled, ...answers } : answers;
    // Made in memory and never saved: a kiosk has no drafts.
    const draft = newDraft({ id: newResponseId(), now: new Date() }, link, language, first);
    if (outcome !== 'completed') return finish(draft, { answers, outcome });
    latest.current = draft;
    setView({ name: 'form', draft });
    return undefined;
  };

  useEffect(() => phone.showing(view.name), [phone, view.name]);
  // The clock of an interview is watched as on any other phone; nothing else is kept of it.
  const heldId = view.name === 'form' ? view.draft.id : undefined;
  useEffect(() => (heldId === undefined ? undefined : phone.hold(heldId)), [phone, heldId]);

  return {
    view,
    person,
    begin,
    note(draft) {
      if (latest.current?.id === draft.id) latest.current = draft;
    },
    finish,
    restart,
    abandon() {
      const draft = latest.current;
      const ending = draft && abandonedEnding(definition, draft.answers, link.view.prefill);
      // What cannot be kept is dropped, as it would have been without the wish to keep it.
      if (draft && ending) phone.finish(draft, ending).catch(() => undefined);
      restart();
    },
  };
}
