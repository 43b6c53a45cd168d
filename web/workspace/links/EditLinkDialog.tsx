import { Button, Group, Modal, Stack } from '@mantine/core';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { LinkReply } from '#core/links/link-api.ts';
import type { ProjectReply } from '#core/register/register-api.ts';
import { useChangeLink } from '#web/workspace/api/link-queries.ts';
import { useProjectQuery } from '#web/workspace/api/register-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LinkFields } from '#web/workspace/links/LinkFields.tsx';
import { changeFrom, valuesOf } from '#web/workspace/links/link-values.ts';
import { nameAndSite } from '#web/workspace/links/link-words.ts';
import { HolderField } from '#web/workspace/links/NewLinkForm.tsx';
import { SpecialFields } from '#web/workspace/links/SpecialFields.tsx';
import { useLinkForm } from '#web/workspace/links/use-link-form.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './links.module.css';

interface EditLinkDialogProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
  readonly link: LinkReply;
  readonly onClose: () => void;
}

/** Changes what a link says; its address and what was received stay. */
export function EditLinkDialog({ projectId, survey, link, onClose }: EditLinkDialogProps) {
  const { t } = useLanguage();
  const query = useProjectQuery(projectId);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('links.edit.title', { name: nameAndSite(link, t) })}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <QueryView query={query}>
        {(project) => (
          <EditLinkForm project={project} survey={survey} link={link} onClose={onClose} />
        )}
      </QueryView>
    </Modal>
  );
}

interface EditLinkFormProps extends Omit<EditLinkDialogProps, 'projectId'> {
  readonly project: ProjectReply;
}

function EditLinkForm({ project, survey, link, onClose }: EditLinkFormProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const before = valuesOf(link, project);
  const form = useLinkForm(before, false);
  const change = useChangeLink(survey.name, link.id);
  return (
    <form
      onSubmit={form.onSubmit((values) =>
        change.mutate(changeFrom(before, values), { onSuccess: onClose }),
      )}
    >
      <Stack gap="md">
        <p className={css.hint}>{t('links.edit.lead')}</p>
        <HolderField form={form} />
        <LinkFields form={form} survey={survey} sites={project.sites} forMany={false} />
        <SpecialFields form={form} survey={survey} hasPin={link.hasPin === true} fresh={false} />
        {change.error && <ProblemNote refusal={refusalOf(change.error)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('workspace.action.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending} disabled={!online || !form.isDirty()}>
            {t('links.edit.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
