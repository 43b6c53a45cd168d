/** Fields for one property of an element, each by the kind of its value. */
import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useProperty } from '#web/workspace/editor/card/use-property.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

interface FieldProps {
  readonly pointer: string;
  readonly property: string;
  readonly label: string;
  readonly description?: string;
}

interface NumberFieldProps extends FieldProps {
  readonly min?: number;
  readonly max?: number;
  readonly usual?: number;
  readonly whole?: boolean;
}

export function NumberField(props: NumberFieldProps) {
  const { pointer, property, label, description, usual, whole = false, ...bounds } = props;
  const [value, set] = useProperty(pointer, property);
  return (
    <NumberInput
      data-path={`${pointer}/${property}`}
      className={css.short ?? ''}
      label={label}
      {...(description && { description })}
      {...bounds}
      clampBehavior="none"
      hideControls
      allowDecimal={!whole}
      placeholder={usual === undefined ? '' : String(usual)}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => set(typeof next === 'number' ? next : undefined)}
    />
  );
}

export function SwitchField({ pointer, property, label, description }: FieldProps) {
  const [value, set] = useProperty(pointer, property);
  return (
    <Switch
      data-path={`${pointer}/${property}`}
      classNames={{ label: css.switchLabel ?? '', body: css.switchBody ?? '' }}
      label={label}
      {...(description && { description })}
      checked={value === true}
      onChange={({ currentTarget }) => set(currentTarget.checked ? true : undefined)}
    />
  );
}

export function LineField(props: FieldProps & { readonly type?: 'text' | 'date' }) {
  const { pointer, property, label, description, type = 'text' } = props;
  const [value, set] = useProperty(pointer, property);
  return (
    <TextInput
      data-path={`${pointer}/${property}`}
      className={type === 'date' ? (css.short ?? '') : ''}
      type={type}
      label={label}
      {...(description && { description })}
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget }) => set(currentTarget.value || undefined)}
    />
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

interface ChoiceFieldProps extends FieldProps {
  readonly options: readonly Option[];
  /** What nothing said means. */
  readonly none?: string;
  readonly icon?: ReactNode;
  readonly hideLabel?: boolean;
}

/** One of a few words; a word that is none of them stays, and is shown as it is. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { pointer, property, label, description, options, none, icon, hideLabel } = props;
  const { t } = useLanguage();
  const [value, set] = useProperty(pointer, property);
  const said = typeof value === 'string' ? value : '';
  const isKnown = said === '' || options.some((option) => option.value === said);
  const data = [
    ...(none === undefined ? [] : [{ value: '', label: none }]),
    ...options.map((option) => ({ value: option.value, label: option.label })),
    ...(isKnown ? [] : [{ value: said, label: said }]),
  ];
  const meaning = new Map(options.map((option) => [option.value, option.description]));
  return (
    <Select
      data-path={`${pointer}/${property}`}
      {...(hideLabel ? { 'aria-label': label } : { label })}
      {...(description && { description })}
      {...(icon !== undefined && { leftSection: icon })}
      data={data}
      value={said}
      allowDeselect={false}
      placeholder={t('editor.choose')}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      maxDropdownHeight={420}
      onChange={(next) => set(next || undefined)}
      renderOption={({ option }) => (
        <span className={css.option}>
          <span>{option.label}</span>
          {meaning.get(option.value) && (
            <span className={css.optionMeaning}>{meaning.get(option.value)}</span>
          )}
        </span>
      )}
    />
  );
}
