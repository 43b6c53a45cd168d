import { useSession } from '#web/workspace/access/use-session.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { EmptyNote } from '#web/workspace/parts/Notes.tsx';
import { NewProjectForm } from '#web/workspace/register/NewProjectForm.tsx';
import { Page } from '#web/workspace/shell/Page.tsx';
import { Wordmark } from '#web/workspace/shell/Wordmark.tsx';

/** Nobody's land: signed in, and no project yet. Owners make one, others ask. */
export function NoProjectPage() {
  const { t } = useLanguage();
  const { person } = useSession();
  return (
    <Page name={t('workspace.project.none-title')} crumb={<Wordmark />}>
      {person.role === 'owner' ? (
        <EmptyNote title={t('workspace.project.none-owner')} action={<NewProjectForm />} />
      ) : (
        <EmptyNote title={t('workspace.project.none-title')}>
          {t('workspace.project.none-other')}
        </EmptyNote>
      )}
    </Page>
  );
}
