import { numberFormat } from '#core/reports/number-format.ts';
import { HiddenCell } from '#web/workspace/analysis/HiddenCell.tsx';
import { columnPrecision, type Table } from '#web/workspace/analysis/result-rows.ts';
import { numberWriter } from '#web/workspace/analysis/result-sentence.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useSurveyText } from '#web/workspace/parts/use-survey-text.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './results.module.css';

interface NumberTableProps {
  readonly result: Table;
}

type Measure = 'median' | 'quartile1' | 'quartile3' | 'mean' | 'min' | 'max';

const measures: readonly { readonly name: Measure; readonly label: WorkspaceKey }[] = [
  { name: 'median', label: 'workspace.result.median-head' },
  { name: 'quartile1', label: 'workspace.result.quartile1' },
  { name: 'quartile3', label: 'workspace.result.quartile3' },
  { name: 'mean', label: 'workspace.result.mean' },
  { name: 'min', label: 'workspace.result.min' },
  { name: 'max', label: 'workspace.result.max' },
];

/** Numbers and dates: the middle, the middle half, the mean; a row a level. */
export function NumberTable({ result }: NumberTableProps) {
  const { t, language } = useLanguage();
  const text = useSurveyText();
  const write = numberWriter(result.variable.type, language);
  const [all, ...levels] = result.columns;
  if (!all) return null;
  const shown = measures.filter(({ name }) => name !== 'mean' || result.variable.type !== 'date');
  return (
    <ScrollBox label={text(result.variable.label, result.variable.name)}>
      <table className={`${table.table} ${css.numbers}`}>
        <caption className="ln-vh">
          <SurveyText text={result.variable.label} />
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('workspace.result.group')}</th>
            <th scope="col" className={table.number}>
              {t('workspace.result.people')}
            </th>
            {shown.map(({ name, label }) => (
              <th scope="col" key={name} className={table.number}>
                {t(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...levels, all].map((column) => {
            const few = columnPrecision(column, result.mode === 'exact') === 'nothing';
            return (
              <tr key={String(column.level?.value ?? '')}>
                <th scope="row">
                  {column.level ? (
                    <SurveyText text={column.level.label} fallback={String(column.level.value)} />
                  ) : (
                    t('workspace.result.all')
                  )}
                </th>
                <td className={table.number}>
                  {few || column.answered === null
                    ? t('workspace.result.few')
                    : numberFormat(language).whole(column.answered)}
                </td>
                {shown.map(({ name }) => {
                  const value = few ? null : (column.numeric?.[name] ?? null);
                  return (
                    <td key={name} className={table.number}>
                      {value === null ? <HiddenCell hidden={!few} /> : write(value)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
