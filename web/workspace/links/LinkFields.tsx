import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { SiteReply } from '#core/register/register-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { LinkForm } from '#web/workspace/links/use-link-form.ts';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';
import css from './links.module.css';

interface LinkFieldsProps {
  readonly form: LinkForm;
  readonly survey: SurveyReply;
  readonly sites: readonly SiteReply[];
  /** They hold for all links that are made at once; each line may say something else. */
  readonly forMany: boolean;
}

/** Where, in which language, from when until when, how many. */
export function LinkFields({ form, survey, sites, forMany }: LinkFieldsProps) {
  const { t } = useLanguage();
  return (
    <div className={css.fields}>
      <NativeSelect
        label={t(forMany ? 'links.form.site-many' : 'workspace.link.site')}
        data={[
          { value: '', label: t('workspace.link.no-site') },
          ...sites.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...form.getInputProps('siteId')}
      />
      <NativeSelect label={t('workspace.link.language')} {...form.getInputProps('language')}>
        <option value="">{t('workspace.link.any-language')}</option>
        <LanguageOptions languages={survey.languages} />
      </NativeSelect>
      <TextInput type="date" label={t('links.form.opens')} {...form.getInputProps('opensAt')} />
      <TextInput
        type="date"
        label={t('workspace.link.closes')}
        {...form.getInputProps('closesAt')}
      />
      <NumberInput
        label={t(forMany ? 'links.form.wanted-many' : 'links.form.wanted')}
        description={t('links.form.wanted-hint')}
        min={1}
        max={10_000_000}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        {...form.getInputProps('wanted')}
      />
      <NumberInput
        label={t('links.form.quota')}
        description={t('links.form.quota-hint')}
        min={1}
        max={10_000_000}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        {...form.getInputProps('quota')}
      />
    </div>
  );
}
