import { chooseText, directionOf, type LocalizedText } from '#core/kernel/localized-text.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { withCapital } from '#web/workspace/language/with-capital.ts';

interface SurveyOptionProps {
  readonly value: string;
  readonly text: LocalizedText | undefined;
}

/** An option named by a text of a survey, marked with the language it really is in. */
export function SurveyOption({ value, text }: SurveyOptionProps) {
  const { language } = useLanguage();
  const chosen = chooseText(text, [language]);
  if (!chosen) return <option value={value}>{value}</option>;
  return (
    <option value={value} lang={chosen.language} dir={directionOf(chosen.language)}>
      {withCapital(chosen.text, chosen.language)}
    </option>
  );
}
