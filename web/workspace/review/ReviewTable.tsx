import type { ReviewList, ReviewRow } from '#core/intake/review-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { FlagChips } from '#web/workspace/review/FlagChips.tsx';
import { lengthWords } from '#web/workspace/review/format-length.ts';
import { formatDateTime } from '#web/workspace/review/format-moment.ts';
import { linkWords } from '#web/workspace/review/link-words.ts';
import { outcomeKeys } from '#web/workspace/review/review-words.ts';
import { StateChip } from '#web/workspace/review/StateChip.tsx';
import { Tick } from '#web/workspace/review/Tick.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './review.module.css';

interface ReviewTableProps {
  readonly list: ReviewList;
  readonly anonymous: boolean;
  readonly open: string | undefined;
  readonly cursor: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onOpen: (id: string) => void;
}

/** Responses, newest first. Of anonymous surveys no time, no link, and nothing is chosen one by one. */
export function ReviewTable(props: ReviewTableProps) {
  const { t } = useLanguage();
  const { list, anonymous, selected, onSelect } = props;
  const isAll = list.rows.every(({ id }) => selected.has(id));
  return (
    <ScrollBox label={t('review.title')}>
      <table className={`${table.table} ${css.table}`}>
        <thead>
          <tr>
            {!anonymous && (
              <th scope="col" className={css.tick}>
                <Tick
                  label={t('review.select-all')}
                  checked={isAll}
                  some={!isAll && list.rows.some(({ id }) => selected.has(id))}
                  onChange={() => onSelect(new Set(isAll ? [] : list.rows.map(({ id }) => id)))}
                />
              </th>
            )}
            <th scope="col">
              {t(anonymous ? 'review.column.response' : 'review.column.received')}
            </th>
            <th scope="col">{t(anonymous ? 'review.column.site' : 'review.column.from')}</th>
            <th scope="col">{t('review.column.flags')}</th>
            {!anonymous && (
              <th scope="col" className={`${table.number} ${css.wide}`}>
                {t('review.column.length')}
              </th>
            )}
            <th scope="col" className={`${table.number} ${css.wide}`}>
              {t('review.column.version')}
            </th>
            {list.columns.map(({ name, label }) => (
              <th key={name} scope="col" className={css.answer}>
                <SurveyText text={label} fallback={name} alone />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <Row key={row.id} row={row} {...props} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Row({
  row,
  list,
  anonymous,
  open,
  cursor,
  selected,
  onSelect,
  onOpen,
}: ReviewTableProps & { readonly row: ReviewRow }) {
  const { t } = useLanguage();
  const toggle = (): void => {
    const next = new Set(selected);
    if (!next.delete(row.id)) next.add(row.id);
    onSelect(next);
  };
  return (
    <tr
      data-selected={selected.has(row.id) || undefined}
      data-cursor={cursor === row.id || undefined}
      data-off={row.state === 'excluded' || undefined}
      aria-current={open === row.id || undefined}
    >
      {!anonymous && (
        <td className={css.tick}>
          <Tick
            label={t('review.select-one', { code: row.code })}
            checked={selected.has(row.id)}
            onChange={toggle}
          />
        </td>
      )}
      <th scope="row">
        <button
          type="button"
          className={css.opener}
          data-row={row.id}
          onClick={() => onOpen(row.id)}
        >
          <Received row={row} />
        </button>
      </th>
      <td className={css.from}>
        {!anonymous && linkWords(t, row)}
        {row.site && <span className={anonymous ? undefined : table.under}>{row.site.name}</span>}
      </td>
      <td>
        <div className={css.marks}>
          <FlagChips flags={row.flags} />
          <StateChip state={row.state} />
          {row.outcome !== 'completed' && (
            <span className={css.quiet}>{t(outcomeKeys[row.outcome])}</span>
          )}
          {row.isCorrected && <span className={css.quiet}>{t('review.state.corrected')}</span>}
        </div>
      </td>
      {!anonymous && (
        <td className={`${table.number} ${css.wide}`}>
          {row.seconds !== undefined && lengthWords(t, row.seconds)}
        </td>
      )}
      <td className={`${table.number} ${css.wide}`}>{row.version}</td>
      {list.columns.map(({ name, categories }) => (
        <td key={name} className={css.answer}>
          <SurveyText
            text={categories.find(({ value }) => value === row.answers[name])?.label}
            fallback={row.answers[name] === undefined ? '' : String(row.answers[name])}
          />
        </td>
      ))}
    </tr>
  );
}

function Received({ row }: { readonly row: ReviewRow }) {
  const { language } = useLanguage();
  const timeZone = useTimeZone();
  if (row.receivedAt === undefined) return <span className={css.code}>{row.code}</span>;
  return (
    <>
      {formatDateTime(language, row.receivedAt, timeZone)}
      <span className={`${table.under} ${css.code}`}>{row.code}</span>
    </>
  );
}
