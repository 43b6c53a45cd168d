import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type Breakdowns, variableLabel } from '#web/workspace/field/cell-words.ts';
import { combinations, textIn } from '#web/workspace/field/field-values.ts';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './field.module.css';

interface CellAdderProps {
  readonly form: FieldForm;
  readonly breakdowns: Breakdowns;
}

/** More cells than this nobody fills in. */
const mostCells = 60;

/** Quota cells from one question or from two crossed, such as sex by age: a row for each combination. */
export function CellAdder({ form, breakdowns }: CellAdderProps) {
  const { t, language } = useLanguage();
  const [first, setFirst] = useState(breakdowns[0]?.variable ?? '');
  const [second, setSecond] = useState('');
  const cells = cellsOf([first, second], breakdowns);
  const tooMany = cells.length > mostCells;
  const add = () => {
    const more = cells.map(
      (cell) => [`cell:${cell}`, textIn(form.values, `cell:${cell}`)] as const,
    );
    form.set(Object.fromEntries(more));
  };
  const options = breakdowns.map(({ variable }) => (
    <option key={variable} value={variable}>
      {variableLabel(variable, breakdowns, language)}
    </option>
  ));
  return (
    <div className={css.adder}>
      <NativeSelect
        label={t('field.cells.by')}
        value={first}
        onChange={({ currentTarget }) => setFirst(currentTarget.value)}
      >
        {options}
      </NativeSelect>
      <NativeSelect
        label={t('field.cells.and')}
        value={second}
        onChange={({ currentTarget }) => setSecond(currentTarget.value)}
      >
        <option value="">{t('field.cells.one')}</option>
        {options}
      </NativeSelect>
      <Button
        variant="default"
        leftSection={<IconPlus size={17} stroke={1.75} aria-hidden />}
        disabled={tooMany}
        onClick={add}
      >
        {t('field.cells.add', { count: cells.length })}
      </Button>
      {tooMany && <p className={css.hint}>{t('field.cells.too-many', { most: mostCells })}</p>}
    </div>
  );
}

/** Every combination of the answers to these questions, each question once. */
function cellsOf(names: readonly string[], breakdowns: Breakdowns): readonly string[] {
  const chosen = breakdowns.filter(({ variable }) => names.includes(variable));
  return combinations(
    chosen.map(({ variable, categories }) => ({
      variable,
      codes: categories.map(({ code }) => code),
    })),
  );
}
