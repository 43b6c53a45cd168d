import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import type { ChoiceValue } from '#core/definitions/definition.ts';
import { areEqual, isNumber, toNumber } from '#core/definitions/expressions/values.ts';
import { chooseText } from '#core/kernel/localized-text.ts';
import type { DraftRow } from '#web/workspace/editor/tools/condition-draft.ts';
import { arityOf } from '#web/workspace/editor/tools/condition-row.ts';
import type { Speaking } from '#web/workspace/editor/tools/condition-sentence.ts';
import { matchesFolded } from '#web/workspace/editor/tools/option-filter.ts';
import type { Subject } from '#web/workspace/editor/tools/subjects-of-item.ts';
import { literalOf } from '#web/workspace/editor/tools/value-literal.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './condition.module.css';

interface ConditionValueProps {
  readonly row: DraftRow;
  readonly subject: Subject | undefined;
  /** What the row asks about, in words. */
  readonly name: string;
  readonly speaking: Speaking;
  readonly onChange: (row: DraftRow) => void;
}

/** What the answer is compared with: the control follows the kind of the item. */
export function ConditionValue({ row, subject, name, speaking, onChange }: ConditionValueProps) {
  const { t } = useLanguage();
  const arity = arityOf(row.operator);
  if (row.item === '' || arity === 0) return null;
  const set = (values: readonly ChoiceValue[]) => onChange({ ...row, values });
  const label = t('tools.condition.value', { item: name });
  if (!subject) {
    return (
      <TextInput
        className={css.value ?? ''}
        size="sm"
        aria-label={label}
        disabled
        value={row.values.join(', ')}
      />
    );
  }
  const [first, second] = row.values;
  if (arity === 'list') {
    return <OfferList {...{ row, subject, label, speaking, set }} />;
  }
  if (arity === 1)
    return (
      <One
        {...{ subject, label, speaking }}
        value={first}
        onChange={(value) => set(value === undefined ? [] : [value])}
      />
    );
  // A range is complete when both ends are there; until then the one that is there is kept in its place.
  const ends = (low: ChoiceValue | undefined, high: ChoiceValue | undefined) =>
    set(low === undefined && high === undefined ? [] : [low ?? '', high ?? '']);
  return (
    <>
      <One
        {...{ subject, speaking }}
        label={t('tools.condition.value-from', { item: name })}
        value={first}
        onChange={(value) => ends(value, second)}
      />
      <span className={css.between}>{t('tools.condition.to')}</span>
      <One
        {...{ subject, speaking }}
        label={t('tools.condition.value-to', { item: name })}
        value={second}
        onChange={(value) => ends(first, value)}
      />
    </>
  );
}

interface OneProps {
  readonly subject: Subject;
  readonly label: string;
  readonly speaking: Speaking;
  readonly value: ChoiceValue | undefined;
  readonly onChange: (value: ChoiceValue | undefined) => void;
}

function One({ subject, label, speaking, value, onChange }: OneProps) {
  const { t } = useLanguage();
  const common = { className: css.value ?? '', size: 'sm', 'aria-label': label } as const;
  if (subject.kind === 'choice' || subject.kind === 'boolean') {
    const { options, codeOf, valueAt } = offersOf(
      subject,
      value === undefined ? [] : [value],
      speaking,
    );
    return (
      <Select
        {...common}
        searchable={options.length > 8}
        filter={matchesFolded}
        allowDeselect={false}
        placeholder={t('tools.condition.choose-answer')}
        data={options}
        value={value === undefined || value === '' ? null : codeOf(value)}
        onChange={(code) => onChange(code === null ? undefined : valueAt(code))}
      />
    );
  }
  if (subject.kind === 'number') {
    return (
      <NumberInput
        {...common}
        className={css.number ?? ''}
        hideControls
        value={value !== undefined && isNumber(value) ? toNumber(value) : ''}
        onChange={(typed) => onChange(typeof typed === 'number' ? typed : undefined)}
      />
    );
  }
  const isDate = subject.kind === 'date';
  return (
    <TextInput
      {...common}
      {...(isDate && { type: 'date', className: css.date ?? '' })}
      value={value === undefined ? '' : String(value)}
      error={
        value !== undefined &&
        value !== '' &&
        literalOf(value) === undefined &&
        t('tools.condition.cannot-write')
      }
      onChange={({ currentTarget }) => onChange(typedValue(currentTarget.value, subject))}
    />
  );
}

/** Of a calculation nobody knows what it gives: what reads as a number is meant as one. */
function typedValue(typed: string, { kind }: Subject): ChoiceValue | undefined {
  if (typed === '') return undefined;
  return kind === 'any' && isNumber(typed) ? toNumber(typed) : typed;
}

interface OfferListProps {
  readonly row: DraftRow;
  readonly subject: Subject;
  readonly label: string;
  readonly speaking: Speaking;
  readonly set: (values: readonly ChoiceValue[]) => void;
}

function OfferList({ row, subject, label, speaking, set }: OfferListProps) {
  const { t } = useLanguage();
  const { options, codeOf, valueAt } = offersOf(subject, row.values, speaking);
  return (
    <MultiSelect
      className={css.list ?? ''}
      size="sm"
      aria-label={label}
      {...(row.values.length === 0 && { placeholder: t('tools.condition.choose-answers') })}
      searchable
      filter={matchesFolded}
      hidePickedOptions
      data={options}
      value={row.values.map(codeOf)}
      onChange={(codes) => set(codes.map(valueAt))}
    />
  );
}

/** Answers as options. A code that the item has no longer stays, so that nothing changes unseen. */
function offersOf(subject: Subject, values: readonly ChoiceValue[], { languages, t }: Speaking) {
  const offers = new Map(subject.offers.map((offer) => [String(offer.value), offer]));
  const codeOf = (value: ChoiceValue): string =>
    String(subject.offers.find((offer) => areEqual(offer.value, value, true))?.value ?? value);
  const gone = values.filter((value) => value !== '' && !offers.has(codeOf(value)));
  const options = [
    ...[...offers].map(([code, { label }]) => ({
      value: code,
      label: chooseText(label, languages)?.text ?? code,
    })),
    ...[...new Set(gone.map(String))].map((code) => ({
      value: code,
      label: t('tools.condition.answer-gone', { code }),
    })),
  ];
  const valueAt = (code: string): ChoiceValue =>
    offers.get(code)?.value ?? values.find((value) => String(value) === code) ?? code;
  return { options, codeOf, valueAt };
}
