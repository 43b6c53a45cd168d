import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import { loadCatalogue } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import {
  type WorkspaceMessages,
  workspaceMessages,
} from '#web/workspace/language/workspace-messages.ts';

/** Our words in another language than that of the screen, for paper; until they have arrived, those of the screen. */
export function useWordsIn(language: ProductLanguage): {
  readonly language: ProductLanguage;
  readonly t: WorkspaceMessages;
} {
  const screen = useLanguage();
  const catalogue = useQuery({
    queryKey: ['words', language],
    enabled: language !== screen.language,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => loadCatalogue(language),
  }).data;
  const t = useMemo(
    () => catalogue && workspaceMessages(language, catalogue),
    [language, catalogue],
  );
  return t && language !== screen.language ? { language, t } : screen;
}
