import type { ReactNode } from 'react';
import { numberIn, textIn } from '#web/workspace/field/field-values.ts';
import { gridKeys } from '#web/workspace/field/grid-keys.ts';
import { NumberField } from '#web/workspace/field/NumberField.tsx';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './field.module.css';

export interface TargetRow {
  /** Of the field. */
  readonly name: string;
  readonly label: string;
  readonly detail?: string | undefined;
}

export interface TargetGroup {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly TargetRow[];
  /** What stands below the rows, or in their place. */
  readonly foot?: ReactNode;
}

interface TargetTableProps {
  readonly form: FieldForm;
  readonly groups: readonly TargetGroup[];
  readonly disabled: boolean;
}

/** All numbers that are wanted in one table: of the whole, of each site, through each link, of each quota cell. */
export function TargetTable({ form, groups, disabled }: TargetTableProps) {
  const { t } = useLanguage();
  let row = 0;
  return (
    <table
      className={`${table.table} ${css.targets}`}
      aria-labelledby="targets-title"
      {...gridKeys(form.set)}
    >
      <thead className="ln-vh">
        <tr>
          <th scope="col">{t('field.line.name')}</th>
          <th scope="col">{t('field.targets.wanted')}</th>
        </tr>
      </thead>
      {groups.map(({ id, title, rows, foot }) => (
        <tbody key={id}>
          <tr className={css.groupHead}>
            <th scope="rowgroup">{title}</th>
            <td className={table.number}>{rows.length > 1 && <Sum form={form} rows={rows} />}</td>
          </tr>
          {rows.map(({ name, label, detail }) => (
            <tr key={name}>
              <th scope="row">
                {label}
                {detail && <span className={css.detail}>{detail}</span>}
              </th>
              <td className={table.number}>
                <NumberField
                  form={form}
                  name={name}
                  label={t('field.targets.of', { name: label })}
                  row={row++}
                  disabled={disabled}
                />
              </td>
            </tr>
          ))}
          {foot && (
            <tr>
              <td colSpan={2} className={css.foot}>
                {foot}
              </td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  );
}

interface SumProps {
  readonly form: FieldForm;
  readonly rows: readonly TargetRow[];
}

/** What the rows come to, and how that stands to the target of the whole survey. */
function Sum({ form, rows }: SumProps) {
  const { t, language } = useLanguage();
  const sum = rows.reduce(
    (total, { name }) => total + (numberIn(textIn(form.values, name)) ?? 0),
    0,
  );
  const whole = numberIn(textIn(form.values, 'survey'));
  if (sum === 0) return null;
  return (
    <span className={css.sum} data-differs={(whole && whole !== sum) || undefined}>
      {whole
        ? t('field.targets.sum-of', { sum, whole })
        : t('field.targets.sum', { sum: formatNumber(language, sum) })}
    </span>
  );
}
