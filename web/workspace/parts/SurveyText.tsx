import { chooseText, directionOf, type LocalizedText } from '#core/kernel/localized-text.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { withCapital } from '#web/workspace/language/with-capital.ts';

interface SurveyTextProps {
  readonly text: LocalizedText | undefined;
  /** Tried before the language of the screen. */
  readonly language?: string;
  /** What stands there when the survey says nothing, as codes do. */
  readonly fallback?: string;
  /** Short labels are noun phrases for the middle of sentences; alone they begin with a capital. */
  readonly alone?: boolean;
}

/** A text of a survey, marked with the language it really is in. */
export function SurveyText({ text, language, fallback = '', alone = false }: SurveyTextProps) {
  const screen = useLanguage().language;
  const chosen = chooseText(text, language ? [language, screen] : [screen]);
  if (!chosen) return fallback;
  const words = alone ? withCapital(chosen.text, chosen.language) : chosen.text;
  if (chosen.language === screen) return words;
  return (
    <span lang={chosen.language} dir={directionOf(chosen.language)}>
      {words}
    </span>
  );
}
