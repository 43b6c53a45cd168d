import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { SurveyDetail } from '#core/definitions/survey-api.ts';
import { useSession } from '#web/workspace/access/use-session.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';
import css from './intake.module.css';

/** Every response as a file, for whoever may read them. */
export function ExportSection({ survey }: { readonly survey: SurveyDetail }) {
  const { t } = useLanguage();
  const session = useSession();
  const [format, setFormat] = useState('xlsx');
  const [labels, setLabels] = useState('');
  const [identifiers, setIdentifiers] = useState(false);
  const query = new URLSearchParams({
    format,
    ...(labels && { labels }),
    ...(identifiers && { identifiers: '1' }),
  });
  return (
    <section className={css.section} aria-label={t('intake.export-title')}>
      <h2>{t('intake.export-title')}</h2>
      <p className={css.lead}>{t('intake.export-lead')}</p>
      <div className={css.fields}>
        <NativeSelect
          label={t('intake.export-format')}
          value={format}
          onChange={(event) => setFormat(event.currentTarget.value)}
          data={[
            { value: 'xlsx', label: 'Excel (XLSX)' },
            { value: 'csv', label: 'CSV' },
            { value: 'sav', label: 'SPSS (SAV)' },
            { value: 'json', label: 'JSON' },
          ]}
        />
        <NativeSelect
          label={t('intake.export-cells')}
          value={labels}
          onChange={(event) => setLabels(event.currentTarget.value)}
        >
          <option value="">{t('intake.export-codes')}</option>
          <LanguageOptions languages={survey.languages} />
        </NativeSelect>
      </div>
      {session.person.role === 'owner' && (
        <Checkbox
          label={t('intake.export-identifiers')}
          checked={identifiers}
          onChange={(event) => setIdentifiers(event.currentTarget.checked)}
        />
      )}
      <div className={css.actions}>
        <Button
          component="a"
          href={`/api/v1${surveyPath(survey.name)}/responses?${query}`}
          download
          variant="default"
          leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
        >
          {t('intake.export-save')}
        </Button>
      </div>
    </section>
  );
}
