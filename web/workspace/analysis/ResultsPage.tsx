import { Button } from '@mantine/core';
import { Link, useSearchParams } from 'wouter';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { DownloadResults } from '#web/workspace/analysis/DownloadResults.tsx';
import { ResultsView } from '#web/workspace/analysis/ResultsView.tsx';
import { TooFewNote } from '#web/workspace/analysis/TooFewNote.tsx';
import { useResultsQuery } from '#web/workspace/api/result-queries.ts';
import { useSurveyQuery } from '#web/workspace/api/survey-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyPicker } from '#web/workspace/parts/SurveyPicker.tsx';
import { SurveyScopeView } from '#web/workspace/parts/SurveyScopeView.tsx';
import { useSurveyScope } from '#web/workspace/parts/use-survey-scope.ts';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './results.module.css';

interface ResultsPageProps {
  readonly projectId: string;
}

/** Figures of a survey, item by item; which item, compared by what, stands in the address. */
export function ResultsPage({ projectId }: ResultsPageProps) {
  const { t } = useLanguage();
  const scope = useSurveyScope(projectId);
  const [search] = useSearchParams();
  const { survey } = scope;
  const asked = { by: search.get('by'), exact: search.get('exact') === '1' };
  return (
    <Page
      bare
      name={t('workspace.nav.results')}
      crumb={<SurveyPicker scope={scope} />}
      actions={
        survey &&
        survey.versions.length > 0 && (
          <>
            <DownloadResults survey={survey.name} {...asked} />
            <Button component={Link} href={`/projects/${projectId}/report?survey=${survey.name}`}>
              {t('workspace.result.to-report')}
            </Button>
          </>
        )
      }
    >
      <SurveyScopeView scope={scope} projectId={projectId}>
        {(chosen) => (
          <SurveyResults key={chosen.name} projectId={projectId} survey={chosen} {...asked} />
        )}
      </SurveyScopeView>
    </Page>
  );
}

interface SurveyResultsProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
  readonly by: string | null;
  readonly exact: boolean;
}

function SurveyResults({ projectId, survey, by, exact }: SurveyResultsProps) {
  const detail = useSurveyQuery(survey.name);
  const results = useResultsQuery({ survey: survey.name, by, exact });
  return (
    <QueryView query={detail}>
      {(described) => (
        <QueryView query={results} lines={9}>
          {(reply) => {
            const nothing = reply.tables.every((table) => table.columns[0]?.tooFew ?? true);
            return nothing ? (
              <div className={css.pad}>
                <TooFewNote to={`/projects/${projectId}/today`} />
              </div>
            ) : (
              <ResultsView survey={described} reply={reply} by={by} exact={exact} />
            );
          }}
        </QueryView>
      )}
    </QueryView>
  );
}
