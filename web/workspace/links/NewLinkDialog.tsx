import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { LinkRequest } from '#core/links/link-api.ts';
import { useCreateLink } from '#web/workspace/api/link-queries.ts';
import { useProjectQuery } from '#web/workspace/api/register-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LinkCard } from '#web/workspace/links/LinkCard.tsx';
import { NewLinkForm } from '#web/workspace/links/NewLinkForm.tsx';
import { purposeKeys } from '#web/workspace/links/purpose-words.ts';

interface NewLinkDialogProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
  readonly onClose: () => void;
}

/** Makes a link, then shows its address and QR code this once. */
export function NewLinkDialog({ projectId, survey, onClose }: NewLinkDialogProps) {
  const { t } = useLanguage();
  const sites = useProjectQuery(projectId).data?.sites ?? [];
  const create = useCreateLink(survey.name);
  const [asked, setAsked] = useState<LinkRequest | null>(null);
  const made = create.data;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(made ? 'workspace.link.made' : 'workspace.link.make')}
      closeOnClickOutside={!made}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      {made && asked ? (
        <LinkCard
          url={made.url}
          shareText={made.shareText}
          title={survey.title}
          holder={asked.holder ?? t(purposeKeys[asked.purpose])}
          site={sites.find(({ id }) => id === asked.siteId)?.name}
          closesAt={asked.closesAt}
          onDone={onClose}
        />
      ) : (
        <NewLinkForm
          sites={sites}
          languages={survey.languages}
          pending={create.isPending}
          refusal={create.error ? refusalOf(create.error) : undefined}
          onClose={onClose}
          onSubmit={(link) => {
            setAsked(link);
            create.mutate(link);
          }}
        />
      )}
    </Modal>
  );
}
