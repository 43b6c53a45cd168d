/** The words of the workspace. Vietnamese is always there; the other languages arrive when they are chosen. */

import { type ProductLanguage, productLanguages } from '#core/kernel/localized-text.ts';
import type { Catalogue } from '#core/language/messages.ts';
import { words } from '#web/workspace/language/words-vi.ts';

export type WorkspaceKey = keyof typeof words;

/** For keys that are made of a code: not every code has words yet. */
export const isWorkspaceKey = (key: string): key is WorkspaceKey => Object.hasOwn(words, key);
export type WorkspaceCatalogue = Catalogue<WorkspaceKey>;

const loaders: Record<ProductLanguage, () => Promise<WorkspaceCatalogue>> = {
  vi: async () => words,
  en: async () => (await import('#web/workspace/language/words-en.ts')).words,
  ru: async () => (await import('#web/workspace/language/words-ru.ts')).words,
  id: async () => (await import('#web/workspace/language/words-id.ts')).words,
};

export const loadCatalogue = (language: ProductLanguage): Promise<WorkspaceCatalogue> =>
  loaders[language]();

/** Each language in its own words, as people look for it. */
export const languageNames: Readonly<Record<ProductLanguage, string>> = {
  vi: 'Tiếng Việt',
  en: 'English',
  ru: 'Русский',
  id: 'Bahasa Indonesia',
};

export const isProductLanguage = (tag: string): tag is ProductLanguage =>
  (productLanguages as readonly string[]).includes(tag);

/** A survey may be in any language: its name in that language, else the tag itself. */
export const languageName = (tag: string): string => {
  if (isProductLanguage(tag)) return languageNames[tag];
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
};
