import { Button, NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ProjectReply } from '#core/register/register-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useAddSite } from '#web/workspace/api/register-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './register.module.css';

interface SitesSectionProps {
  readonly project: ProjectReply;
}

/** Factories, clinics, offices: where answers belong, with how many people are there. */
export function SitesSection({ project }: SitesSectionProps) {
  const { t, language } = useLanguage();
  const mayAdd = useMay('site.write');
  return (
    <section>
      <h1>{project.name}</h1>
      <p className={css.lead}>{t('workspace.site.lead', { count: project.sites.length })}</p>
      {project.sites.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('workspace.site.name')}</th>
              <th scope="col">{t('workspace.site.code')}</th>
              <th scope="col" className={table.number}>
                {t('workspace.site.headcount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {project.sites.map((site) => (
              <tr key={site.id}>
                <th scope="row">{site.name}</th>
                <td className={table.quiet}>{site.code}</td>
                <td className={table.number}>
                  {site.headcount === undefined
                    ? t('workspace.site.headcount-unknown')
                    : formatNumber(language, site.headcount)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayAdd && <AddSiteForm projectId={project.id} />}
    </section>
  );
}

function AddSiteForm({ projectId }: { readonly projectId: string }) {
  const { t } = useLanguage();
  const online = useOnline();
  const add = useAddSite(projectId);
  const form = useForm<{ name: string; headcount: number | string }>({
    initialValues: { name: '', headcount: '' },
    validate: { name: (value) => (value.trim() ? null : t('workspace.site.name-missing')) },
  });
  const submit = form.onSubmit(({ name, headcount }) =>
    add.mutate(
      { name, ...(typeof headcount === 'number' && { headcount }) },
      { onSuccess: () => form.reset() },
    ),
  );
  return (
    <form className={css.inline} onSubmit={submit}>
      <TextInput
        label={t('workspace.site.name')}
        className={css.grow ?? ''}
        {...form.getInputProps('name')}
      />
      <NumberInput
        label={t('workspace.site.headcount')}
        min={1}
        allowDecimal={false}
        hideControls
        w={150}
        {...form.getInputProps('headcount')}
      />
      <Button type="submit" variant="default" loading={add.isPending} disabled={!online}>
        {t('workspace.site.add')}
      </Button>
      {add.error && (
        <div className={css.whole}>
          <ProblemNote refusal={refusalOf(add.error)} />
        </div>
      )}
    </form>
  );
}
