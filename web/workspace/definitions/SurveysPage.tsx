import { Button } from '@mantine/core';
import { IconCheck, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { byShelf, type Shelf } from '#core/definitions/shelf.ts';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useSurveysQuery } from '#web/workspace/api/survey-queries.ts';
import { AddSurveyDialog } from '#web/workspace/definitions/AddSurveyDialog.tsx';
import { shelfKeys } from '#web/workspace/definitions/shelf-keys.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { EmptyNote } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { StatusChip } from '#web/workspace/parts/StatusChip.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './definitions.module.css';

interface SurveysPageProps {
  readonly projectId: string;
}

/** Every survey of the project: what it is, which version is out, how much came in. */
export function SurveysPage({ projectId }: SurveysPageProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const query = useSurveysQuery(projectId);
  const mayAdd = useMay('survey.write');
  const [adding, setAdding] = useState(false);
  const add = (
    <Button
      data-new
      disabled={!online}
      leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {t('workspace.survey.add')}
    </Button>
  );
  return (
    <Page
      name={t('workspace.nav.surveys')}
      crumb={t('workspace.nav.surveys')}
      actions={mayAdd && (query.data?.length ?? 0) > 0 && add}
    >
      <QueryView query={query}>
        {(surveys) =>
          surveys.length === 0 ? (
            <EmptyNote title={t('workspace.survey.none')} action={mayAdd && add}>
              {t('workspace.survey.none-lead')}
            </EmptyNote>
          ) : (
            <>
              <h1>{t('workspace.survey.title', { count: surveys.length })}</h1>
              {shelvesOf(surveys).map(({ shelf, entries }) => (
                <section key={shelf ?? ''} className={css.shelf}>
                  {shelf && <h2>{t(shelfKeys[shelf])}</h2>}
                  <ul className={css.surveys}>
                    {entries.map((survey) => (
                      <SurveyRow
                        key={survey.name}
                        projectId={projectId}
                        survey={survey}
                        level={shelf ? 3 : 2}
                      />
                    ))}
                  </ul>
                </section>
              ))}
            </>
          )
        }
      </QueryView>
      {adding && <AddSurveyDialog projectId={projectId} onClose={() => setAdding(false)} />}
    </Page>
  );
}

/** So many can be taken in at a glance; more are shown by the work they serve. */
const fewSurveys = 5;

function shelvesOf(surveys: readonly SurveyReply[]): readonly {
  readonly shelf?: Shelf;
  readonly entries: readonly SurveyReply[];
}[] {
  return surveys.length <= fewSurveys ? [{ entries: surveys }] : byShelf(surveys);
}

interface SurveyRowProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
  readonly level: 2 | 3;
}

function SurveyRow({ projectId, survey, level }: SurveyRowProps) {
  const { t, language } = useLanguage();
  const Heading = `h${level}` as const;
  const newest = survey.versions.at(-1);
  return (
    <li>
      <div className={css.surveyMain}>
        <Heading>
          <Link href={`/projects/${projectId}/surveys/${survey.name}`}>
            <SurveyText text={survey.title} fallback={survey.name} />
          </Link>
        </Heading>
        <p className={css.facts}>
          {t('workspace.survey.facts', { items: survey.items, minutes: survey.minutes })}
          {' · '}
          {survey.languages.map(languageName).join(', ')}
        </p>
      </div>
      <div className={css.chips}>
        {newest && (
          <StatusChip icon={IconCheck} tone="received">
            {t('workspace.survey.version', { number: newest.number })}
          </StatusChip>
        )}
        {survey.draft && (
          <StatusChip icon={IconPencil} tone="draft">
            {t('workspace.survey.draft')}
          </StatusChip>
        )}
      </div>
      {survey.stored !== undefined && (
        <p className={css.stored}>
          <strong>{formatNumber(language, survey.stored)}</strong>{' '}
          {t('workspace.survey.responses', { count: survey.stored })}
        </p>
      )}
    </li>
  );
}
