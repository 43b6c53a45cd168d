import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import { ExitProvider, type ExitWay, useEscapeThrice } from '../exit/exit-way.ts';
import { leaveQuickly } from '../exit/leave-quickly.ts';
import { openingOf } from '../form/opening.ts';
import { LateScreen } from '../LateScreen.tsx';
import { useWords } from '../language/words.ts';
import type { LinkRow } from '../outbox/rows.ts';
import type { PhoneScreensProps } from '../PhoneScreens.tsx';
import { NoticeScreen } from '../screens/NoticeScreen.tsx';
import { OpeningScreen } from '../screens/OpeningScreen.tsx';
import { KioskThanks } from './KioskThanks.tsx';
import { kioskDefinition } from './kiosk-definition.ts';
import { LanguageChips } from './LanguageChips.tsx';
import { StaffCorner } from './StaffCorner.tsx';
import { StillThere } from './StillThere.tsx';
import { fillScreen, useAwake } from './use-awake.ts';
import { useKiosk } from './use-kiosk.ts';
import { useKioskBack } from './use-kiosk-back.ts';
import { usePresence } from './use-presence.ts';
import './kiosk.css';

const loadForm = () => import('./KioskForm.tsx');
const KioskForm = lazy(async () => ({ default: (await loadForm()).KioskForm }));
const StaffPanel = lazy(async () => ({
  default: (await import('./staff/StaffPanel.tsx')).StaffPanel,
}));

interface KioskScreensProps extends PhoneScreensProps {
  readonly link: LinkRow;
  readonly definition: Definition;
}

/** A device that stands somewhere for many people. Each begins at a start that knows nothing of the one before. */
export function KioskScreens(props: KioskScreensProps) {
  const { phone, snapshot, link, definition, language } = props;
  const kiosk = useKiosk(props);
  const { view, restart } = kiosk;
  const { standing } = snapshot;
  const [isStaff, setStaff] = useState(false);
  // The panel of staff may be left open too, over what somebody has answered.
  const { presence, extend } = usePresence(view.name === 'form' || isStaff, () => {
    setStaff(false);
    kiosk.abandon();
  });
  useAwake();
  useKioskBack(restart);
  const way = useExitWayOf(link.id, snapshot.durable, restart);
  useEscapeThrice(way.leave);
  // A new version is for the next person: whoever has begun goes on with what they began.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the definition that was there when this person came
  const asked = useMemo(() => ({ ...kioskDefinition(definition), link }), [kiosk.person]);
  const opening = useMemo(() => openingOf(definition, language), [definition, language]);
  const { link: begunWith } = asked;
  const words = useWords();
  // While somebody reads what it is about; from then on the form opens without a network too.
  useEffect(() => {
    loadForm()
      .then(({ prepareForm }) => prepareForm(definition, words))
      .catch(() => undefined);
  }, [definition, words]);

  return (
    <ExitProvider value={way}>
      <div className="kiosk" key={kiosk.person}>
        {view.name === 'start' && standing !== 'open' && standing !== 'loading' && (
          <NoticeScreen
            standing={standing}
            phone={snapshot}
            onRetry={() => void props.phone.retry()}
          />
        )}
        {view.name === 'start' && standing === 'open' && (
          <OpeningScreen
            key={link.definitionHash}
            opening={opening}
            language={language}
            languages={[]}
            surroundings={{ kind: 'full' }}
            durable
            bar={
              <LanguageChips
                languages={link.view.languages}
                chosen={language}
                onChoose={props.onLanguage}
              />
            }
            onLanguage={props.onLanguage}
            onStart={(answer) => {
              fillScreen();
              void kiosk.begin(
                opening.consent && answer !== undefined ? { [opening.consent.item]: answer } : {},
              );
            }}
          />
        )}
        {view.name === 'form' && (
          <LateScreen>
            <KioskForm
              definition={asked.definition}
              scales={asked.scales}
              draft={view.draft}
              language={language}
              languages={link.view.languages}
              {...(begunWith.view.site ? { siteCode: begunWith.view.site.code } : {})}
              {...(begunWith.view.prefill ? { prefill: begunWith.view.prefill } : {})}
              onLanguage={props.onLanguage}
              onChange={kiosk.note}
              onFinish={kiosk.finish}
              onBack={restart}
            />
          </LateScreen>
        )}
        {view.name === 'thanks' && <KioskThanks closing={view.closing} onDone={restart} />}
        {presence.kind === 'asking' && (
          <StillThere
            secondsLeft={presence.secondsLeft}
            isKept={asked.definition.lnKeepAbandoned === true}
            onStay={extend}
            onLeave={restart}
          />
        )}
      </div>
      <StaffCorner onHeld={() => setStaff(true)} />
      {isStaff && (
        <Suspense fallback={null}>
          <StaffPanel
            phone={phone}
            snapshot={snapshot}
            pin={link.view.kiosk?.pin}
            onClose={() => setStaff(false)}
            onLeave={() => void leaveQuickly({ forget: async () => undefined })}
          />
        </Suspense>
      )}
    </ExitProvider>
  );
}

/**
 * Quick exit at a kiosk: to the neutral page, from where the device comes back to the start by itself. A browser that
 * keeps nothing would not find back, so there the start itself has to do.
 */
function useExitWayOf(linkId: string, durable: boolean, restart: () => void): ExitWay {
  const leave = useCallback(() => {
    restart();
    if (durable) void leaveQuickly({ backTo: linkId, forget: async () => undefined });
  }, [linkId, durable, restart]);
  return useMemo(() => ({ kind: 'leave', leave }), [leave]);
}
