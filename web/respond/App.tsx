import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { loadWords, productLanguageFor, type Words, WordsProvider } from './language/words.ts';
import { PhoneScreens } from './PhoneScreens.tsx';
import type { Phone } from './phone.ts';
import type { Surroundings } from './surroundings.ts';

interface AppProps {
  readonly phone: Phone;
  readonly surroundings: Surroundings;
  /** The words the page starts with, before anything is known of the link. */
  readonly firstWords: Words;
}

/** Knows the language; everything else is the screens'. */
export function App({ phone, surroundings, firstWords }: AppProps) {
  const snapshot = useSyncExternalStore(phone.subscribe, phone.snapshot);
  const [words, setWords] = useState(firstWords);
  const { link } = snapshot;
  const languages = useMemo(() => link?.view.languages ?? [], [link?.view.languages]);
  const language = link?.language ?? languages[0];

  useEffect(() => {
    if (!language) return;
    let isCurrent = true;
    loadWords(productLanguageFor(language, languages)).then(
      (loaded) =>
        isCurrent && setWords((known) => (known.language === loaded.language ? known : loaded)),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [language, languages]);

  useEffect(() => {
    document.documentElement.lang = words.language;
    document.title = words.t('respond.document');
  }, [words]);

  const chooseLanguage = useCallback(
    (chosen: string) => void phone.changeLink({ language: chosen }),
    [phone],
  );
  return (
    <WordsProvider value={words}>
      <PhoneScreens
        phone={phone}
        snapshot={snapshot}
        surroundings={surroundings}
        language={language ?? words.language}
        onLanguage={chooseLanguage}
      />
    </WordsProvider>
  );
}
