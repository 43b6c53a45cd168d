import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { SurveyDetail } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import type { ReportAsked } from '#web/workspace/api/result-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';
import { SurveyOption } from '#web/workspace/parts/SurveyOption.tsx';
import { useSurveyText } from '#web/workspace/parts/use-survey-text.ts';
import { reportLanguages } from '#web/workspace/reports/report-languages.ts';
import css from './reports.module.css';

interface ReportOptionsProps {
  readonly survey: SurveyDetail;
  readonly asked: ReportAsked;
}

/** Language, comparison, title; they stand in the address and hold for the downloads too. */
export function ReportOptions({ survey, asked }: ReportOptionsProps) {
  const { t } = useLanguage();
  const text = useSurveyText();
  const mayExact = useMay('result.read-exact');
  const [, setSearch] = useSearchParams();
  const [title, setTitle] = useState(asked.title);
  const change = (name: string, value: string) =>
    setSearch(
      (params) => {
        if (value) params.set(name, value);
        else params.delete(name);
        return params;
      },
      { replace: true },
    );
  const changeTitle = useDebouncedCallback((value: string) => change('title', value), 600);
  const breakdowns = survey.codebook.filter(({ name }) => survey.breakdowns.includes(name));
  return (
    <aside className={css.options} aria-label={t('workspace.report.options')}>
      <NativeSelect
        label={t('workspace.report.language')}
        value={asked.language}
        onChange={({ currentTarget }) => change('language', currentTarget.value)}
      >
        <LanguageOptions languages={reportLanguages} />
      </NativeSelect>
      <NativeSelect
        label={t('workspace.result.compare')}
        value={asked.by ?? ''}
        onChange={({ currentTarget }) => change('by', currentTarget.value)}
      >
        <option value="">{t('workspace.result.no-compare')}</option>
        {breakdowns.map(({ name, shortLabel, label }) => (
          <SurveyOption key={name} value={name} text={shortLabel ?? label} />
        ))}
      </NativeSelect>
      <TextInput
        label={t('workspace.report.title')}
        placeholder={text(survey.title, survey.name)}
        value={title}
        onChange={({ currentTarget }) => {
          setTitle(currentTarget.value);
          changeTitle(currentTarget.value);
        }}
      />
      {mayExact && (
        <Switch
          label={t('workspace.result.exact')}
          description={t('workspace.result.exact-hint')}
          checked={asked.exact}
          onChange={({ currentTarget }) => change('exact', currentTarget.checked ? '1' : '')}
        />
      )}
    </aside>
  );
}
