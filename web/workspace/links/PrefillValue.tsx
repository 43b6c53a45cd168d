import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { PrefillItem } from '#web/workspace/links/prefillable.ts';
import { SurveyOption } from '#web/workspace/parts/SurveyOption.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';

interface PrefillValueProps {
  readonly item: PrefillItem;
  readonly value: unknown;
  /** `undefined` for none. */
  readonly onChange: (value: unknown) => void;
}

/** The answer that is filled in, chosen or typed as the item has it. */
export function PrefillValue({ item, value, onChange }: PrefillValueProps) {
  const { t } = useLanguage();
  const label = t('links.prefill.value');
  if (item.categories && item.multi) return <SeveralOf {...{ item, value, onChange }} />;
  if (item.categories) return <OneOf {...{ item, value, onChange }} />;
  if (item.type === 'number') {
    return (
      <NumberInput
        label={label}
        hideControls
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
      />
    );
  }
  return (
    <TextInput
      type={item.type === 'date' ? 'date' : 'text'}
      label={label}
      maxLength={200}
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
    />
  );
}

/** Options are told apart by their place: codes may be numbers, texts or truth values. */
function OneOf({ item, value, onChange }: PrefillValueProps) {
  const { t } = useLanguage();
  const categories = item.categories ?? [];
  return (
    <NativeSelect
      label={t('links.prefill.value')}
      value={String(categories.findIndex((one) => one.value === value))}
      onChange={({ currentTarget }) => onChange(categories[Number(currentTarget.value)]?.value)}
    >
      <option value="-1">{t('links.prefill.choose')}</option>
      {categories.map((one, place) => (
        <SurveyOption key={String(one.value)} value={String(place)} text={one.label} />
      ))}
    </NativeSelect>
  );
}

function SeveralOf({ item, value, onChange }: PrefillValueProps) {
  const { t } = useLanguage();
  const categories = item.categories ?? [];
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <Checkbox.Group
      label={t('links.prefill.value')}
      value={categories.flatMap((one, place) => (chosen.includes(one.value) ? [`${place}`] : []))}
      onChange={(places) => {
        const values = places.map((place) => categories[Number(place)]?.value);
        onChange(values.length > 0 ? values : undefined);
      }}
    >
      {categories.map((one, place) => (
        <Checkbox
          key={String(one.value)}
          value={`${place}`}
          label={<SurveyText text={one.label} />}
        />
      ))}
    </Checkbox.Group>
  );
}
