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

interface Fields {
  readonly form: FieldForm;
  /** Without a network nothing can be changed. */
  readonly disabled: boolean;
  /** Others read the numbers. */
  readonly mayWrite: boolean;
}

interface TargetTableProps extends Fields {
  readonly groups: readonly TargetGroup[];
}

/** All numbers that are wanted in one table: of the whole, of each site, through each link, of each quota cell. */
export function TargetTable({ groups, ...fields }: TargetTableProps) {
  const { t } = useLanguage();
  const firstRows = groups.map((_, place) =>
    groups.slice(0, place).reduce((before, { rows }) => before + rows.length, 0),
  );
  return (
    <table
      className={`${table.table} ${css.targets}`}
      aria-labelledby="targets-title"
      {...gridKeys(fields.form.set)}
    >
      <thead className="ln-vh">
        <tr>
          <th scope="col">{t('field.line.name')}</th>
          <th scope="col">{t('field.targets.wanted')}</th>
        </tr>
      </thead>
      {groups.map((group, place) => (
        <Group key={group.id} group={group} firstRow={firstRows[place] ?? 0} {...fields} />
      ))}
    </table>
  );
}

interface GroupProps extends Fields {
  readonly group: TargetGroup;
  /** Its place in the whole table, for going up and down by keys. */
  readonly firstRow: number;
}

function Group({ group: { title, rows, foot }, firstRow, ...fields }: GroupProps) {
  return (
    <tbody>
      <tr className={css.groupHead}>
        <th scope="rowgroup">{title}</th>
        <td className={table.number}>
          {rows.length > 1 && <Sum form={fields.form} rows={rows} />}
        </td>
      </tr>
      {rows.map((row, place) => (
        <tr key={row.name}>
          <th scope="row">
            {row.label}
            {row.detail && <span className={css.detail}>{row.detail}</span>}
          </th>
          <td className={table.number}>
            <Wanted target={row} row={firstRow + place} {...fields} />
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
  );
}

interface WantedProps extends Fields {
  readonly target: TargetRow;
  readonly row: number;
}

function Wanted({ target: { name, label }, row, form, disabled, mayWrite }: WantedProps) {
  const { t, language } = useLanguage();
  if (!mayWrite) {
    const wanted = numberIn(textIn(form.values, name));
    return wanted ? formatNumber(language, wanted) : '–';
  }
  const spoken = t('field.targets.of', { name: label });
  return <NumberField form={form} name={name} label={spoken} row={row} disabled={disabled} />;
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
