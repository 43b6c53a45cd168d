import { chooseText, type LocalizedText } from '#core/kernel/localized-text.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

/** A text of a survey as a plain string, where no element can carry its language: file names, titles. */
export function useSurveyText(): (text: LocalizedText | undefined, fallback?: string) => string {
  const { language } = useLanguage();
  return (text, fallback = '') => chooseText(text, [language])?.text ?? fallback;
}
