import { Modal } from '@mantine/core';
import type { Choice, Item } from '#core/definitions/definition.ts';
import { PasteAnswers } from '#web/workspace/editor/tools/paste/PasteAnswers.tsx';
import { PasteItems } from '#web/workspace/editor/tools/paste/PasteItems.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';

type PasteListDialogProps = {
  /** Codes or names in use. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
} & (
  | { readonly kind: 'answers'; readonly onPaste: (rows: readonly Choice[]) => void }
  | { readonly kind: 'items'; readonly onPaste: (rows: readonly Item[]) => void }
);

/** Takes a list out of a document or a sheet, and shows what becomes of it before it is taken. */
export function PasteListDialog(props: PasteListDialogProps) {
  const { t } = useLanguage();
  const { onClose } = props;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t(props.kind === 'answers' ? 'tools.paste.answers' : 'tools.paste.items')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      {props.kind === 'answers' ? (
        <PasteAnswers taken={props.taken} onClose={onClose} onPaste={props.onPaste} />
      ) : (
        <PasteItems taken={props.taken} onClose={onClose} onPaste={props.onPaste} />
      )}
    </Modal>
  );
}
