import { Modal } from '@mantine/core';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { LinkCreated, LinkRequest } from '#core/links/link-api.ts';
import { useCreateLink, useCreateLinks, useLinksQuery } from '#web/workspace/api/link-queries.ts';
import { useProjectQuery } from '#web/workspace/api/register-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { NewLinkForm } from '#web/workspace/links/NewLinkForm.tsx';

interface NewLinkDialogProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
  /** When the table knows them too. */
  readonly onMade: (made: readonly LinkCreated[]) => void;
  readonly onClose: () => void;
}

/** Makes a link, or many at once. */
export function NewLinkDialog({ projectId, survey, onMade, onClose }: NewLinkDialogProps) {
  const { t } = useLanguage();
  const sites = useProjectQuery(projectId).data?.sites ?? [];
  const links = useLinksQuery(survey.name).data ?? [];
  const one = useCreateLink(survey.name);
  const many = useCreateLinks(survey.name);
  const error = one.error ?? many.error;
  const make = (requests: readonly LinkRequest[], together: boolean) => {
    const [first] = requests;
    if (together) many.mutate(requests, { onSuccess: (made) => onMade(made.links) });
    else if (first) one.mutate(first, { onSuccess: (made) => onMade([made]) });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('workspace.link.make')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <NewLinkForm
        survey={survey}
        sites={sites}
        holders={links.flatMap(({ holder }) => holder ?? [])}
        pending={one.isPending || many.isPending}
        refusal={error ? refusalOf(error) : undefined}
        onClose={onClose}
        onSubmit={make}
      />
    </Modal>
  );
}
