import { useEffect } from 'react';
import { addAfter, duplicate } from '#web/workspace/editor/list/list-commands.ts';
import { type EditorActions, useEditor } from '#web/workspace/editor/use-editor.ts';
import { shortcutsOn } from '#web/workspace/shell/shortcut-settings.ts';
import { isSomethingOpen } from '#web/workspace/shell/use-keys.ts';

/**
 * Keys that work anywhere in the editor, also while somebody types; and `?`, which shows them.
 * @param onHelp stays the same object.
 */
export function useEditorKeys(onHelp: () => void): void {
  const editor = useEditor();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || isSomethingOpen()) return;
      if (event.key === '?' && shortcutsOn() && !isTyping(event.target)) {
        event.preventDefault();
        onHelp();
      }
      if (!(event.ctrlKey || event.metaKey)) return;
      // What is typed into a field that keeps its own text until it is left (a code, JSON) is undone there.
      const isOwn = event.target instanceof HTMLInputElement || isJson(event.target);
      if (isOwn && event.key !== 'Enter') return;
      const command = commandOf(event);
      if (!command) return;
      event.preventDefault();
      event.stopPropagation();
      command(editor);
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [editor, onHelp]);
}

const isJson = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement && target.closest('[data-own-text]') !== null;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select') !== null;

type Command = (editor: EditorActions) => void;

function commandOf({ key, shiftKey }: KeyboardEvent): Command | undefined {
  switch (key.toLowerCase()) {
    case 'z':
      return (editor) => (shiftKey ? editor.redo() : editor.undo());
    case 'y':
      return (editor) => editor.redo();
    case 'd':
      return duplicate;
    case 'enter':
      return addAfter;
    default:
      return undefined;
  }
}
