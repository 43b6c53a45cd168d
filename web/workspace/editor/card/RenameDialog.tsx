import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import { renameFaultOf, renameItem } from '#core/definitions/rename.ts';
import { nameFault, renamed } from '#web/workspace/editor/model/renaming.ts';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

interface RenameDialogProps {
  readonly pointer: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Another code for an item that has answers: conditions follow, and old answers stay with it. */
export function RenameDialog({ pointer, name, onClose }: RenameDialogProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const [typed, setTyped] = useState(name);
  const fault = typed === name ? undefined : faultOf(editor.definition(), pointer, name, typed);
  const submit = () => {
    if (typed === name || fault) return;
    editor.change(renamed(editor.definition(), pointer, typed, { isAnswered: true }));
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('editor.rename.title')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack
        gap="md"
        component="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p>{t('editor.rename.lead', { name })}</p>
        <TextInput
          data-autofocus
          label={t('editor.rename.to')}
          value={typed}
          spellCheck={false}
          error={fault && t(fault)}
          onChange={({ currentTarget }) => setTyped(currentTarget.value.trim())}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('workspace.action.cancel')}
          </Button>
          <Button type="submit" disabled={typed === name || fault !== undefined}>
            {t('editor.rename.action')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What the name itself lacks; else what of the survey stands in its way, such as the former name of another item. */
function faultOf(
  definition: Definition,
  pointer: string,
  name: string,
  typed: string,
): WorkspaceKey | undefined {
  const own = nameFault(definition, pointer, typed);
  if (own) return own;
  const fault = renameFaultOf(renameItem(definition, name, typed));
  return fault && `changes.rename.${fault}`;
}
