import type { PointerEvent } from 'react';
import { startDrag } from '#web/workspace/editor/drag.ts';
import { endOf, moveItem } from '#web/workspace/editor/model/items.ts';
import { childrenProperty, kindOfPlace, listOf } from '#web/workspace/editor/model/places.ts';
import { getAt, isAtOrInside } from '#web/workspace/editor/model/pointer.ts';
import type { EditorActions } from '#web/workspace/editor/use-editor.ts';

/** An item goes before or behind another one, into a group, or to the end of a page. */
export function dragItem(event: PointerEvent, from: string, editor: EditorActions): void {
  startDrag(event, {
    rows: '[data-drop]',
    sideAt(row, share) {
      const pointer = row.dataset.drop ?? from;
      if (isAtOrInside(pointer, from)) return null;
      if (kindOfPlace(pointer) === 'page') return 'inside';
      const holds = childrenProperty(getAt(editor.definition(), pointer)) !== undefined;
      if (holds && share > 0.3) return 'inside';
      return share < 0.5 ? 'before' : 'after';
    },
    onDrop(row, side) {
      const pointer = row.dataset.drop ?? from;
      const definition = editor.definition();
      const { list, index } = listOf(pointer);
      const place =
        side === 'inside'
          ? endOf(definition, pointer)
          : { list, index: side === 'after' ? index + 1 : index };
      const edit = moveItem(definition, from, place.list, place.index);
      editor.change(edit.definition, { select: edit.select });
      editor.focus('list');
    },
  });
}
