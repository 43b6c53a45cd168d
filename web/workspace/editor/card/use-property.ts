import { useCallback } from 'react';
import { setAt } from '#web/workspace/editor/model/pointer.ts';
import { useAt, useEditor } from '#web/workspace/editor/use-editor.ts';

/** One property of an element: what it is, and how to set it; `undefined` takes it away. */
export function useProperty(
  pointer: string,
  property: string,
): readonly [unknown, (value: unknown) => void] {
  const editor = useEditor();
  const at = `${pointer}/${property}`;
  const value = useAt(at);
  const set = useCallback(
    (next: unknown) => editor.change((now) => setAt(now, at, next), { merge: at }),
    [editor, at],
  );
  return [value, set];
}
