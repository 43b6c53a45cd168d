import { type KeyboardEvent, useRef } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import { nameOf, remove, step } from '#web/workspace/editor/list/list-commands.ts';
import { type EditorActions, useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

/** What was lifted by Space, to be carried by the arrows and put down by Space. */
interface Lifted {
  readonly before: Definition;
  readonly pointer: string;
}

/** Keys of the list: arrows choose, Space lifts and puts down, Enter opens, Delete takes out. */
export function useListKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  const editor = useEditor();
  const { t } = useLanguage();
  const lifted = useRef<Lifted | null>(null);

  return (event) => {
    const row = event.target instanceof HTMLElement && event.target.closest('[data-row]');
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const handled = lifted.current
      ? carry(event.key, lifted, editor, t)
      : browse(event.key, row, lifted, editor, t);
    if (handled) event.preventDefault();
  };
}

type LiftedRef = { current: Lifted | null };

function carry(key: string, lifted: LiftedRef, editor: EditorActions, t: WorkspaceMessages) {
  switch (key) {
    case 'ArrowUp':
    case 'ArrowDown':
      step(editor, key === 'ArrowUp' ? -1 : 1, t, 'lifted');
      return true;
    case ' ':
    case 'Enter':
      lifted.current = null;
      editor.announce(t('editor.dropped', { name: nameOf(editor, editor.selected(), t) }));
      return true;
    case 'Escape':
      if (lifted.current) {
        editor.change(lifted.current.before, { select: lifted.current.pointer, merge: 'lifted' });
        editor.focus('list');
      }
      lifted.current = null;
      editor.announce(t('editor.drop-cancelled'));
      return true;
    default:
      lifted.current = null;
      return false;
  }
}

function browse(
  key: string,
  row: Element,
  lifted: LiftedRef,
  editor: EditorActions,
  t: WorkspaceMessages,
): boolean {
  switch (key) {
    case 'ArrowUp':
    case 'ArrowDown':
    case 'Home':
    case 'End':
      go(key, row, editor);
      return true;
    case 'ArrowLeft':
    case 'ArrowRight': {
      const isOpen = row.getAttribute('aria-expanded');
      if (isOpen === null || (isOpen === 'true') === (key === 'ArrowRight')) return false;
      row.parentElement?.querySelector<HTMLElement>('[aria-label]:last-child')?.click();
      return true;
    }
    case ' ':
      lifted.current = { before: editor.definition(), pointer: editor.selected() };
      editor.announce(t('editor.lifted', { name: nameOf(editor, editor.selected(), t) }));
      return true;
    case 'Enter':
      editor.focus('card');
      return true;
    case 'Delete':
    case 'Backspace':
      remove(editor, t);
      return true;
    default:
      return false;
  }
}

/** Chooses the row above or below, the first or the last. */
function go(key: string, row: Element, editor: EditorActions): void {
  const rows = [
    ...(row.closest('[data-items]')?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
  ];
  const here = rows.findIndex((one) => one.isSameNode(row));
  const next = {
    ArrowUp: rows[here - 1],
    ArrowDown: rows[here + 1],
    Home: rows[0],
    End: rows.at(-1),
  }[key];
  if (!next) return;
  editor.select(next.dataset.row ?? '');
  // At once: the next arrow may come before the next drawing.
  next.focus();
}
