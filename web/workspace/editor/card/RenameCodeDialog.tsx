import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Choice } from '#core/definitions/definition.ts';
import { renameCode, renameFaultOf } from '#core/definitions/rename.ts';
import { choicesAt, codeFrom } from '#web/workspace/editor/model/choices.ts';
import { itemAt } from '#web/workspace/editor/model/places.ts';
import { parentOf } from '#web/workspace/editor/model/pointer.ts';
import { renamedCode } from '#web/workspace/editor/model/renaming.ts';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

interface RenameCodeDialogProps {
  readonly at: string;
  readonly choice: Choice;
  readonly onClose: () => void;
}

/** Another code for an answer that people have given: conditions follow, and old answers stay with it. */
export function RenameCodeDialog({ at, choice, onClose }: RenameCodeDialogProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const [typed, setTyped] = useState(String(choice.value));
  const code = codeFrom(typed, choice.value);
  const isTaken = choicesAt(editor.definition(), parentOf(at)).some(
    ({ value }) => value !== choice.value && String(value) === String(code),
  );
  const isUnfit = code === '' || /\s/.test(String(code)) || isTaken;
  const item = itemAt(editor.definition(), parentOf(parentOf(at)));
  const attempt =
    item && !isUnfit && code !== choice.value
      ? renameCode(editor.definition(), item.name, choice.value, code)
      : undefined;
  const fault = attempt && renameFaultOf(attempt);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('editor.rename.code-title')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack gap="md">
        <p>{t('editor.rename.lead', { name: String(choice.value) })}</p>
        <TextInput
          data-autofocus
          label={t('editor.rename.to')}
          value={typed}
          spellCheck={false}
          error={
            isUnfit
              ? t(isTaken ? 'editor.rename.taken' : 'editor.rename.code-unfit')
              : fault && t(`changes.rename.${fault}`)
          }
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('workspace.action.cancel')}
          </Button>
          <Button
            disabled={isUnfit || fault !== undefined || code === choice.value}
            onClick={() => {
              editor.change((now) => renamedCode(now, at, code, { isAnswered: true }));
              onClose();
            }}
          >
            {t('editor.rename.action')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
