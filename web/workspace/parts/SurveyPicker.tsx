import { NativeSelect } from '@mantine/core';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { SurveyScope } from '#web/workspace/parts/use-survey-scope.ts';
import { useSurveyText } from '#web/workspace/parts/use-survey-text.ts';

interface SurveyPickerProps {
  readonly scope: SurveyScope;
}

/** Which survey the page is about. */
export function SurveyPicker({ scope }: SurveyPickerProps) {
  const { t } = useLanguage();
  const text = useSurveyText();
  const surveys = scope.query.data ?? [];
  if (!scope.survey) return null;
  return (
    <NativeSelect
      size="sm"
      maw={440}
      aria-label={t('workspace.survey.choose')}
      value={scope.survey.name}
      data={surveys.map(({ name, title }) => ({ value: name, label: text(title, name) }))}
      onChange={({ currentTarget }) => scope.choose(currentTarget.value)}
    />
  );
}
