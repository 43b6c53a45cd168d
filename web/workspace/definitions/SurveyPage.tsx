import { Button, NativeSelect } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { SurveyDetail } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useSurveyQuery } from '#web/workspace/api/survey-queries.ts';
import { PublishDialog } from '#web/workspace/definitions/PublishDialog.tsx';
import { SurveyMenu } from '#web/workspace/definitions/SurveyMenu.tsx';
import { VersionList } from '#web/workspace/definitions/VersionList.tsx';
import { VersionView } from '#web/workspace/definitions/VersionView.tsx';
import { formatDate } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { useSurveyText } from '#web/workspace/parts/use-survey-text.ts';
import { Page } from '#web/workspace/shell/Page.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './definitions.module.css';

interface SurveyPageProps {
  readonly projectId: string;
  readonly name: string;
}

/** One survey: its versions, its items to read, its draft to publish. */
export function SurveyPage({ projectId, name }: SurveyPageProps) {
  const { t } = useLanguage();
  const text = useSurveyText();
  const online = useOnline();
  const query = useSurveyQuery(name);
  const mayPublish = useMay('survey.publish');
  const mayWrite = useMay('survey.write');
  const [, navigate] = useLocation();
  const [publishing, setPublishing] = useState(false);
  const survey = query.data;
  const here = `/projects/${projectId}`;
  const mend = (path: string) => navigate(`${here}/surveys/${name}/edit#${path}`);
  return (
    <Page
      name={text(survey?.title, name)}
      crumb={<Link href={`${here}/surveys`}>{t('workspace.nav.surveys')}</Link>}
      actions={
        survey && (
          <>
            {survey.versions.length > 0 && (
              <Button component={Link} variant="default" href={`${here}/links?survey=${name}`}>
                {t('workspace.nav.links')}
              </Button>
            )}
            {mayWrite && (
              <Button component={Link} variant="default" href={`${here}/surveys/${name}/edit`}>
                {t('editor.menu.edit')}
              </Button>
            )}
            {survey.draft && mayPublish && (
              <Button onClick={() => setPublishing(true)} disabled={!online}>
                {t('workspace.publish.action')}
              </Button>
            )}
            <SurveyMenu survey={survey} projectId={projectId} />
          </>
        )
      }
    >
      <QueryView query={query}>
        {(found) => <SurveySheet survey={found} {...(mayWrite && { onMend: mend })} />}
      </QueryView>
      {publishing && (
        <PublishDialog
          name={name}
          onClose={() => setPublishing(false)}
          onPublished={() => navigate(`${here}/surveys/${name}`)}
          onGo={mend}
        />
      )}
    </Page>
  );
}

interface SurveySheetProps {
  readonly survey: SurveyDetail;
  /** Takes somebody who may change the draft to the place of a problem. */
  readonly onMend?: (path: string) => void;
}

function SurveySheet({ survey, onMend }: SurveySheetProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const [search, setSearch] = useSearchParams();
  const newest = survey.versions.at(-1);
  const shown = search.get('version') ?? (newest ? String(newest.number) : 'draft');
  const reading =
    search.get('language') ??
    (survey.languages.includes(language) ? language : (survey.languages[0] ?? language));
  const choose = (change: Record<string, string>) =>
    setSearch({ version: shown, language: reading, ...change }, { replace: true });
  return (
    <>
      <h1>
        <SurveyText text={survey.title} fallback={survey.name} />
      </h1>
      <p className={css.lead}>
        {t('workspace.survey.facts', { items: survey.items, minutes: survey.minutes })}
        {' · '}
        {newest
          ? t('workspace.survey.published-on', {
              number: newest.number,
              date: formatDate(language, newest.publishedAt, timeZone),
            })
          : t('workspace.survey.never-published')}
      </p>
      <VersionList survey={survey} />
      {survey.conflicts.map((conflict) => (
        <Note key={conflict.separateName} icon={IconInfoCircle}>
          {t('changes.conflict', conflict)}
        </Note>
      ))}
      <div className={css.controls}>
        <NativeSelect
          label={t('workspace.survey.version-label')}
          value={shown}
          data={[
            ...(survey.draft ? [{ value: 'draft', label: t('workspace.survey.draft') }] : []),
            ...[...survey.versions].reverse().map(({ number }) => ({
              value: String(number),
              label: t('workspace.survey.version', { number }),
            })),
          ]}
          onChange={({ currentTarget }) => choose({ version: currentTarget.value })}
        />
        <NativeSelect
          label={t('workspace.survey.read-in')}
          value={reading}
          onChange={({ currentTarget }) => choose({ language: currentTarget.value })}
        >
          <LanguageOptions languages={survey.languages} />
        </NativeSelect>
      </div>
      <VersionView
        name={survey.name}
        version={shown}
        language={reading}
        {...(onMend && { onMend })}
      />
    </>
  );
}
