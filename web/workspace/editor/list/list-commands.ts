/** What buttons and keys of the list do, said once: the change, where the eye goes, what is announced. */
import {
  addItems,
  duplicateItem,
  nextName,
  putBack,
  removeElement,
  stepItem,
} from '#web/workspace/editor/model/items.ts';
import { type ItemKind, kindOf, newItem } from '#web/workspace/editor/model/kinds.ts';
import { movePage } from '#web/workspace/editor/model/pages.ts';
import {
  type Edit,
  itemAt,
  kindOfPlace,
  listOf,
  pageAt,
  pageOf,
} from '#web/workspace/editor/model/places.ts';
import { getAt } from '#web/workspace/editor/model/pointer.ts';
import { anyText } from '#web/workspace/editor/model/texts.ts';
import type { EditorActions, Focus } from '#web/workspace/editor/use-editor.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';
import { showUndo } from '#web/workspace/parts/show-undo.tsx';

export const apply = (
  editor: EditorActions,
  { definition, select }: Edit,
  focus?: Focus,
  merge?: string,
): void => {
  editor.change(definition, { select, ...(merge !== undefined && { merge }) });
  if (focus) editor.focus(focus);
};

export function addKind(editor: EditorActions, kind: ItemKind): void {
  const definition = withPage(editor);
  const item = newItem(kind, nextName(definition));
  apply(editor, addItems(definition, editor.selected(), [item]), 'card');
}

/** Behind the chosen item, of the same kind. */
export function addAfter(editor: EditorActions): void {
  const chosen = itemAt(editor.definition(), editor.selected());
  addKind(editor, (chosen && kindOf(chosen)) || 'one');
}

/** The definition, with a page for what is added to an empty one. */
export const withPage = (editor: EditorActions) => {
  const definition = editor.definition();
  return definition.pages.length > 0
    ? definition
    : { ...definition, pages: [{ name: 'page1', elements: [] }] };
};

export function duplicate(editor: EditorActions): void {
  if (kindOfPlace(editor.selected()) !== 'item') return;
  apply(editor, duplicateItem(editor.definition(), editor.selected()), 'list');
}

/** Takes the chosen item or page out, and offers for eight seconds to put it back. */
export function remove(editor: EditorActions, t: WorkspaceMessages): void {
  const pointer = editor.selected();
  const definition = editor.definition();
  const element = getAt(definition, pointer);
  if (pointer === '' || element === undefined) return;
  const words = t('editor.removed', { name: nameOf(editor, pointer, t) });
  apply(editor, removeElement(definition, pointer), 'list');
  editor.announce(words);
  const undo = () => apply(editor, putBack(editor.definition(), pointer, element), 'list');
  showUndo(words, undo, t);
}

/** One step up or down; says where it stands then. */
export function step(
  editor: EditorActions,
  direction: -1 | 1,
  t: WorkspaceMessages,
  merge?: string,
): void {
  const pointer = editor.selected();
  if (pointer === '') return;
  const definition = editor.definition();
  const edit =
    kindOfPlace(pointer) === 'page'
      ? movePage(definition, pageOf(pointer), pageOf(pointer) + direction)
      : stepItem(definition, pointer, direction);
  apply(editor, edit, 'list', merge);
  const { list, index } = listOf(edit.select);
  const found = getAt(edit.definition, list);
  editor.announce(
    t('editor.moved', {
      name: nameOf(editor, edit.select, t),
      place: index + 1,
      of: Array.isArray(found) ? found.length : index + 1,
      page: pageOf(edit.select) + 1,
    }),
  );
}

export function nameOf(editor: EditorActions, pointer: string, t: WorkspaceMessages): string {
  const { definition, source } = editor.state();
  if (kindOfPlace(pointer) === 'page') {
    const title = anyText(pageAt(definition, pageOf(pointer))?.title, [source], definition);
    const number = pageOf(pointer) + 1;
    return title
      ? t('editor.page.titled', { number, title })
      : t('editor.page.untitled', { number });
  }
  const item = itemAt(definition, pointer);
  return (item && anyText(item.title, [source], definition)) || item?.name || '';
}
