import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useProgressQuery } from '#web/workspace/api/survey-queries.ts';
import { formatToday } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyPicker } from '#web/workspace/parts/SurveyPicker.tsx';
import { useSurveyScope } from '#web/workspace/parts/use-survey-scope.ts';
import { Page } from '#web/workspace/shell/Page.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import { FirstSteps } from '#web/workspace/today/FirstSteps.tsx';
import { ProgressSheet } from '#web/workspace/today/ProgressSheet.tsx';
import css from './today.module.css';

interface TodayPageProps {
  readonly projectId: string;
}

/** How collection goes, said first and shown then; before anything came in, the steps that lead there. */
export function TodayPage({ projectId }: TodayPageProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const scope = useSurveyScope(projectId);
  return (
    <Page
      name={t('workspace.nav.today')}
      crumb={
        <span className={css.crumb}>
          <SurveyPicker scope={scope} />
          <span className={css.date}>{formatToday(language, new Date(), timeZone)}</span>
        </span>
      }
    >
      <QueryView query={scope.query}>
        {(surveys) =>
          scope.survey && scope.survey.versions.length > 0 ? (
            <SurveyToday projectId={projectId} survey={scope.survey} key={scope.survey.name} />
          ) : (
            <FirstSteps projectId={projectId} surveys={surveys} />
          )
        }
      </QueryView>
    </Page>
  );
}

interface SurveyTodayProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
}

function SurveyToday({ projectId, survey }: SurveyTodayProps) {
  const { t } = useLanguage();
  const query = useProgressQuery(survey.name);
  return (
    <QueryView query={query}>
      {(progress) => {
        if ('atLeast' in progress) {
          return (
            <div aria-live="polite">
              <h1>
                {progress.atLeast === 0
                  ? t('workspace.today.under-ten')
                  : t('workspace.today.at-least', { count: progress.atLeast })}
              </h1>
              <p className={css.lead}>{t('workspace.today.at-least-why')}</p>
            </div>
          );
        }
        const nothing = progress.stored + progress.quarantined + progress.conflict === 0;
        return nothing ? (
          <FirstSteps projectId={projectId} surveys={[survey]} />
        ) : (
          <ProgressSheet survey={survey.name} progress={progress} />
        );
      }}
    </QueryView>
  );
}
