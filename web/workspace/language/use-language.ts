import { createContext, useContext } from 'react';
import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

interface LanguageState {
  readonly language: ProductLanguage;
  readonly t: WorkspaceMessages;
  readonly setLanguage: (language: ProductLanguage) => void;
}

export const LanguageContext = createContext<LanguageState | null>(null);

/** The language of the screens and its messages. */
export function useLanguage(): LanguageState {
  const state = useContext(LanguageContext);
  if (!state) throw new Error('useLanguage needs a LanguageProvider above it');
  return state;
}
