import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { PrefillRow } from '#web/workspace/links/link-values.ts';
import { PrefillValue } from '#web/workspace/links/PrefillValue.tsx';
import { type PrefillItem, usePrefillItems } from '#web/workspace/links/prefillable.ts';
import { SurveyOption } from '#web/workspace/parts/SurveyOption.tsx';
import css from './links.module.css';

interface PrefillFieldsProps {
  readonly survey: SurveyReply;
  readonly rows: readonly PrefillRow[];
  readonly onChange: (rows: readonly PrefillRow[]) => void;
}

/** Answers that stand there when an interview begins: only of items that say nothing about a person. */
export function PrefillFields({ survey, rows, onChange }: PrefillFieldsProps) {
  const { t } = useLanguage();
  const items = usePrefillItems(survey);
  if (!items || items.length === 0) return null;
  const free = items.filter(({ item }) => !rows.some((row) => row.item === item));
  const first = free[0];
  return (
    <fieldset className={css.prefill}>
      <legend>{t('links.prefill.title')}</legend>
      <p className={css.hint}>{t('links.prefill.hint')}</p>
      {rows.map((row) => (
        <PrefillLine
          key={row.key}
          row={row}
          items={items}
          free={free}
          onChange={(next) => onChange(rows.map((one) => (one.key === row.key ? next : one)))}
          onRemove={() => onChange(rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      {first && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() =>
            onChange([...rows, { key: `${Date.now()}`, item: first.item, value: undefined }])
          }
        >
          {t('links.prefill.add')}
        </Button>
      )}
    </fieldset>
  );
}

interface PrefillLineProps {
  readonly row: PrefillRow;
  readonly items: readonly PrefillItem[];
  readonly free: readonly PrefillItem[];
  readonly onChange: (row: PrefillRow) => void;
  readonly onRemove: () => void;
}

function PrefillLine({ row, items, free, onChange, onRemove }: PrefillLineProps) {
  const { t } = useLanguage();
  const mine = items.find(({ item }) => item === row.item);
  const offered = items.filter((one) => one === mine || free.includes(one));
  return (
    <div className={css.prefillLine}>
      <NativeSelect
        label={t('links.prefill.item')}
        value={row.item}
        onChange={({ currentTarget }) =>
          onChange({ ...row, item: currentTarget.value, value: undefined })
        }
      >
        {/* An item that the newest version no longer has stays to be seen and taken out. */}
        {!mine && <option value={row.item}>{row.item}</option>}
        {offered.map(({ item, label, shortLabel }) => (
          <SurveyOption key={item} value={item} text={shortLabel ?? label} />
        ))}
      </NativeSelect>
      {mine && (
        <PrefillValue
          key={row.item}
          item={mine}
          value={row.value}
          onChange={(value) => onChange({ ...row, value })}
        />
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t('links.prefill.remove')}
        onClick={onRemove}
      >
        <IconX size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </div>
  );
}
