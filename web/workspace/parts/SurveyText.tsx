import { chooseText, directionOf, type LocalizedText } from '#core/kernel/localized-text.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

interface SurveyTextProps {
  readonly text: LocalizedText | undefined;
  /** Tried before the language of the screen. */
  readonly language?: string;
  /** What stands there when the survey says nothing, as codes do. */
  readonly fallback?: string;
}

/** A text of a survey, marked with the language it really is in. */
export function SurveyText({ text, language, fallback = '' }: SurveyTextProps) {
  const screen = useLanguage().language;
  const chosen = chooseText(text, language ? [language, screen] : [screen]);
  if (!chosen) return fallback;
  if (chosen.language === screen) return chosen.text;
  return (
    <span lang={chosen.language} dir={directionOf(chosen.language)}>
      {chosen.text}
    </span>
  );
}
