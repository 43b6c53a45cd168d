import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useLinksQuery } from '#web/workspace/api/link-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LinkTable } from '#web/workspace/links/LinkTable.tsx';
import { NewLinkDialog } from '#web/workspace/links/NewLinkDialog.tsx';
import { EmptyNote } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyPicker } from '#web/workspace/parts/SurveyPicker.tsx';
import { SurveyScopeView } from '#web/workspace/parts/SurveyScopeView.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { useSurveyScope } from '#web/workspace/parts/use-survey-scope.ts';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './links.module.css';

interface LinksPageProps {
  readonly projectId: string;
}

/** Who may answer: every link of a survey, and new ones. */
export function LinksPage({ projectId }: LinksPageProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const scope = useSurveyScope(projectId);
  const mayCreate = useMay('link.create');
  const [making, setMaking] = useState(false);
  const { survey } = scope;
  const ready = survey !== undefined && survey.versions.length > 0;
  return (
    <Page
      name={t('workspace.nav.links')}
      crumb={<SurveyPicker scope={scope} />}
      actions={
        ready &&
        mayCreate && (
          <Button
            data-new
            disabled={!online}
            leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
            onClick={() => setMaking(true)}
          >
            {t('workspace.link.make')}
          </Button>
        )
      }
    >
      <SurveyScopeView scope={scope} projectId={projectId}>
        {(chosen) => <SurveyLinks survey={chosen} key={chosen.name} />}
      </SurveyScopeView>
      {making && survey && (
        <NewLinkDialog projectId={projectId} survey={survey} onClose={() => setMaking(false)} />
      )}
    </Page>
  );
}

function SurveyLinks({ survey }: { readonly survey: SurveyReply }) {
  const { t } = useLanguage();
  const query = useLinksQuery(survey.name);
  return (
    <>
      <h1>{t('workspace.link.title')}</h1>
      <p className={css.lead}>{t('workspace.link.lead')}</p>
      <QueryView query={query}>
        {(links) =>
          links.length === 0 ? (
            <EmptyNote title={t('workspace.link.none')}>{t('workspace.link.none-lead')}</EmptyNote>
          ) : (
            <LinkTable survey={survey} links={links} />
          )
        }
      </QueryView>
    </>
  );
}
