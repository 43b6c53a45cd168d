import { Fragment } from 'react';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import type { PilotPage, PilotRow } from '#web/workspace/pilot/pilot-pages.ts';
import css from './pilot.module.css';

interface PilotTableProps {
  readonly pages: readonly PilotPage[];
}

/** Every item by page, its seconds as a bar. On paper only the pages stay, so that it is one sheet. */
export function PilotTable({ pages }: PilotTableProps) {
  const { t } = useLanguage();
  const longest = Math.max(
    1,
    ...pages.flatMap((page) => page.rows.map(({ figures }) => figures.seconds?.median ?? 0)),
  );
  const longestPage = Math.max(1, ...pages.map(({ seconds }) => seconds));
  return (
    <section>
      <h2>{t('pilot.items')}</h2>
      <ScrollBox label={t('pilot.items')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('pilot.column.item')}</th>
              <th scope="col" className={css.time}>
                {t('pilot.column.seconds')}
              </th>
              <th scope="col" className={css.onlyItems}>
                {t('pilot.column.seen')}
              </th>
              <th scope="col" className={css.onlyItems}>
                {t('pilot.column.left-out')}
              </th>
              <th scope="col" className={css.onlyItems}>
                {t('pilot.column.corrected')}
              </th>
              <th scope="col">{t('pilot.column.stopped')}</th>
            </tr>
          </thead>
          <tbody>
            {pages.map((page) => (
              <Fragment key={page.name}>
                <PageRow page={page} longest={longestPage} />
                {page.rows.map((row) => (
                  <ItemRow key={row.figures.name} row={row} longest={longest} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function PageRow({ page, longest }: { readonly page: PilotPage; readonly longest: number }) {
  const { t, language } = useLanguage();
  return (
    <tr className={css.pageRow}>
      <th scope="rowgroup">
        {t('pilot.page', { number: page.number })} <SurveyText text={page.title} />
      </th>
      <td className={css.time}>
        <Bar share={page.seconds / longest} />
        <span className={css.seconds}>{formatNumber(language, page.seconds)}</span>
      </td>
      <td colSpan={3} className={css.onlyItems} />
      <td>{page.stopped > 0 && formatNumber(language, page.stopped)}</td>
    </tr>
  );
}

function ItemRow({ row, longest }: { readonly row: PilotRow; readonly longest: number }) {
  const { language } = useLanguage();
  const { name, seen, answered, seconds, stopped, corrected } = row.figures;
  const count = (value: number) => (value > 0 ? formatNumber(language, value) : '–');
  return (
    <tr className={css.itemRow}>
      <th scope="row">
        <SurveyText text={row.title} fallback={name} />
      </th>
      <td className={css.time}>
        <Bar share={(seconds?.median ?? 0) / longest} />
        <span className={css.seconds}>
          {seconds ? formatNumber(language, seconds.median) : '–'}
        </span>
      </td>
      <td>{formatNumber(language, seen)}</td>
      <td>{count(seen - answered)}</td>
      <td>{count(corrected)}</td>
      <td>{count(stopped)}</td>
    </tr>
  );
}

function Bar({ share }: { readonly share: number }) {
  return (
    <span className={css.bar} aria-hidden="true">
      <span style={{ width: `${Math.round(100 * share)}%` }} />
    </span>
  );
}
