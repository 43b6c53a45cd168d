import { useCallback, useEffect, useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import { outcomeOf } from '#core/definitions/outcome.ts';
import { FormGate, fetchFormAhead } from './FormGate.tsx';
import { closingText } from './form/closing-text.ts';
import { openingOf } from './form/opening.ts';
import type { Ending } from './form/use-interview.ts';
import { useWords } from './language/words.ts';
import type { DraftRow } from './outbox/rows.ts';
import type { Phone, PhoneSnapshot } from './phone.ts';
import { HomeScreen } from './screens/HomeScreen.tsx';
import { ListScreen } from './screens/ListScreen.tsx';
import { NoticeScreen } from './screens/NoticeScreen.tsx';
import { OpeningScreen } from './screens/OpeningScreen.tsx';
import { ThanksScreen } from './screens/ThanksScreen.tsx';
import type { Surroundings } from './surroundings.ts';
import { useBackKey } from './use-back-key.ts';

type View =
  | { readonly name: 'start' }
  | { readonly name: 'opening' }
  | { readonly name: 'list' }
  | { readonly name: 'form'; readonly draft: DraftRow; readonly definition: Definition }
  | { readonly name: 'thanks'; readonly id: string; readonly closing: string };

interface PhoneScreensProps {
  readonly phone: Phone;
  readonly snapshot: PhoneSnapshot;
  readonly surroundings: Surroundings;
  readonly language: string;
  readonly onLanguage: (language: string) => void;
}

/** Which screen is shown, and what each one's buttons do. */
export function PhoneScreens(props: PhoneScreensProps) {
  const { phone, snapshot, language } = props;
  const { t } = useWords();
  const [view, setView] = useState<View>({ name: 'start' });
  const { link, definition, standing } = snapshot;
  // Only a collector answers many times on one phone; everybody else sees no list and no counts.
  const isCollector = link?.view.purpose === 'collector' || link?.view.purpose === 'partner';
  const toStart = useCallback(() => setView({ name: 'start' }), []);

  useBackKey(view.name !== 'start', toStart);
  useEffect(() => {
    if (standing === 'open') fetchFormAhead();
  }, [standing]);

  const openDraft = async (draft: DraftRow): Promise<void> => {
    const asked = await phone.definitionOf(draft);
    if (asked) setView({ name: 'form', draft, definition: asked });
  };
  const finish = async (draft: DraftRow, asked: Definition, ending: Ending): Promise<void> => {
    await phone.finish(draft, ending);
    const said = closingText(asked, ending.outcome, language);
    setView({ name: 'thanks', id: draft.id, closing: said || t('respond.thanks.text') });
  };
  const start = async (consent: Readonly<Record<string, unknown>>): Promise<void> => {
    if (!definition) return;
    const draft = await phone.begin(consent, language);
    const outcome = outcomeOf(definition, consent);
    if (outcome === 'completed') setView({ name: 'form', draft, definition });
    else await finish(draft, definition, { answers: consent, outcome });
  };
  const [unfinished] = snapshot.drafts;

  if (view.name === 'form') {
    return (
      <FormGate
        definition={view.definition}
        draft={view.draft}
        language={language}
        languages={link?.view.languages ?? []}
        {...(link?.view.site ? { siteCode: link.view.site.code } : {})}
        isHandedOver={isCollector}
        onLanguage={props.onLanguage}
        onSave={(draft) => phone.saveDraft(draft)}
        onFinish={(draft, ending) => finish(draft, view.definition, ending)}
        onBack={toStart}
        onLeave={toStart}
        onDiscard={() => void phone.deleteDraft(view.draft.id).then(toStart)}
      />
    );
  }
  if (view.name === 'thanks') {
    const again = isCollector && standing === 'open';
    return (
      <ThanksScreen
        online={snapshot.online}
        durable={snapshot.durable}
        isSending={snapshot.sending.has(view.id)}
        receipt={snapshot.receipts.find((receipt) => receipt.id === view.id)}
        kept={[...snapshot.waiting, ...snapshot.refused].find((row) => row.id === view.id)}
        closing={view.closing}
        {...(again ? { onNew: () => setView({ name: 'opening' }) } : {})}
        {...(isCollector ? { onList: () => setView({ name: 'list' }) } : {})}
      />
    );
  }
  if (view.name === 'list') {
    return (
      <ListScreen phone={snapshot} now={new Date()} onBack={toStart} onSendNow={phone.sendNow} />
    );
  }
  if (standing === 'loading') {
    return (
      <main className="screen notice" aria-busy="true">
        <p>{t('respond.loading')}</p>
      </main>
    );
  }
  // A draft begun before the link closed may still be finished.
  if (standing !== 'open' || !link || !definition) {
    return (
      <NoticeScreen
        standing={standing === 'open' ? 'first-open' : standing}
        phone={snapshot}
        onRetry={() => void phone.retry()}
        {...(isCollector ? { onList: () => setView({ name: 'list' }) } : {})}
        {...(standing === 'over' && unfinished
          ? { onContinue: () => void openDraft(unfinished) }
          : {})}
      />
    );
  }
  if (isCollector && view.name === 'start') {
    return (
      <HomeScreen
        phone={snapshot}
        link={link}
        language={language}
        surroundings={props.surroundings}
        now={new Date()}
        onNew={() => setView({ name: 'opening' })}
        onContinue={(draft) => void openDraft(draft)}
        onDiscard={(draft) => void phone.deleteDraft(draft.id)}
        onSendNow={phone.sendNow}
        onList={() => setView({ name: 'list' })}
        onLanguage={props.onLanguage}
        onCollectorName={(collectorName) => void phone.changeLink({ collectorName })}
      />
    );
  }
  const opening = openingOf(definition, language);
  return (
    <OpeningScreen
      opening={opening}
      language={language}
      languages={link.view.languages}
      surroundings={props.surroundings}
      durable={snapshot.durable}
      onLanguage={props.onLanguage}
      onStart={(answer) =>
        void start(
          opening.consent && answer !== undefined ? { [opening.consent.item]: answer } : {},
        )
      }
      {...(isCollector ? { onBack: toStart } : {})}
      {...(!isCollector && unfinished ? { onContinue: () => void openDraft(unfinished) } : {})}
    />
  );
}
