import { Modal } from '@mantine/core';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { LinkReply } from '#core/links/link-api.ts';
import { useRevokeLink, useRotateLink } from '#web/workspace/api/link-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LinkCard } from '#web/workspace/links/LinkCard.tsx';
import { purposeKeys } from '#web/workspace/links/purpose-words.ts';
import { ConfirmDialog } from '#web/workspace/parts/ConfirmDialog.tsx';

interface LinkChangeProps {
  readonly kind: 'revoke' | 'rotate';
  readonly link: LinkReply;
  readonly survey: SurveyReply;
  readonly onClose: () => void;
}

/** Withdraws a link or gives it a new address, after saying what that does to phones in the field. */
export function LinkChange({ kind, link, survey, onClose }: LinkChangeProps) {
  const { t } = useLanguage();
  const revoke = useRevokeLink(survey.name);
  const rotate = useRotateLink(survey.name);
  const name = link.holder ?? t(purposeKeys[link.purpose]);

  if (rotate.data) {
    return (
      <Modal
        opened
        onClose={onClose}
        size="lg"
        title={t('workspace.link.rotated')}
        closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
      >
        <LinkCard
          url={rotate.data.url}
          title={survey.title}
          holder={name}
          site={link.site?.name}
          closesAt={link.closesAt}
          onDone={onClose}
        />
      </Modal>
    );
  }
  const pending = kind === 'revoke' ? revoke : rotate;
  const texts = {
    revoke: {
      title: t('workspace.link.revoke-title', { name }),
      lead: t('workspace.link.revoke-lead'),
      action: t('workspace.link.revoke'),
    },
    rotate: {
      title: t('workspace.link.rotate-title', { name }),
      lead: t('workspace.link.rotate-lead'),
      action: t('workspace.link.rotate'),
    },
  }[kind];
  return (
    <ConfirmDialog
      title={texts.title}
      action={texts.action}
      destructive={kind === 'revoke'}
      pending={pending.isPending}
      refusal={pending.error ? refusalOf(pending.error) : undefined}
      onConfirm={() =>
        kind === 'revoke' ? revoke.mutate(link.id, { onSuccess: onClose }) : rotate.mutate(link.id)
      }
      onClose={onClose}
    >
      {texts.lead}
    </ConfirmDialog>
  );
}
