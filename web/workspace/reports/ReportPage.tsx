import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { type ReportAsked, useDownloadReport } from '#web/workspace/api/result-queries.ts';
import { useSurveyQuery } from '#web/workspace/api/survey-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { problemKey } from '#web/workspace/parts/problem-words.ts';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyPicker } from '#web/workspace/parts/SurveyPicker.tsx';
import { SurveyScopeView } from '#web/workspace/parts/SurveyScopeView.tsx';
import { useSurveyScope } from '#web/workspace/parts/use-survey-scope.ts';
import { ReportView } from '#web/workspace/reports/ReportView.tsx';
import { isReportLanguage } from '#web/workspace/reports/report-languages.ts';
import { Page } from '#web/workspace/shell/Page.tsx';

interface ReportPageProps {
  readonly projectId: string;
}

/** The summary report as it would be handed over: to read, to adjust, to take along. */
export function ReportPage({ projectId }: ReportPageProps) {
  const { t, language } = useLanguage();
  const scope = useSurveyScope(projectId);
  const [search] = useSearchParams();
  const mayExact = useMay('result.read-exact');
  const asked = (survey: SurveyReply): ReportAsked => {
    const wanted = search.get('language') ?? language;
    return {
      survey: survey.name,
      language: isReportLanguage(wanted) ? wanted : 'vi',
      by: search.get('by'),
      exact: mayExact && search.get('exact') === '1',
      title: search.get('title') ?? '',
    };
  };
  const { survey } = scope;
  return (
    <Page
      bare
      name={t('workspace.nav.report')}
      crumb={<SurveyPicker scope={scope} />}
      actions={survey && survey.versions.length > 0 && <DownloadReport {...asked(survey)} />}
    >
      <SurveyScopeView scope={scope} projectId={projectId}>
        {(chosen) => <SurveyReport key={chosen.name} projectId={projectId} asked={asked(chosen)} />}
      </SurveyScopeView>
    </Page>
  );
}

interface SurveyReportProps {
  readonly projectId: string;
  readonly asked: ReportAsked;
}

function SurveyReport({ projectId, asked }: SurveyReportProps) {
  const detail = useSurveyQuery(asked.survey);
  return (
    <QueryView query={detail}>
      {(survey) => <ReportView projectId={projectId} survey={survey} asked={asked} />}
    </QueryView>
  );
}

function DownloadReport(asked: ReportAsked) {
  const { t } = useLanguage();
  const download = useDownloadReport();
  const start = (format: 'docx' | 'html') =>
    download.mutate(
      { ...asked, format },
      {
        onError: (error) =>
          notifications.show({ color: 'red', message: t(problemKey(refusalOf(error).code)) }),
      },
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          loading={download.isPending}
          leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
        >
          {t('workspace.report.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start('docx')}>{t('workspace.report.word')}</Menu.Item>
        <Menu.Item onClick={() => start('html')}>{t('workspace.report.html')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
