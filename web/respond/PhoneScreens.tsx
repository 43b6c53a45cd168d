import { lazy, useCallback, useEffect, useMemo } from 'react';
import { ExitProvider, type ExitWay, useEscapeThrice } from './exit/exit-way.ts';
import { exitAddress, leaveQuickly } from './exit/leave-quickly.ts';
import { FormGate, fetchFormAhead } from './FormGate.tsx';
import { LateScreen } from './LateScreen.tsx';
import { useWords } from './language/words.ts';
import type { Phone, PhoneSnapshot } from './phone.ts';
import { StartScreens } from './StartScreens.tsx';
import { saveBackup } from './save-backup.ts';
import { BackupButton } from './screens/BackupButton.tsx';
import { ThanksScreen } from './screens/ThanksScreen.tsx';
import type { Surroundings } from './surroundings.ts';
import { type Screens, useScreens } from './use-screens.ts';
import { formIdleMs, whenIdle } from './when-idle.ts';

const ListScreen = lazy(async () => ({
  default: (await import('./screens/ListScreen.tsx')).ListScreen,
}));
const KioskScreens = lazy(async () => ({
  default: (await import('./kiosk/KioskScreens.tsx')).KioskScreens,
}));

export interface PhoneScreensProps {
  readonly phone: Phone;
  readonly snapshot: PhoneSnapshot;
  readonly surroundings: Surroundings;
  readonly language: string;
  /** The one-time code that the address has brought, as it stood there. */
  readonly givenCode: string | undefined;
  /** Undefined: the one that the link begins with. */
  readonly onLanguage: (language: string | undefined) => void;
}

/** Draws the screen that is open, under a strip that says so where a draft is only being tried. */
export function PhoneScreens(props: PhoneScreensProps) {
  const words = useWords();
  const { t } = words;
  const { link, standing, definition } = props.snapshot;
  const isKiosk = link?.view.purpose === 'kiosk';
  useEffect(() => {
    if (standing === 'open' && definition && !isKiosk) fetchFormAhead(definition, words);
  }, [standing, definition, words, isKiosk]);
  return (
    <>
      {link?.view.trial && (
        <p className="trial-strip" role="note">
          {t('respond.trial')}
        </p>
      )}
      {isKiosk && definition ? (
        // Whoever is answering ends in peace, also when the link is closed meanwhile; then its start says so.
        <LateScreen>
          <KioskScreens {...props} link={link} definition={definition} />
        </LateScreen>
      ) : (
        <PersonalScreens {...props} />
      )}
    </>
  );
}

/** The phone of a collector, or of somebody who answers for themselves. */
function PersonalScreens(props: PhoneScreensProps) {
  const { phone, snapshot, language } = props;
  const { link } = snapshot;
  // Only a collector answers many times on one phone; everybody else sees no list and no counts.
  const isCollector = link?.view.purpose === 'collector' || link?.view.purpose === 'partner';
  const screens = useScreens(phone, snapshot, language, isCollector);
  const { forgetAnswers } = screens;
  const next = exitAddress(link?.view.exitUrl, snapshot.online);
  const leave = useCallback(() => {
    void leaveQuickly({ next, forget: forgetAnswers });
  }, [next, forgetAnswers]);
  const way = useMemo<ExitWay>(
    () => ({ kind: isCollector ? 'hide' : 'leave', leave }),
    [isCollector, leave],
  );
  useEscapeThrice(leave);
  return (
    <ExitProvider value={link ? way : undefined}>
      <OpenScreen {...props} screens={screens} isCollector={isCollector} />
    </ExitProvider>
  );
}

interface OpenScreenProps extends PhoneScreensProps {
  readonly screens: Screens;
  readonly isCollector: boolean;
}

/** The way between the screens is `useScreens`. */
function OpenScreen(props: OpenScreenProps) {
  const { phone, snapshot, language, screens, isCollector } = props;
  const { t } = useWords();
  const { view } = screens;
  const { link, standing } = snapshot;
  const { toStart } = screens;
  const isShared = view.name === 'form' && isCollector;
  useEffect(
    () => (isShared ? whenIdle(document, formIdleMs, Date.now, toStart) : undefined),
    [isShared, toStart],
  );

  switch (view.name) {
    case 'form':
      return (
        <FormGate
          definition={view.definition}
          draft={view.draft}
          language={language}
          languages={link?.view.languages ?? []}
          {...(link?.view.site ? { siteCode: link.view.site.code } : {})}
          {...(link?.view.prefill ? { prefill: link.view.prefill } : {})}
          {...(link?.view.trial ? { trialToken: link.token } : {})}
          isHandedOver={isCollector}
          durable={snapshot.durable}
          onLanguage={props.onLanguage}
          onSave={(draft) => phone.saveDraft(draft)}
          onFinish={(draft, ending) => screens.finish(draft, view.definition, ending)}
          onBack={screens.toStart}
          onLeave={screens.toStart}
          onDiscard={() => void phone.deleteDraft(view.draft.id).then(screens.toStart)}
          onPlace={screens.placed}
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
          isAnonymous={link?.view.anonymous === true}
          closing={view.closing || t('respond.thanks.text')}
          {...(snapshot.durable
            ? {}
            : { rescue: <BackupButton phone={snapshot} onBackup={() => saveBackup(phone)} /> })}
          {...(isCollector && standing === 'open' ? { onNew: screens.toOpening } : {})}
          {...(isCollector ? { onList: screens.toList } : {})}
        />
      );
    case 'list':
      return (
        <LateScreen>
          <ListScreen
            phone={snapshot}
            now={new Date()}
            onBack={screens.toStart}
            onSendNow={phone.sendNow}
            onCheck={() => void phone.checkReceipts()}
            onBackup={() => saveBackup(phone)}
          />
        </LateScreen>
      );
    case 'start':
    case 'opening':
    case 'code':
      return <StartScreens {...props} />;
  }
}
