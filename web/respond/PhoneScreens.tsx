import { useEffect } from 'react';
import { FormGate, fetchFormAhead } from './FormGate.tsx';
import { useWords } from './language/words.ts';
import type { Phone, PhoneSnapshot } from './phone.ts';
import { StartScreens } from './StartScreens.tsx';
import { saveBackup } from './save-backup.ts';
import { ListScreen } from './screens/ListScreen.tsx';
import { StorageStrip } from './screens/StorageStrip.tsx';
import { ThanksScreen } from './screens/ThanksScreen.tsx';
import type { Surroundings } from './surroundings.ts';
import { useScreens } from './use-screens.ts';

export interface PhoneScreensProps {
  readonly phone: Phone;
  readonly snapshot: PhoneSnapshot;
  readonly surroundings: Surroundings;
  readonly language: string;
  readonly onLanguage: (language: string) => void;
}

/** Draws the screen that is open, under a strip that says so where a draft is only being tried. */
export function PhoneScreens(props: PhoneScreensProps) {
  const { t } = useWords();
  return (
    <>
      {props.snapshot.link?.view.trial && (
        <p className="trial-strip" role="note">
          {t('respond.trial')}
        </p>
      )}
      <OpenScreen {...props} />
    </>
  );
}

/** The way between the screens is `useScreens`. */
function OpenScreen(props: PhoneScreensProps) {
  const { phone, snapshot, language } = props;
  const words = useWords();
  const { t } = words;
  const screens = useScreens(phone, snapshot, language);
  const { view } = screens;
  const { link, standing, definition } = snapshot;
  // Only a collector answers many times on one phone; everybody else sees no list and no counts.
  const isCollector = link?.view.purpose === 'collector' || link?.view.purpose === 'partner';

  useEffect(() => {
    if (standing === 'open' && definition) fetchFormAhead(definition, words);
  }, [standing, definition, words]);

  switch (view.name) {
    case 'form':
      return (
        <FormGate
          definition={view.definition}
          draft={view.draft}
          language={language}
          languages={link?.view.languages ?? []}
          {...(link?.view.site ? { siteCode: link.view.site.code } : {})}
          {...(link?.view.trial ? { trialToken: link.token } : {})}
          isHandedOver={isCollector}
          durable={snapshot.durable}
          onLanguage={props.onLanguage}
          onSave={(draft) => phone.saveDraft(draft)}
          onFinish={(draft, ending) => screens.finish(draft, view.definition, ending)}
          onBack={screens.toStart}
          onLeave={screens.toStart}
          onDiscard={() => void phone.deleteDraft(view.draft.id).then(screens.toStart)}
        />
      );
    case 'thanks':
      return (
        <ThanksScreen
          online={snapshot.online}
          durable={snapshot.durable}
          isSending={snapshot.sending.has(view.id)}
          receipt={snapshot.receipts.find((receipt) => receipt.id === view.id)}
          kept={[...snapshot.waiting, ...snapshot.refused].find((row) => row.id === view.id)}
          closing={view.closing || t('respond.thanks.text')}
          {...(snapshot.durable
            ? {}
            : { rescue: <StorageStrip phone={snapshot} onBackup={() => saveBackup(phone)} /> })}
          {...(isCollector && standing === 'open' ? { onNew: screens.toOpening } : {})}
          {...(isCollector ? { onList: screens.toList } : {})}
        />
      );
    case 'list':
      return (
        <ListScreen
          phone={snapshot}
          now={new Date()}
          onBack={screens.toStart}
          onSendNow={phone.sendNow}
          onCheck={() => void phone.checkReceipts()}
          onBackup={() => saveBackup(phone)}
        />
      );
    case 'start':
    case 'opening':
      return <StartScreens {...props} screens={screens} isCollector={isCollector} />;
  }
}
