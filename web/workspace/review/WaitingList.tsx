import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { WaitingRow } from '#core/intake/review-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { EmptyNote } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import { formatMoment } from '#web/workspace/review/format-moment.ts';
import { linkWords } from '#web/workspace/review/link-words.ts';
import { useWaitingQuery } from '#web/workspace/review/review-queries.ts';
import type { ReviewSearch } from '#web/workspace/review/review-search.ts';
import { reasonKey, waitingKey } from '#web/workspace/review/review-words.ts';
import { Tick } from '#web/workspace/review/Tick.tsx';
import { useRowKeys } from '#web/workspace/review/use-row-keys.ts';
import { WaitingBulk } from '#web/workspace/review/WaitingBulk.tsx';
import { WaitingPanel } from '#web/workspace/review/WaitingPanel.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './review.module.css';

interface WaitingListProps {
  readonly survey: SurveyReply;
  readonly search: ReviewSearch;
  readonly tabs: ReactNode;
}

/** Answers that are kept and not counted: each with why, for a person to decide. */
export function WaitingList({ survey, search, tabs }: WaitingListProps) {
  const { t } = useLanguage();
  const query = useWaitingQuery(survey.name, search.waitingQuery);
  const isKeptOut = search.view === 'kept-out';
  return (
    <div className={css.panes} data-open={search.open !== undefined || undefined}>
      <div className={css.sheet}>
        <QueryView query={query} lines={8}>
          {(list) => (
            <>
              <h1>
                {t(isKeptOut ? 'review.kept-out-headline' : 'review.waiting-headline', {
                  count: list.total,
                })}
              </h1>
              <p className={css.lead}>
                {t(isKeptOut ? 'review.kept-out-lead' : 'review.waiting-lead')}
              </p>
              {tabs}
              {list.rows.length === 0 ? (
                <EmptyNote title={t(isKeptOut ? 'review.kept-out-none' : 'review.waiting-none')} />
              ) : (
                <WaitingTable survey={survey.name} search={search} rows={list.rows} />
              )}
              {list.older !== undefined && (
                <div className={css.turner}>
                  <Button
                    variant="default"
                    size="sm"
                    onClick={() => search.turn({ before: list.older ?? '' })}
                  >
                    {t('review.older')}
                  </Button>
                </div>
              )}
            </>
          )}
        </QueryView>
      </div>
      {search.open !== undefined && (
        <WaitingPanel
          key={search.open}
          survey={survey}
          waitingKey={search.open}
          onClose={() => search.openOne(undefined)}
        />
      )}
    </div>
  );
}

interface WaitingTableProps {
  readonly survey: string;
  readonly search: ReviewSearch;
  readonly rows: readonly WaitingRow[];
}

function WaitingTable({ survey, search, rows }: WaitingTableProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const keys = rows.map(({ key }) => key);
  const cursor = useRowKeys(keys, search);
  // Two contents of one response are decided one by one, with both in sight.
  const selectable = rows.filter(({ kind }) => kind === 'quarantine').map(({ key }) => key);
  const chosen = selectable.filter((key) => selected.has(key));
  const toggle = (key: string): void => {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    setSelected(next);
  };
  return (
    <>
      <ScrollBox label={t('review.view.label')}>
        <table className={`${table.table} ${css.table}`}>
          <thead>
            <tr>
              <th scope="col" className={css.tick}>
                <Tick
                  label={t('review.select-all')}
                  checked={chosen.length > 0 && chosen.length === selectable.length}
                  some={chosen.length > 0 && chosen.length < selectable.length}
                  onChange={() =>
                    setSelected(new Set(chosen.length === selectable.length ? [] : selectable))
                  }
                />
              </th>
              <th scope="col">{t('review.column.received')}</th>
              <th scope="col">{t('review.column.from')}</th>
              <th scope="col">{t('review.column.waits')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={row.key}
                data-cursor={cursor === row.key || undefined}
                data-selected={selected.has(row.key) || undefined}
                aria-current={search.open === row.key || undefined}
              >
                <td className={css.tick}>
                  {row.kind === 'quarantine' && (
                    <Tick
                      label={t('review.select-one', { code: row.code })}
                      checked={selected.has(row.key)}
                      onChange={() => toggle(row.key)}
                    />
                  )}
                </td>
                <th scope="row">
                  <button
                    type="button"
                    className={css.opener}
                    data-row={row.key}
                    onClick={() => search.openOne(row.key)}
                  >
                    {formatMoment(language, row.receivedAt, timeZone)}
                    <span className={`${table.under} ${css.code}`}>{row.code}</span>
                  </button>
                </th>
                <td>{linkWords(t, row)}</td>
                <td>
                  {t(waitingKey(row.reason))}
                  {row.decided && (
                    <span className={table.under}>{t(reasonKey(row.decided.reason))}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {chosen.length > 0 && (
        <WaitingBulk survey={survey} keys={chosen} onDone={() => setSelected(new Set())} />
      )}
    </>
  );
}
