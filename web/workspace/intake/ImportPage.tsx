import { Button, FileButton, Progress } from '@mantine/core';
import { IconAlertCircle, IconFileImport, IconLock } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useMay } from '#web/workspace/access/use-session.ts';
import type { Refusal } from '#web/workspace/api/request.ts';
import { useSurveyQuery } from '#web/workspace/api/survey-queries.ts';
import { ExportSection } from '#web/workspace/intake/ExportSection.tsx';
import { ImportSummary } from '#web/workspace/intake/ImportSummary.tsx';
import { refusalKey } from '#web/workspace/intake/refusal-words.ts';
import { type ImportState, useImport } from '#web/workspace/intake/use-import.ts';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { EmptyNote, Note } from '#web/workspace/parts/Notes.tsx';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './intake.module.css';

interface ImportPageProps {
  readonly projectId: string;
  readonly name: string;
}

/** Files of responses into a survey, and out of it. */
export function ImportPage({ projectId, name }: ImportPageProps) {
  const { t } = useLanguage();
  const mayImport = useMay('response.import');
  const query = useSurveyQuery(name);
  const title = query.data?.title;
  const here = `/projects/${projectId}/surveys/${encodeURIComponent(name)}`;
  return (
    <Page
      name={t('intake.import-title')}
      crumb={
        <Link href={here}>
          <SurveyText text={title} fallback={name} />
        </Link>
      }
    >
      <h1>{t('intake.import-title')}</h1>
      {mayImport ? (
        <QueryView query={query}>
          {(survey) =>
            survey.versions.length === 0 ? (
              <EmptyNote title={t('workspace.survey.unpublished')} />
            ) : (
              <>
                <ImportSection name={name} />
                <ExportSection survey={survey} />
              </>
            )
          }
        </QueryView>
      ) : (
        <Note icon={IconLock} role="status">
          {t('workspace.state.forbidden')}
        </Note>
      )}
    </Page>
  );
}

function ImportSection({ name }: { readonly name: string }) {
  const { t, language } = useLanguage();
  const online = useOnline();
  const { file, state, choose, start, stop, again } = useImport(name);
  const isBusy = state.step === 'reading' || state.step === 'importing';
  return (
    <section className={css.section} aria-label={t('intake.import-title')}>
      <p className={css.lead}>{t('intake.import-lead')}</p>
      {file && <p className={css.file}>{file.name}</p>}
      {state.step === 'choose' && (
        <>
          <FileButton onChange={choose} accept=".csv,.xlsx,.xls,.zip">
            {(props) => (
              <Button
                {...props}
                disabled={!online}
                leftSection={<IconFileImport size={18} stroke={1.75} aria-hidden />}
              >
                {t('intake.import-choose')}
              </Button>
            )}
          </FileButton>
          {state.refusal && <FileProblem refusal={state.refusal} />}
        </>
      )}
      {isBusy && <Going state={state} onStop={stop} />}
      {(state.step === 'look' || state.step === 'done') && (
        <ImportSummary
          report={state.report}
          onStart={online && state.step === 'look' ? start : undefined}
          onAgain={again}
        />
      )}
      {state.step === 'stopped' && (
        <Note icon={IconAlertCircle} tone="attention" role="status">
          <p>
            {t('intake.import-stopped', {
              done: formatNumber(language, state.done),
              total: formatNumber(language, state.total),
            })}
          </p>
          <div className={css.actions}>
            <Button size="xs" onClick={start}>
              {t('intake.import-go-on')}
            </Button>
            <Button size="xs" variant="default" onClick={again}>
              {t('intake.import-other')}
            </Button>
          </div>
        </Note>
      )}
    </section>
  );
}

function Going({
  state,
  onStop,
}: {
  readonly state: Extract<ImportState, { readonly done: number }>;
  readonly onStop: () => void;
}) {
  const { t, language } = useLanguage();
  const { done, total, step } = state;
  const words =
    total === 0
      ? t('intake.import-sending')
      : t(step === 'reading' ? 'intake.import-reading' : 'intake.import-importing', {
          done: formatNumber(language, done),
          total: formatNumber(language, total),
        });
  return (
    <div className={css.going}>
      <p role="status">{words}</p>
      <Progress
        value={total === 0 ? 0 : (100 * done) / total}
        aria-label={t('intake.import-progress')}
      />
      <div className={css.actions}>
        <Button variant="default" size="sm" onClick={onStop}>
          {t('intake.import-stop')}
        </Button>
      </div>
    </div>
  );
}

/** A file that cannot be read says why; anything else is told as everywhere. */
function FileProblem({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useLanguage();
  const key = refusalKey(refusal.code);
  if (!key) return <ProblemNote refusal={refusal} />;
  return (
    <Note icon={IconAlertCircle} tone="refused" role="alert">
      {t(key)}
    </Note>
  );
}
