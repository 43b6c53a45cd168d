import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { exitRequestSchema } from '#core/links/link-api.ts';
import { useChangeExit, useExitQuery } from '#web/workspace/api/link-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './links.module.css';

interface ExitSectionProps {
  readonly projectId: string;
}

/** Where the phones of a project go when somebody must leave a survey at once: a page that tells nothing. */
export function ExitSection({ projectId }: ExitSectionProps) {
  const { t } = useLanguage();
  const query = useExitQuery(projectId);
  return (
    <section>
      <h2>{t('links.exit.title')}</h2>
      <p className={css.exitLead}>{t('links.exit.lead')}</p>
      <QueryView query={query} lines={1}>
        {({ exitUrl }) => <ExitForm projectId={projectId} exitUrl={exitUrl ?? ''} />}
      </QueryView>
    </section>
  );
}

function ExitForm({ projectId, exitUrl }: ExitSectionProps & { readonly exitUrl: string }) {
  const { t } = useLanguage();
  const online = useOnline();
  const change = useChangeExit(projectId);
  const form = useForm({
    initialValues: { exitUrl },
    validate: {
      exitUrl: (value) =>
        exitRequestSchema.safeParse(requestOf(value)).success ? null : t('links.exit.unfit'),
    },
  });
  return (
    <form
      className={css.exit}
      onSubmit={form.onSubmit((values) =>
        change.mutate(requestOf(values.exitUrl), { onSuccess: () => form.resetDirty() }),
      )}
    >
      <TextInput
        type="url"
        label={t('links.exit.page')}
        description={t('links.exit.hint')}
        maxLength={300}
        {...form.getInputProps('exitUrl')}
      />
      <Button
        type="submit"
        variant="default"
        loading={change.isPending}
        disabled={!online || !form.isDirty()}
      >
        {t('links.edit.save')}
      </Button>
      <p role="status" className={css.exitSaid}>
        {change.isSuccess && !form.isDirty() && t('links.exit.saved')}
      </p>
      {change.error && <ProblemNote refusal={refusalOf(change.error)} />}
    </form>
  );
}

const requestOf = (text: string) => ({ exitUrl: text.trim() || null });
