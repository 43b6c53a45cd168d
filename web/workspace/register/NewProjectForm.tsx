import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useLocation } from 'wouter';
import { useCreateProject } from '#web/workspace/api/register-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './register.module.css';

/** A new project needs only a name; its sites come next. */
export function NewProjectForm() {
  const { t } = useLanguage();
  const online = useOnline();
  const [, navigate] = useLocation();
  const create = useCreateProject();
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (value) => (value.trim() ? null : t('workspace.project.name-missing')) },
  });
  const submit = form.onSubmit((values) =>
    create.mutate(values, {
      onSuccess: ({ id }) => {
        form.reset();
        navigate(`/projects/${id}/settings`);
      },
    }),
  );
  return (
    <form className={css.inline} onSubmit={submit}>
      <TextInput
        label={t('workspace.project.name')}
        placeholder={t('workspace.project.name-example')}
        className={css.grow ?? ''}
        {...form.getInputProps('name')}
      />
      <Button type="submit" variant="default" loading={create.isPending} disabled={!online}>
        {t('workspace.project.create')}
      </Button>
      {create.error && (
        <div className={css.whole}>
          <ProblemNote refusal={refusalOf(create.error)} />
        </div>
      )}
    </form>
  );
}
