import { IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Definition } from '#core/definitions/definition.ts';
import type { SurveyDetail } from '#core/definitions/survey-api.ts';
import type { TypedResult } from '#core/intake/intake-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useSurveyQuery, useVersionQuery } from '#web/workspace/api/survey-queries.ts';
import { CompareEntries } from '#web/workspace/intake/CompareEntries.tsx';
import { TypeInForm } from '#web/workspace/intake/TypeInForm.tsx';
import { type OpenEntry, TypeInStart } from '#web/workspace/intake/TypeInStart.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { EmptyNote, Note } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { Page } from '#web/workspace/shell/Page.tsx';

interface TypeInPageProps {
  readonly projectId: string;
  readonly name: string;
}

/** Paper answers typed in by keyboard, each form once or twice. */
export function TypeInPage({ projectId, name }: TypeInPageProps) {
  const { t } = useLanguage();
  const mayType = useMay('response.type');
  const query = useSurveyQuery(name);
  const here = `/projects/${projectId}/surveys/${encodeURIComponent(name)}`;
  return (
    <Page
      name={t('intake.type-title')}
      crumb={
        <Link href={here}>
          <SurveyText text={query.data?.title} fallback={name} />
        </Link>
      }
    >
      <h1>{t('intake.type-title')}</h1>
      {mayType ? (
        <QueryView query={query}>
          {(survey) => <NewestVersion survey={survey} projectId={projectId} />}
        </QueryView>
      ) : (
        <Note icon={IconLock} role="status">
          {t('workspace.state.forbidden')}
        </Note>
      )}
    </Page>
  );
}

interface OfSurvey {
  readonly survey: SurveyDetail;
  readonly projectId: string;
}

function NewestVersion({ survey, projectId }: OfSurvey) {
  const { t } = useLanguage();
  const newest = survey.versions.findLast(({ retiredAt }) => retiredAt === undefined);
  const version = useVersionQuery(survey.name, newest?.number ?? 0);
  if (!newest) return <EmptyNote title={t('workspace.survey.unpublished')} />;
  return (
    <QueryView query={version}>
      {({ definition, hash }) => (
        <Desk
          survey={survey}
          projectId={projectId}
          // as: only what passed the publish gate is a version.
          definition={definition as unknown as Definition}
          hash={hash}
        />
      )}
    </QueryView>
  );
}

type Step =
  | { readonly kind: 'start'; readonly last?: TypedResult & { readonly number: string } }
  | { readonly kind: 'typing'; readonly entry: OpenEntry }
  | { readonly kind: 'compare'; readonly result: TypedResult };

/** One form after the other: begin, type, compare where it is typed twice, begin again. */
function Desk({
  survey,
  projectId,
  definition,
  hash,
}: OfSurvey & { readonly definition: Definition; readonly hash: string }) {
  const [step, setStep] = useState<Step>({ kind: 'start' });
  const client = useQueryClient();
  const settled = (result: TypedResult, number: string): void => {
    void client.invalidateQueries({ queryKey: ['typed', survey.name] });
    if (result.status === 'differs') setStep({ kind: 'compare', result });
    else setStep({ kind: 'start', last: { ...result, number } });
  };
  if (step.kind === 'typing') {
    return (
      <TypeInForm
        key={step.entry.id}
        survey={survey.name}
        definition={definition}
        entry={step.entry}
        onLeave={() => {
          void client.invalidateQueries({ queryKey: ['typed', survey.name] });
          setStep({ kind: 'start' });
        }}
        onDone={(result) => settled(result, step.entry.number)}
      />
    );
  }
  if (step.kind === 'compare' && step.result.first && step.result.second) {
    const { first, second, differences = [] } = step.result;
    return (
      <CompareEntries
        survey={survey.name}
        definition={definition}
        first={first}
        second={second}
        differences={differences}
        onDone={(result) => settled(result, first.number)}
        onLeave={() => setStep({ kind: 'start' })}
      />
    );
  }
  return (
    <TypeInStart
      survey={survey}
      projectId={projectId}
      definition={definition}
      hash={hash}
      last={step.kind === 'start' ? step.last : undefined}
      onOpen={(entry) => setStep({ kind: 'typing', entry })}
      onCompared={settled}
    />
  );
}
