import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { EditorActions } from '#web/workspace/editor/use-editor.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

const undoMilliseconds = 8_000;

/** Says what was done, and for eight seconds offers to take it back, as long as nothing else was changed since. */
export function showWithUndo(words: string, editor: EditorActions, t: WorkspaceMessages): void {
  const after = editor.definition();
  editor.announce(words);
  const id = notifications.show({
    autoClose: undoMilliseconds,
    withCloseButton: true,
    closeButtonProps: { 'aria-label': t('workspace.action.close') },
    message: (
      <span style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
        <span style={{ flex: 1 }}>{words}</span>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            if (editor.definition() === after) editor.undo();
            notifications.hide(id);
          }}
        >
          {t('tools.undo')}
        </Button>
      </span>
    ),
  });
}
