import { Radio, TextInput } from '@mantine/core';
import { textIn } from '#web/workspace/field/field-values.ts';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './field.module.css';

const roomy = { classNames: { label: css.radioLabel ?? '', inner: css.radioInner ?? '' } };

interface PeriodFieldsProps {
  readonly form: FieldForm;
  readonly disabled: boolean;
  /** Of a project, all surveys together. */
  readonly prefix?: 'project-';
  /** Whether the survey can tell people apart. */
  readonly countsPeople: boolean;
}

/** From which day to which, and whether responses or people are counted. */
export function PeriodFields({ form, disabled, prefix, countsPeople }: PeriodFieldsProps) {
  const { t } = useLanguage();
  const [from, until, unit] = [
    `${prefix ?? ''}from`,
    `${prefix ?? ''}until`,
    `${prefix ?? ''}unit`,
  ];
  const day = (name: string) => ({
    type: 'date' as const,
    disabled,
    value: textIn(form.values, name),
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      form.set({ [name]: currentTarget.value }),
  });
  return (
    <div className={css.period}>
      <TextInput label={t('field.period.from')} {...day(from)} />
      <TextInput
        label={t('field.period.until')}
        error={form.unfit.includes(until) && t('field.period.wrong-way')}
        {...day(until)}
      />
      <Radio.Group
        label={t('field.period.unit')}
        value={textIn(form.values, unit) || 'responses'}
        onChange={(value) => form.set({ [unit]: value })}
      >
        <div className={css.units}>
          <Radio
            value="responses"
            label={t('field.period.responses')}
            disabled={disabled}
            {...roomy}
          />
          <Radio
            value="people"
            label={t('field.period.people')}
            description={countsPeople ? undefined : t('field.period.people-cannot')}
            disabled={disabled || !countsPeople}
            {...roomy}
          />
        </div>
      </Radio.Group>
    </div>
  );
}
