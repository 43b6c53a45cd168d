import type { LinkReply } from '#core/links/link-api.ts';
import { useTurnLinks } from '#web/workspace/api/link-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { nameAndSite } from '#web/workspace/links/link-words.ts';
import { ConfirmDialog } from '#web/workspace/parts/ConfirmDialog.tsx';

interface TurnDialogProps {
  readonly survey: string;
  readonly turn: 'close' | 'revoke';
  readonly links: readonly LinkReply[];
  readonly onClose: () => void;
}

/** Closes or withdraws links, after saying what that does to phones in the field. */
export function TurnDialog({ survey, turn, links, onClose }: TurnDialogProps) {
  const { t } = useLanguage();
  const change = useTurnLinks(survey);
  const [first] = links;
  const name = first ? nameAndSite(first, t) : '';
  const texts = {
    close: {
      title: t('links.close.title', { name, count: links.length }),
      lead: t('links.close.lead'),
      action: t('links.do.close'),
    },
    revoke: {
      title: t('workspace.link.revoke-title', { name }),
      lead: t('workspace.link.revoke-lead'),
      action: t('workspace.link.revoke'),
    },
  }[turn];
  const error = change.error ?? change.data?.error;
  return (
    <ConfirmDialog
      title={texts.title}
      action={texts.action}
      destructive={turn === 'revoke'}
      pending={change.isPending}
      refusal={error ? refusalOf(error) : undefined}
      onConfirm={() =>
        change.mutate(
          { turn, ids: links.map(({ id }) => id) },
          { onSuccess: (done) => done.error === undefined && onClose() },
        )
      }
      onClose={onClose}
    >
      {texts.lead}
    </ConfirmDialog>
  );
}
