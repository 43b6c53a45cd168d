import type { LinkCreated, LinkReply } from '#core/links/link-api.ts';
import { useRotateLinks } from '#web/workspace/api/link-queries.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { nameAndSite } from '#web/workspace/links/link-words.ts';
import { ConfirmDialog } from '#web/workspace/parts/ConfirmDialog.tsx';

interface RotateDialogProps {
  readonly survey: string;
  readonly links: readonly LinkReply[];
  /** Also with some only, where it stopped on the way: those addresses are new already. */
  readonly onMade: (made: readonly LinkCreated[], all: boolean) => void;
  readonly onClose: () => void;
}

/** Gives links new addresses, after saying what that does to phones in the field. */
export function RotateDialog({ survey, links, onMade, onClose }: RotateDialogProps) {
  const { t } = useLanguage();
  const rotate = useRotateLinks(survey);
  const [first] = links;
  const name = first ? nameAndSite(first, t) : '';
  const done = rotate.data?.turned.map(({ id }) => id) ?? [];
  const left = links.filter(({ id }) => !done.includes(id));
  const error = rotate.error ?? rotate.data?.error;
  return (
    <ConfirmDialog
      title={t('links.rotate.title', { name, count: links.length })}
      action={t('workspace.link.rotate')}
      pending={rotate.isPending}
      refusal={error ? refusalOf(error) : undefined}
      onConfirm={() =>
        rotate.mutate(
          left.map(({ id }) => id),
          { onSuccess: (reply) => onMade(reply.turned, reply.error === undefined) },
        )
      }
      onClose={onClose}
    >
      {t('workspace.link.rotate-lead')}
    </ConfirmDialog>
  );
}
