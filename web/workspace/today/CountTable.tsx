import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './today.module.css';

interface CountRow {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly count: number;
}

interface CountTableProps {
  readonly caption: string;
  readonly rows: readonly CountRow[];
}

/** Counts with a bar each, the longest bar being the largest count. */
export function CountTable({ caption, rows }: CountTableProps) {
  const { t, language } = useLanguage();
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <table className={`${table.table} ${css.counts}`}>
      <caption>{caption}</caption>
      <colgroup>
        <col />
        <col className={css.barColumn} />
        <col className={css.countColumn} />
      </colgroup>
      <thead className="ln-vh">
        <tr>
          <th scope="col">{caption}</th>
          <th scope="col">{t('workspace.today.share')}</th>
          <th scope="col">{t('workspace.today.count')}</th>
        </tr>
      </thead>
      <tbody>
        {[...rows]
          .sort((a, b) => b.count - a.count)
          .map(({ id, name, detail, count }) => (
            <tr key={id}>
              <th scope="row">
                {name}
                {detail && <span className={css.detail}>{detail}</span>}
              </th>
              <td aria-hidden>
                <span className={css.track}>
                  <span style={{ width: `${(100 * count) / most}%` }} />
                </span>
              </td>
              <td className={table.number}>{formatNumber(language, count)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
