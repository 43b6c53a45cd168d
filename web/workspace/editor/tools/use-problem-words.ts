import { useMemo } from 'react';
import { type ProblemWords, problemWords } from '#web/workspace/definitions/problem-words.ts';
import { type EditorProblem, useSettled } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

/** What the publish gate says of the settled definition, in the language of the screen. */
export function useProblemWords(): (problem: EditorProblem) => ProblemWords {
  const { t, language } = useLanguage();
  const definition = useSettled();
  return useMemo(() => problemWords(definition, t, language), [definition, t, language]);
}
