import type { ImportReply } from '#core/intake/intake-api.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import table from '#web/workspace/styles/table.module.css';
import css from './intake.module.css';

type Sheets = ImportReply['sheets'];
type Use = Sheets[number]['columns'][number]['use'];

const useWords: Readonly<Record<Use, WorkspaceKey>> = {
  item: 'intake.use-item',
  choice: 'intake.use-choice',
  part: 'intake.use-part',
  about: 'intake.use-about',
  calculated: 'intake.use-calculated',
  repeated: 'intake.use-repeated',
  unknown: 'intake.use-unknown',
};

/** What each column of the file is taken for; those that belong to nothing come first. */
export function ColumnTable({ sheets }: { readonly sheets: Sheets }) {
  const { t } = useLanguage();
  const lines = sheets
    .filter(({ table: one }) => one !== undefined)
    .flatMap(({ sheet, columns }) => columns.map((column) => ({ sheet, ...column })))
    .filter(({ use }) => use !== 'choice');
  const sorted = [...lines].sort((one, other) => rank(one.use) - rank(other.use));
  return (
    <section aria-label={t('intake.columns-title')}>
      <h2>{t('intake.columns-title')}</h2>
      <ScrollBox label={t('intake.columns-title')}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('intake.loss-column')}</th>
              <th scope="col">{t('intake.columns-item')}</th>
              <th scope="col">{t('intake.columns-use')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ sheet, heading, use, variable }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes once it is there
              <tr key={index} data-off={use === 'unknown' || undefined}>
                <th scope="row" className={css.heading}>
                  {sheets.length > 1 ? `${sheet} · ${heading}` : heading}
                </th>
                <td>{variable ? <code>{variable}</code> : ''}</td>
                <td>{t(useWords[use])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

const rank = (use: Use): number => (use === 'unknown' ? 0 : use === 'repeated' ? 1 : 2);
