import { numberFormat, type Precision } from '#core/reports/number-format.ts';
import { HiddenCell } from '#web/workspace/analysis/HiddenCell.tsx';
import {
  type Category,
  type Column,
  columnPrecision,
  shadeOf,
  type Table,
} from '#web/workspace/analysis/result-rows.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useSurveyText } from '#web/workspace/parts/use-survey-text.ts';
import css from './results.module.css';

interface CrossTableProps {
  readonly table: Table;
}

/** One variable by the levels of another: a column a level with its n, the whole last. */
export function CrossTable({ table }: CrossTableProps) {
  const { t } = useLanguage();
  const text = useSurveyText();
  const [all, ...levels] = table.columns;
  if (!all) return null;
  const columns = [...levels, all];
  const most = Math.max(
    0,
    ...levels.flatMap((column) => column.categories.map(({ share }) => share ?? 0)),
  );
  return (
    <ScrollBox label={text(table.variable.label, table.variable.name)}>
      <table className={css.cross}>
        <caption className="ln-vh">
          <SurveyText text={table.variable.label} />
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('workspace.result.answer')}</th>
            {columns.map((column) => (
              <LevelHead key={String(column.level?.value ?? '')} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {all.categories.map((category, index) => (
            <tr key={String(category.value)}>
              <th scope="row">
                <SurveyText
                  alone
                  text={category.shortLabel ?? category.label}
                  fallback={String(category.value)}
                />
              </th>
              {columns.map((column) => (
                <CrossCell
                  key={String(column.level?.value ?? '')}
                  category={column.categories[index]}
                  precision={columnPrecision(column, table.mode === 'exact')}
                  most={column.level ? most : null}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function LevelHead({ column }: { readonly column: Column }) {
  const { t, language } = useLanguage();
  return (
    <th scope="col">
      {column.level ? (
        <SurveyText text={column.level.label} fallback={String(column.level.value)} />
      ) : (
        t('workspace.result.all')
      )}
      <span className={css.base}>
        {column.tooFew || column.answered === null
          ? t('workspace.result.few')
          : `n = ${numberFormat(language).whole(column.answered)}`}
      </span>
    </th>
  );
}

interface CrossCellProps {
  readonly category: Category | undefined;
  readonly precision: Precision;
  /** The highest share of the table, for the shade; `null` leaves the cell plain. */
  readonly most: number | null;
}

function CrossCell({ category, precision, most }: CrossCellProps) {
  const { t, language } = useLanguage();
  const format = numberFormat(language);
  if (precision === 'nothing' || !category) {
    return (
      <td>
        <span className={css.few}>{t('workspace.result.few')}</span>
      </td>
    );
  }
  if (category.count === null) {
    return (
      <td>
        <HiddenCell hidden={category.hidden} wide />
      </td>
    );
  }
  const percent =
    precision === 'counts' || category.share === null
      ? null
      : format.percent(category.share, precision === 'tenths' ? 1 : 0);
  const shade = most !== null && percent !== null ? shadeOf(category.share ?? 0, most) : undefined;
  return (
    <td>
      <span className={css.heat} data-shade={shade}>
        {percent ?? format.whole(category.count)}
        {percent !== null && <small>{format.whole(category.count)}</small>}
      </span>
    </td>
  );
}
