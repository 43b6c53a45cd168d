import { useId } from 'react';
import { textIn } from '#web/workspace/field/field-values.ts';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './field.module.css';

interface NumberFieldProps {
  readonly form: FieldForm;
  readonly name: string;
  readonly label: string;
  readonly row: number;
  readonly column?: number;
  readonly disabled: boolean;
}

/** A number in a table: as plain as a cell, and it says what is wrong and what somebody else has written. */
export function NumberField({ form, name, label, row, column = 0, disabled }: NumberFieldProps) {
  const { t } = useLanguage();
  const noteId = useId();
  const { values, changed, unfit, progress } = form;
  const isUnfit = unfit.includes(name);
  const theirs =
    progress.kind === 'conflict' && progress.fields.includes(name)
      ? textIn(progress.stored, name)
      : undefined;
  const note = isUnfit
    ? t('field.form.no-number')
    : theirs !== undefined && t('field.form.theirs', { value: theirs || '–' });
  return (
    <>
      <input
        className={css.number}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        name={name}
        aria-label={label}
        data-row={row}
        data-column={column}
        data-changed={changed.includes(name) || undefined}
        aria-invalid={isUnfit || undefined}
        aria-describedby={note ? noteId : undefined}
        disabled={disabled}
        value={textIn(values, name)}
        onChange={({ currentTarget }) => form.set({ [name]: currentTarget.value })}
      />
      {note && (
        <span id={noteId} className={css.fieldNote} data-refused={isUnfit || undefined}>
          {note}
        </span>
      )}
    </>
  );
}
