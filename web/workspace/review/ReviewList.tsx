import { type ReactNode, useState } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { ReviewList as Reply } from '#core/intake/review-api.ts';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { EmptyNote } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { Rich } from '#web/workspace/parts/Rich.tsx';
import { BulkBar } from '#web/workspace/review/BulkBar.tsx';
import { PageTurner } from '#web/workspace/review/PageTurner.tsx';
import { PooledBar } from '#web/workspace/review/PooledBar.tsx';
import { ResponsePanel } from '#web/workspace/review/ResponsePanel.tsx';
import { ReviewFilters } from '#web/workspace/review/ReviewFilters.tsx';
import { ReviewTable } from '#web/workspace/review/ReviewTable.tsx';
import { useReviewQuery } from '#web/workspace/review/review-queries.ts';
import type { ReviewSearch } from '#web/workspace/review/review-search.ts';
import { useRowKeys } from '#web/workspace/review/use-row-keys.ts';
import css from './review.module.css';

interface ReviewListProps {
  readonly survey: SurveyReply;
  readonly search: ReviewSearch;
  readonly tabs: ReactNode;
}

/** The list, and beside it the response that is open. */
export function ReviewList({ survey, search, tabs }: ReviewListProps) {
  const query = useReviewQuery(survey.name, search.query);
  return (
    <div className={css.panes} data-open={search.open !== undefined || undefined}>
      <div className={css.sheet}>
        <QueryView query={query} lines={10}>
          {(list) => <Listed survey={survey} search={search} tabs={tabs} list={list} />}
        </QueryView>
      </div>
      {search.open !== undefined && (
        <ResponsePanel
          key={search.open}
          survey={survey}
          id={search.open}
          onOpen={search.openOne}
          onClose={() => search.openOne(undefined)}
        />
      )}
    </div>
  );
}

function Listed({ survey, search, tabs, list }: ReviewListProps & { readonly list: Reply }) {
  const { t } = useLanguage();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const ids = list.rows.map(({ id }) => id);
  const chosen = ids.filter((id) => selected.has(id));
  const cursor = useRowKeys(ids, search);
  const { counts } = list;
  const total = counts.responses + counts.excluded;
  return (
    <>
      <Headline counts={counts} />
      {tabs}
      {total === 0 ? (
        <EmptyNote title={t(survey.anonymous ? 'review.none-pooled' : 'review.none')}>
          {t(survey.anonymous ? 'review.none-pooled-lead' : 'review.none-lead')}
        </EmptyNote>
      ) : (
        <>
          <ReviewFilters list={list} search={search} anonymous={survey.anonymous} />
          {survey.anonymous && <PooledBar survey={survey.name} search={search} list={list} />}
          {list.rows.length === 0 ? (
            <EmptyNote title={t('review.none-fit')}>{t('review.none-fit-lead')}</EmptyNote>
          ) : (
            <ReviewTable
              list={list}
              anonymous={survey.anonymous}
              open={search.open}
              cursor={cursor}
              selected={selected}
              onSelect={setSelected}
              onOpen={search.openOne}
            />
          )}
          <PageTurner list={list} onTurn={search.turn} />
          {chosen.length > 0 && (
            <BulkBar survey={survey.name} ids={chosen} onDone={() => setSelected(new Set())} />
          )}
        </>
      )}
    </>
  );
}

function Headline({ counts }: { readonly counts: Reply['counts'] }) {
  const { t, language } = useLanguage();
  return (
    <>
      <h1>{t('review.headline', { count: counts.responses })}</h1>
      <p className={css.lead}>
        <Rich
          message="review.headline-rest"
          values={{
            other: counts.responses - counts.completed,
            completed: formatNumber(language, counts.completed),
            check: counts.toCheck,
            accepted: formatNumber(language, counts.accepted),
            excluded: counts.excluded,
            excludedCount: formatNumber(language, counts.excluded),
          }}
        />
      </p>
    </>
  );
}
