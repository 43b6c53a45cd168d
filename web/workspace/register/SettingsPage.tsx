import { useMay } from '#web/workspace/access/use-session.ts';
import { useProjectQuery } from '#web/workspace/api/register-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ExitSection } from '#web/workspace/links/ExitSection.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { NewProjectForm } from '#web/workspace/register/NewProjectForm.tsx';
import { PeopleSection } from '#web/workspace/register/PeopleSection.tsx';
import { SitesSection } from '#web/workspace/register/SitesSection.tsx';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './register.module.css';

interface SettingsPageProps {
  readonly projectId: string;
}

/** The project and its sites; for the owner also people and new projects. */
export function SettingsPage({ projectId }: SettingsPageProps) {
  const { t } = useLanguage();
  const project = useProjectQuery(projectId);
  const choosesExit = useMay('link.write');
  const seesPeople = useMay('person.write');
  const makesProjects = useMay('project.write');
  return (
    <Page name={t('workspace.nav.settings')} crumb={t('workspace.nav.settings')}>
      <div className={css.sections}>
        <QueryView query={project}>{(found) => <SitesSection project={found} />}</QueryView>
        {choosesExit && <ExitSection projectId={projectId} />}
        {seesPeople && <PeopleSection projectId={projectId} />}
        {makesProjects && (
          <section>
            <h2>{t('workspace.project.another')}</h2>
            <p className={css.lead}>{t('workspace.project.another-lead')}</p>
            <NewProjectForm />
          </section>
        )}
      </div>
    </Page>
  );
}
