import { Button, SegmentedControl } from '@mantine/core';
import { IconFileUpload, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { SurveyPicker } from '#web/workspace/parts/SurveyPicker.tsx';
import { SurveyScopeView } from '#web/workspace/parts/SurveyScopeView.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { useSurveyScope } from '#web/workspace/parts/use-survey-scope.ts';
import { ReviewList } from '#web/workspace/review/ReviewList.tsx';
import { useReviewQuery } from '#web/workspace/review/review-queries.ts';
import {
  type ReviewSearch,
  useReviewSearch,
  type View,
} from '#web/workspace/review/review-search.ts';
import { UnsentDialog } from '#web/workspace/review/UnsentDialog.tsx';
import { WaitingList } from '#web/workspace/review/WaitingList.tsx';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './review.module.css';

interface ReviewPageProps {
  readonly projectId: string;
}

/** Responses as they came: what to look at, what waits, and what people have decided. */
export function ReviewPage({ projectId }: ReviewPageProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const mayReview = useMay('response.review');
  const scope = useSurveyScope(projectId);
  const [isBringing, setBringing] = useState(false);
  const ready = mayReview && (scope.survey?.versions.length ?? 0) > 0;
  return (
    <Page
      name={t('review.title')}
      bare={mayReview}
      crumb={<SurveyPicker scope={scope} />}
      actions={
        ready && (
          <Button
            variant="default"
            disabled={!online}
            leftSection={<IconFileUpload size={18} stroke={1.75} aria-hidden />}
            onClick={() => setBringing(true)}
          >
            {t('review.unsent.bring')}
          </Button>
        )
      }
    >
      {mayReview ? (
        <SurveyScopeView scope={scope} projectId={projectId}>
          {(survey) => <SurveyReview survey={survey} key={survey.name} />}
        </SurveyScopeView>
      ) : (
        <Note icon={IconLock} role="status">
          {t('workspace.state.forbidden')}
        </Note>
      )}
      {isBringing && scope.survey && (
        <UnsentDialog survey={scope.survey.name} onClose={() => setBringing(false)} />
      )}
    </Page>
  );
}

function SurveyReview({ survey }: { readonly survey: SurveyReply }) {
  const search = useReviewSearch();
  return search.view === 'list' ? (
    <ReviewList
      survey={survey}
      search={search}
      tabs={<ViewTabs survey={survey} search={search} />}
    />
  ) : (
    <WaitingList
      survey={survey}
      search={search}
      tabs={<ViewTabs survey={survey} search={search} />}
    />
  );
}

const views: readonly View[] = ['list', 'waiting', 'kept-out'];
const isView = (value: string): value is View => views.some((view) => view === value);

function ViewTabs({
  survey,
  search,
}: {
  readonly survey: SurveyReply;
  readonly search: ReviewSearch;
}) {
  const { t } = useLanguage();
  const { data } = useReviewQuery(survey.name, search.query);
  const names = {
    list: t('review.view.list'),
    waiting: t('review.view.waiting', { count: data?.counts.waiting ?? 0 }),
    'kept-out': t('review.view.kept-out'),
  };
  return (
    <SegmentedControl
      className={css.tabs ?? ''}
      size="sm"
      aria-label={t('review.view.label')}
      value={search.view}
      onChange={(value) => isView(value) && search.show(value)}
      data={views.map((value) => ({ value, label: names[value] }))}
    />
  );
}
