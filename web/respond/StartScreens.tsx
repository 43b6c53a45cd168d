import { lazy } from 'react';
import { outcomeOf } from '#core/definitions/outcome.ts';
import { openingOf } from './form/opening.ts';
import { LateScreen } from './LateScreen.tsx';
import { useWords } from './language/words.ts';
import type { PhoneScreensProps } from './PhoneScreens.tsx';
import { saveBackup } from './save-backup.ts';
import { HomeScreen } from './screens/HomeScreen.tsx';
import { NoticeScreen } from './screens/NoticeScreen.tsx';
import { OpeningScreen } from './screens/OpeningScreen.tsx';
import type { Screens } from './use-screens.ts';

interface StartScreensProps extends PhoneScreensProps {
  readonly screens: Screens;
  readonly isCollector: boolean;
}

const CodeScreen = lazy(async () => ({
  default: (await import('./code/CodeScreen.tsx')).CodeScreen,
}));

/** What stands before an interview: a notice if the link cannot be used, a collector's home, the opening. */
export function StartScreens(props: StartScreensProps) {
  const { phone, snapshot, language, screens, isCollector } = props;
  const { t } = useWords();
  const { link, definition, standing } = snapshot;
  const [unfinished] = snapshot.drafts;
  const onContinue = unfinished && (() => void screens.openDraft(unfinished));

  if (standing === 'loading') {
    return (
      <main className="screen notice" aria-busy="true">
        <p>{t('respond.loading')}</p>
      </main>
    );
  }
  if (standing !== 'open' || !link || !definition) {
    return (
      <NoticeScreen
        standing={standing === 'open' ? 'first-open' : standing}
        phone={snapshot}
        onRetry={() => void phone.retry()}
        {...(isCollector ? { onList: screens.toList } : {})}
        {...(standing !== 'unknown' && standing !== 'early' && onContinue ? { onContinue } : {})}
      />
    );
  }
  const { view } = screens;
  if (view.name === 'code') {
    return (
      <LateScreen>
        <CodeScreen
          given={props.givenCode}
          onCode={(code) => void screens.begin(view.answers, code)}
          onBack={screens.toStart}
        />
      </LateScreen>
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
        onNew={screens.toOpening}
        onContinue={(draft) => void screens.openDraft(draft)}
        onDiscard={(draft) => void phone.deleteDraft(draft.id)}
        onSendNow={phone.sendNow}
        onBackup={() => saveBackup(phone)}
        onList={screens.toList}
        onLanguage={props.onLanguage}
        onCollectorName={(collectorName) => void phone.changeLink({ collectorName })}
      />
    );
  }
  const opening = openingOf(definition, language);
  return (
    <OpeningScreen
      // Nobody agrees to words that change under their finger: another version asks anew.
      key={link.definitionHash}
      opening={opening}
      language={language}
      languages={link.view.languages}
      surroundings={props.surroundings}
      durable={snapshot.durable}
      onLanguage={props.onLanguage}
      onStart={(answer) => {
        const answers =
          opening.consent && answer !== undefined ? { [opening.consent.item]: answer } : {};
        // Who takes no part gives no code: it stays good for another day.
        if (link.view.oneTimeCodes && outcomeOf(definition, answers) === 'completed')
          screens.toCode(answers);
        else void screens.begin(answers);
      }}
      {...(isCollector ? { onBack: screens.toStart } : {})}
      {...(!isCollector && onContinue ? { onContinue } : {})}
    />
  );
}
