/** Takes the author to the place that a problem or a change speaks of: the element, and in its card the very field. */
import { elementAt } from '#web/workspace/editor/model/places.ts';
import { parentOf } from '#web/workspace/editor/model/pointer.ts';
import type { EditorActions } from '#web/workspace/editor/use-editor.ts';

export function goToPlace(editor: EditorActions, path: string): void {
  const element = elementAt(editor.definition(), path);
  editor.select(element, { focus: 'card' });
  lookFor(path, element, 12);
}

/** The card is drawn a moment later, and its first field gets the focus then; the wanted one comes after it. */
function lookFor(path: string, element: string, framesLeft: number): void {
  requestAnimationFrame(() => {
    if (framesLeft > 0) return lookFor(path, element, framesLeft - 1);
    const field = fieldOf(path, element);
    field?.focus();
    field?.scrollIntoView({ block: 'nearest' });
    return undefined;
  });
}

const focusable = 'input, textarea, select, button';

/** The field of the property itself, else of what holds it, up to the element. */
function fieldOf(path: string, element: string): HTMLElement | undefined {
  const card = document.querySelector('[data-card]');
  for (let place = path; card && place.length > element.length; place = parentOf(place)) {
    const found = card.querySelector<HTMLElement>(`[data-path="${CSS.escape(place)}"]`);
    if (found)
      return found.matches(focusable)
        ? found
        : (found.querySelector<HTMLElement>(focusable) ?? found);
  }
  return undefined;
}
