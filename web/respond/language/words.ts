/** The phone's own words in the person's language, loaded one language at a time. */
import { createContext, useContext } from 'react';
import { type ProductLanguage, productLanguages } from '#core/kernel/localized-text.ts';
import type vi from '#core/language/vi/respond.json';
import { formatMessage, type Values } from './small-messages.ts';

export type MessageKey = keyof typeof vi;
type Catalogue = Readonly<Record<MessageKey, string>>;

const catalogues: Readonly<Record<ProductLanguage, () => Promise<{ default: Catalogue }>>> = {
  vi: () => import('#core/language/vi/respond.json'),
  en: () => import('#core/language/en/respond.json'),
  ru: () => import('#core/language/ru/respond.json'),
  id: () => import('#core/language/id/respond.json'),
};

export interface Words {
  readonly language: ProductLanguage;
  t(key: MessageKey, values?: Values): string;
}

/**
 * Our own words for a survey language: the same language if we speak it, else the first of the survey's languages
 * that we speak, else English.
 */
export function productLanguageFor(
  language: string,
  surveyLanguages: readonly string[],
): ProductLanguage {
  for (const wanted of [language, ...surveyLanguages]) {
    const base = wanted.toLowerCase().split('-')[0];
    const known = productLanguages.find((candidate) => candidate === base);
    if (known) return known;
  }
  return 'en';
}

export async function loadWords(language: ProductLanguage): Promise<Words> {
  const { default: catalogue } = await catalogues[language]();
  return { language, t: (key, values = {}) => formatMessage(catalogue[key], values, language) };
}

const WordsContext = createContext<Words | null>(null);
export const WordsProvider = WordsContext.Provider;

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('useWords needs a WordsProvider');
  return words;
}

const endonyms: Readonly<Record<string, string>> = {
  vi: 'Tiếng Việt',
  en: 'English',
  ru: 'Русский',
  id: 'Bahasa Indonesia',
};

/** A language's name in that language, as people look for it in a list. */
export function nameOfLanguage(language: string): string {
  const known = endonyms[language];
  if (known) return known;
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}
