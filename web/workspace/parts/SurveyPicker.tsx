import { NativeSelect } from '@mantine/core';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { SurveyOption } from '#web/workspace/parts/SurveyOption.tsx';
import type { SurveyScope } from '#web/workspace/parts/use-survey-scope.ts';

interface SurveyPickerProps {
  readonly scope: SurveyScope;
}

/** Which survey the page is about. */
export function SurveyPicker({ scope }: SurveyPickerProps) {
  const { t } = useLanguage();
  const surveys = scope.query.data ?? [];
  if (!scope.survey) return null;
  return (
    <NativeSelect
      size="sm"
      maw={440}
      aria-label={t('workspace.survey.choose')}
      value={scope.survey.name}
      onChange={({ currentTarget }) => scope.choose(currentTarget.value)}
    >
      {surveys.map(({ name, title }) => (
        <SurveyOption key={name} value={name} text={title} />
      ))}
    </NativeSelect>
  );
}
