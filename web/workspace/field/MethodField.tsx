import { sampleMethods } from '#core/register/sample.ts';
import { textIn } from '#web/workspace/field/field-values.ts';
import { methodKeys } from '#web/workspace/field/method-words.ts';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './field.module.css';

interface MethodFieldProps {
  readonly form: FieldForm;
  readonly siteId: string;
  readonly label: string;
  readonly row: number;
  readonly disabled: boolean;
}

/** How the people of a site were chosen. */
export function MethodField({ form, siteId, label, row, disabled }: MethodFieldProps) {
  const { t } = useLanguage();
  const name = `method:${siteId}`;
  return (
    <select
      className={css.choice}
      name={name}
      data-row={row}
      data-column={2}
      data-changed={form.changed.includes(name) || undefined}
      aria-label={label}
      disabled={disabled}
      value={textIn(form.values, name)}
      onChange={({ currentTarget }) => form.set({ [name]: currentTarget.value })}
    >
      <option value="">{t('field.method.unknown')}</option>
      {sampleMethods.map((one) => (
        <option key={one} value={one}>
          {t(methodKeys[one])}
        </option>
      ))}
    </select>
  );
}
