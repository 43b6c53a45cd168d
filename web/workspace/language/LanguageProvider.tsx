import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import {
  isProductLanguage,
  loadCatalogue,
  type WorkspaceCatalogue,
} from '#web/workspace/language/catalogues.ts';
import { LanguageContext } from '#web/workspace/language/use-language.ts';
import { workspaceMessages } from '#web/workspace/language/workspace-messages.ts';

const storageKey = 'langnghe.language';

interface LanguageProviderProps {
  readonly children: ReactNode;
}

/** Holds the language of the screens: the one chosen here before, else the browser's, else Vietnamese. */
export function LanguageProvider({ children }: LanguageProviderProps) {
  const [wanted, setWanted] = useState<ProductLanguage>(firstLanguage);
  const [shown, setShown] = useState<{
    language: ProductLanguage;
    catalogue: WorkspaceCatalogue;
  } | null>(null);

  useEffect(() => {
    let current = true;
    const show = async () => {
      // Words that do not arrive must not leave the page empty: Vietnamese is always here.
      const language = await loadCatalogue(wanted).then(
        () => wanted,
        () => 'vi' as const,
      );
      const catalogue = await loadCatalogue(language);
      if (current) setShown({ language, catalogue });
    };
    void show();
    return () => {
      current = false;
    };
  }, [wanted]);

  useEffect(() => {
    if (shown) document.documentElement.lang = shown.language;
  }, [shown]);

  const setLanguage = useCallback((language: ProductLanguage) => {
    localStorage.setItem(storageKey, language);
    setWanted(language);
  }, []);

  const value = useMemo(
    () =>
      shown && {
        language: shown.language,
        t: workspaceMessages(shown.language, shown.catalogue),
        setLanguage,
      },
    [shown, setLanguage],
  );
  if (!value) return null;
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

function firstLanguage(): ProductLanguage {
  const tags = [localStorage.getItem(storageKey), ...navigator.languages];
  for (const tag of tags) {
    const base = tag?.split('-')[0];
    if (base && isProductLanguage(base)) return base;
  }
  return 'vi';
}
