import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useFieldWorkQuery } from '#web/workspace/field/field-queries.ts';
import { formatTime, formatToday } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyPicker } from '#web/workspace/parts/SurveyPicker.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useSurveyScope } from '#web/workspace/parts/use-survey-scope.ts';
import { Page } from '#web/workspace/shell/Page.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import { FieldSheet } from '#web/workspace/today/FieldSheet.tsx';
import { FirstSteps } from '#web/workspace/today/FirstSteps.tsx';
import { hasBegun } from '#web/workspace/today/headline.ts';
import css from './today.module.css';

interface TodayPageProps {
  readonly projectId: string;
}

/** How collection goes, said first and shown then; before anything came in, the steps that lead there. */
export function TodayPage({ projectId }: TodayPageProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const scope = useSurveyScope(projectId);
  const published = scope.survey !== undefined && scope.survey.versions.length > 0;
  const now = new Date();
  return (
    <Page
      name={t('workspace.nav.today')}
      crumb={
        <span className={css.crumb}>
          <SurveyPicker scope={scope} />
          <span className={css.date}>{formatToday(language, now, timeZone)}</span>
        </span>
      }
      actions={
        published && (
          <Button
            variant="default"
            visibleFrom="xs"
            leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('field.print')}
          </Button>
        )
      }
    >
      <p className={css.printed}>
        <SurveyText text={scope.survey?.title} alone />
        {` · ${formatToday(language, now, timeZone)}, ${formatTime(language, now)}`}
      </p>
      <QueryView query={scope.query}>
        {(surveys) =>
          scope.survey && published ? (
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
  const query = useFieldWorkQuery(survey.name);
  return (
    <QueryView query={query} lines={10}>
      {(work) => {
        if ('atLeast' in work) {
          return (
            <div aria-live="polite">
              <h1>
                {work.atLeast === 0
                  ? t('workspace.today.under-ten')
                  : t('workspace.today.at-least', { count: work.atLeast })}
              </h1>
              <p className={css.lead}>{t('workspace.today.at-least-why')}</p>
            </div>
          );
        }
        return hasBegun(work) ? (
          <FieldSheet projectId={projectId} survey={survey} work={work} />
        ) : (
          <FirstSteps projectId={projectId} surveys={[survey]} />
        );
      }}
    </QueryView>
  );
}
