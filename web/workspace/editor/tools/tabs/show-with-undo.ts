import type { EditorActions } from '#web/workspace/editor/use-editor.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';
import { showUndo } from '#web/workspace/parts/show-undo.tsx';

/** Says what was done and offers to take it back, as long as nothing else was changed since. */
export function showWithUndo(words: string, editor: EditorActions, t: WorkspaceMessages): void {
  const after = editor.definition();
  editor.announce(words);
  const undo = () => {
    if (editor.definition() === after) editor.undo();
  };
  showUndo(words, undo, t);
}
