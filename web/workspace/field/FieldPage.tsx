import { useMemo } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { TargetsReply } from '#core/register/field-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { FieldForms } from '#web/workspace/field/FieldForms.tsx';
import {
  useProjectTargetsQuery,
  useSampleQuery,
  useTargetsQuery,
} from '#web/workspace/field/field-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyPicker } from '#web/workspace/parts/SurveyPicker.tsx';
import { SurveyScopeView } from '#web/workspace/parts/SurveyScopeView.tsx';
import { useSurveyScope } from '#web/workspace/parts/use-survey-scope.ts';
import { Page } from '#web/workspace/shell/Page.tsx';

interface FieldPageProps {
  readonly projectId: string;
}

/** What is wanted of field work, until when, and how people are chosen. */
export function FieldPage({ projectId }: FieldPageProps) {
  const { t } = useLanguage();
  const scope = useSurveyScope(projectId);
  return (
    <Page name={t('field.nav')} crumb={<SurveyPicker scope={scope} />}>
      <SurveyScopeView scope={scope} projectId={projectId}>
        {(survey) => <SurveyField key={survey.name} projectId={projectId} survey={survey} />}
      </SurveyScopeView>
    </Page>
  );
}

interface SurveyFieldProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
}

function SurveyField({ projectId, survey }: SurveyFieldProps) {
  const seesProgress = useMay('progress.read');
  const targets = useTargetsQuery(survey.name);
  const sample = useSampleQuery(survey.name, seesProgress);
  const project = useProjectTargetsQuery(projectId, seesProgress);
  const stored = useMemo(
    () =>
      targets.data &&
      sample.data &&
      project.data && { targets: targets.data, sample: sample.data, project: project.data },
    [targets.data, sample.data, project.data],
  );
  // One after the other, so that the first that is refused says so; they are asked all at once.
  return (
    <QueryView query={targets} lines={10}>
      {(found) =>
        seesProgress ? (
          <QueryView query={sample} lines={10}>
            {() => (
              <QueryView query={project} lines={10}>
                {() =>
                  stored && <FieldForms projectId={projectId} survey={survey} stored={stored} />
                }
              </QueryView>
            )}
          </QueryView>
        ) : (
          <TargetsOnly projectId={projectId} survey={survey} targets={found} />
        )
      }
    </QueryView>
  );
}

interface TargetsOnlyProps extends SurveyFieldProps {
  readonly targets: TargetsReply;
}

/** Who may not see counts reads what is wanted; how many were invited would tell the rest. */
function TargetsOnly({ targets, ...place }: TargetsOnlyProps) {
  const stored = useMemo(() => ({ targets, sample: undefined, project: undefined }), [targets]);
  return <FieldForms {...place} stored={stored} />;
}
