import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { EmptyNote } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import type { SurveyScope } from '#web/workspace/parts/use-survey-scope.ts';

interface SurveyScopeViewProps {
  readonly scope: SurveyScope;
  readonly projectId: string;
  /** Whether a draft alone is enough for this page. */
  readonly drafts?: boolean;
  readonly children: (survey: SurveyReply) => ReactNode;
}

/** A page of one survey; without a (published) one, the way to it. */
export function SurveyScopeView({ scope, projectId, drafts, children }: SurveyScopeViewProps) {
  const { t } = useLanguage();
  return (
    <QueryView query={scope.query}>
      {() => {
        const { survey } = scope;
        if (!survey) {
          return (
            <EmptyNote
              title={t('workspace.survey.none')}
              action={
                <Button component={Link} href={`/projects/${projectId}/surveys`}>
                  {t('workspace.survey.to-surveys')}
                </Button>
              }
            />
          );
        }
        if (survey.versions.length === 0 && !drafts) {
          return (
            <EmptyNote
              title={t('workspace.survey.unpublished')}
              action={
                <Button component={Link} href={`/projects/${projectId}/surveys/${survey.name}`}>
                  {t('workspace.survey.open')}
                </Button>
              }
            />
          );
        }
        return children(survey);
      }}
    </QueryView>
  );
}
