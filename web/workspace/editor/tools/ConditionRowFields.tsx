import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { ConditionValue } from '#web/workspace/editor/tools/ConditionValue.tsx';
import {
  aboutItem,
  type DraftRow,
  withOperator,
} from '#web/workspace/editor/tools/condition-draft.ts';
import { type ConditionOperator, operatorsFor } from '#web/workspace/editor/tools/condition-row.ts';
import {
  findSubject,
  type Speaking,
  subjectWords,
} from '#web/workspace/editor/tools/condition-sentence.ts';
import { itemOptions } from '#web/workspace/editor/tools/item-options.ts';
import { matchesFolded } from '#web/workspace/editor/tools/option-filter.ts';
import type { Subject } from '#web/workspace/editor/tools/subjects-of-item.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './condition.module.css';

interface ConditionRowFieldsProps {
  readonly row: DraftRow;
  readonly number: number;
  readonly inGroup: boolean;
  readonly speaking: Speaking;
  readonly onChange: (row: DraftRow) => void;
  readonly onRemove: () => void;
}

const plainWords: Readonly<Record<ConditionOperator, WorkspaceKey>> = {
  equal: 'tools.condition.equal',
  notequal: 'tools.condition.notequal',
  less: 'tools.condition.less',
  lessorequal: 'tools.condition.lessorequal',
  greater: 'tools.condition.greater',
  greaterorequal: 'tools.condition.greaterorequal',
  between: 'tools.condition.between',
  contains: 'tools.condition.contains',
  notcontains: 'tools.condition.notcontains',
  anyof: 'tools.condition.anyof',
  allof: 'tools.condition.allof',
  noneof: 'tools.condition.noneof',
  answered: 'tools.condition.answered',
  unanswered: 'tools.condition.unanswered',
};
const wordsOfDates: Partial<Record<ConditionOperator, WorkspaceKey>> = {
  less: 'tools.condition.date-before',
  lessorequal: 'tools.condition.date-until',
  greater: 'tools.condition.date-after',
  greaterorequal: 'tools.condition.date-from',
};
const wordsOfMany: Partial<Record<ConditionOperator, WorkspaceKey>> = {
  anyof: 'tools.condition.many-anyof',
  noneof: 'tools.condition.many-noneof',
};

function operatorKey(operator: ConditionOperator, subject: Subject | undefined): WorkspaceKey {
  const special =
    subject?.kind === 'date' ? wordsOfDates : subject?.kind === 'many' ? wordsOfMany : {};
  return special[operator] ?? plainWords[operator];
}

/** "Item, comparison, answer", and the way to take it out. */
export function ConditionRowFields(props: ConditionRowFieldsProps) {
  const { row, number, speaking, onChange } = props;
  const { t } = useLanguage();
  const subject = findSubject(row.item, speaking.subjects);
  const operators = subject ? operatorsFor(subject) : [row.operator];
  const name = subject ? subjectWords(subject, speaking) : row.item;
  return (
    <fieldset className={css.row}>
      <legend className="ln-vh">
        {t(props.inGroup ? 'tools.condition.row-in-group' : 'tools.condition.row', { number })}
      </legend>
      <Select
        className={css.item ?? ''}
        size="sm"
        aria-label={t('tools.condition.item')}
        placeholder={t('tools.condition.choose-item')}
        searchable
        allowDeselect={false}
        limit={200}
        maxDropdownHeight={360}
        nothingFoundMessage={t('tools.condition.no-item')}
        filter={matchesFolded}
        data={itemOptions(row.item, subject, speaking)}
        value={row.item === '' ? null : (subject?.reference ?? row.item)}
        error={row.item !== '' && !subject && t('tools.condition.item-gone')}
        title={name}
        comboboxProps={{ width: 'max-content', position: 'bottom-start', withinPortal: true }}
        onChange={(reference) => {
          const chosen = reference && findSubject(reference, speaking.subjects);
          if (chosen && chosen !== subject) onChange(aboutItem(row, chosen));
        }}
      />
      {row.item !== '' && (
        <Select
          className={css.operator ?? ''}
          size="sm"
          aria-label={t('tools.condition.comparison', { item: name })}
          allowDeselect={false}
          disabled={!subject}
          data={operators.map((operator) => ({
            value: operator,
            label: t(operatorKey(operator, subject)),
          }))}
          value={row.operator}
          onChange={(value) => {
            const operator = operators.find((one) => one === value);
            if (operator) onChange(withOperator(row, operator));
          }}
        />
      )}
      <ConditionValue
        row={row}
        subject={subject}
        name={name}
        speaking={speaking}
        onChange={onChange}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('tools.condition.remove', { number })}
        onClick={props.onRemove}
      >
        <IconX size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </fieldset>
  );
}
