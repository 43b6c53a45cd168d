import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

const undoMilliseconds = 8_000;

/** Says what was done, and for eight seconds offers to take it back. */
export function showUndo(words: string, undo: () => void, t: WorkspaceMessages): void {
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
            undo();
            notifications.hide(id);
          }}
        >
          {t('workspace.action.undo')}
        </Button>
      </span>
    ),
  });
}
