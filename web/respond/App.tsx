import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { forgetOnceOnly } from './forget-once-only.ts';
import { loadWords, productLanguageFor, type Words, WordsProvider } from './language/words.ts';
import type { LinkAddress } from './link-address.ts';
import { PhoneScreens } from './PhoneScreens.tsx';
import type { Phone } from './phone.ts';
import type { Surroundings } from './surroundings.ts';

interface AppProps {
  readonly phone: Phone;
  readonly surroundings: Surroundings;
  /** The words the page starts with, before anything is known of the link. */
  readonly firstWords: Words;
  readonly address: LinkAddress;
}

/** Knows the language; everything else is the screens'. */
export function App({ phone, surroundings, firstWords, address }: AppProps) {
  const snapshot = useSyncExternalStore(phone.subscribe, phone.snapshot);
  const [words, setWords] = useState(firstWords);
  /** On a screen that many people use, the language of the one who is at it. */
  const [spoken, setSpoken] = useState<string>();
  const { link } = snapshot;
  const isShared = link?.view.purpose === 'kiosk';
  const languages = useMemo(() => link?.view.languages ?? [], [link?.view.languages]);
  const language = (isShared ? spoken : link?.language) ?? languages[0];

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
    (chosen: string | undefined) => {
      if (isShared) setSpoken(chosen);
      else if (chosen) void phone.changeLink({ language: chosen });
    },
    [phone, isShared],
  );

  // What the address asks for counts once, as soon as the link says that it speaks it; later choices go before.
  const asked = languages.find((one) => one.toLowerCase() === address.language?.toLowerCase());
  useEffect(() => {
    if (asked) chooseLanguage(asked);
  }, [asked, chooseLanguage]);
  useEffect(() => forgetOnceOnly(address), [address]);

  return (
    <WordsProvider value={words}>
      <PhoneScreens
        phone={phone}
        snapshot={snapshot}
        surroundings={surroundings}
        language={language ?? words.language}
        givenCode={address.code}
        onLanguage={chooseLanguage}
      />
    </WordsProvider>
  );
}
