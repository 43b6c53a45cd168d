import { Checkbox, TextInput } from '@mantine/core';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { PrefillFields } from '#web/workspace/links/PrefillFields.tsx';
import type { LinkForm } from '#web/workspace/links/use-link-form.ts';

interface SpecialFieldsProps {
  readonly form: LinkForm;
  readonly survey: SurveyReply;
  /** Whether a link is changed that has a PIN already. */
  readonly hasPin?: boolean;
  /** Whether the link is new: one-time codes are chosen once. */
  readonly fresh: boolean;
}

/** What only some links have: codes, a PIN, answers that stand there already. */
export function SpecialFields({ form, survey, hasPin = false, fresh }: SpecialFieldsProps) {
  const { t } = useLanguage();
  const { purpose } = form.values;
  return (
    <>
      {fresh && purpose === 'respondent' && (
        <Checkbox
          label={t('links.form.codes')}
          description={t('links.form.codes-hint')}
          {...form.getInputProps('oneTimeCodes', { type: 'checkbox' })}
        />
      )}
      {purpose === 'kiosk' && (
        <TextInput
          label={t(hasPin ? 'links.form.pin-new' : 'links.form.pin')}
          description={t('links.form.pin-hint')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          maw={240}
          {...form.getInputProps('kioskPin')}
        />
      )}
      <PrefillFields
        survey={survey}
        rows={form.values.prefill}
        onChange={(rows) => form.setFieldValue('prefill', rows)}
      />
    </>
  );
}
