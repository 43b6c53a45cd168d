import { Button, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { ConditionRowFields } from '#web/workspace/editor/tools/ConditionRowFields.tsx';
import {
  type DraftCondition,
  type DraftGroup,
  isDraftGroup,
  withChangedRow,
  withGroup,
  withoutRow,
  withRow,
} from '#web/workspace/editor/tools/condition-draft.ts';
import type { Speaking } from '#web/workspace/editor/tools/condition-sentence.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './condition.module.css';

interface ConditionEntriesProps {
  readonly draft: DraftCondition;
  readonly speaking: Speaking;
  /** Whether the rows can be written as they stand. */
  readonly isComplete: boolean;
  readonly onChange: (draft: DraftCondition) => void;
}

/** Rows joined by all or any, with groups joined the other way round. */
export function ConditionEntries({ draft, speaking, isComplete, onChange }: ConditionEntriesProps) {
  const { t } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  // Whoever adds goes on in the new row; whoever removes stands where the next one can be added.
  const goTo = useRef<'new' | 'add'>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are the trigger
  useEffect(() => {
    const fields = box.current?.querySelectorAll<HTMLElement>('fieldset input');
    const target = goTo.current === 'new' ? [...(fields ?? [])].find(isEmptyField) : undefined;
    if (goTo.current) (target ?? addButtonIn(box.current))?.focus();
    goTo.current = undefined;
  }, [draft]);
  const grow = (next: DraftCondition) => {
    goTo.current = 'new';
    onChange(next);
  };
  const remove = (id: number) => {
    goTo.current = 'add';
    onChange(withoutRow(draft, id));
  };
  const rowsOf = (rows: DraftGroup['rows'], inGroup: boolean): ReactNode =>
    rows.map((row, index) => (
      <li key={row.id}>
        <ConditionRowFields
          row={row}
          number={index + 1}
          inGroup={inGroup}
          speaking={speaking}
          onChange={(changed) => onChange(withChangedRow(draft, changed))}
          onRemove={() => remove(row.id)}
        />
      </li>
    ));
  return (
    <div ref={box} className={css.rows}>
      {draft.entries.length > 1 && (
        <Select
          aria-label={t('tools.condition.join')}
          className={css.join ?? ''}
          size="sm"
          allowDeselect={false}
          data={[
            { value: 'all', label: t('tools.condition.join-all') },
            { value: 'any', label: t('tools.condition.join-any') },
          ]}
          value={draft.join}
          onChange={(join) => onChange({ ...draft, join: join === 'any' ? 'any' : 'all' })}
        />
      )}
      <ul className={css.entries}>
        {draft.entries.map((entry, index) =>
          isDraftGroup(entry) ? (
            <li key={entry.id} className={css.group}>
              <p className={css.groupHead}>
                {t(
                  draft.join === 'all' ? 'tools.condition.group-any' : 'tools.condition.group-all',
                )}
              </p>
              <ul className={css.entries}>{rowsOf(entry.rows, true)}</ul>
              <AddButton onClick={() => grow(withRow(draft, entry.id))}>
                {t('tools.condition.add')}
              </AddButton>
            </li>
          ) : (
            <li key={entry.id}>
              <ConditionRowFields
                row={entry}
                number={index + 1}
                inGroup={false}
                speaking={speaking}
                onChange={(changed) => onChange(withChangedRow(draft, changed))}
                onRemove={() => remove(entry.id)}
              />
            </li>
          ),
        )}
      </ul>
      {!isComplete && (
        <p className={css.hint} role="status">
          {t('tools.condition.unfinished')}
        </p>
      )}
      <div className={css.actions} data-add>
        <AddButton onClick={() => grow(withRow(draft))}>{t('tools.condition.add')}</AddButton>
        {draft.entries.length > 0 && (
          <AddButton onClick={() => grow(withGroup(draft))}>
            {t('tools.condition.add-group')}
          </AddButton>
        )}
      </div>
    </div>
  );
}

/** The item of a row that nothing was chosen for. */
const isEmptyField = (field: HTMLElement): boolean =>
  field instanceof HTMLInputElement && field.value === '' && field.type !== 'hidden';

const addButtonIn = (box: HTMLElement | null): HTMLElement | null | undefined =>
  box?.querySelector<HTMLElement>('[data-add] button');

interface AddButtonProps {
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const AddButton = ({ onClick, children }: AddButtonProps) => (
  <Button
    variant="subtle"
    size="compact-sm"
    leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
    onClick={onClick}
  >
    {children}
  </Button>
);
