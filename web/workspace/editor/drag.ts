/**
 * Dragging a row by its handle, with mouse, pen or finger: the row under the pointer shows where it would go. Whoever
 * cannot drag has the same by buttons and keys.
 */
import type { PointerEvent as ReactPointerEvent } from 'react';

export type Side = 'before' | 'after' | 'inside';

interface DragRules {
  /** What finds the rows. */
  readonly rows: string;
  /** On which side of this row it may go; `null` where it may not. `share` 0–1: how far down the row the pointer is. */
  readonly sideAt: (row: HTMLElement, share: number) => Side | null;
  readonly onDrop: (row: HTMLElement, side: Side) => void;
}

interface Target {
  readonly row: HTMLElement;
  readonly side: Side;
}

const edge = 40;
const scrollStep = 12;

export function startDrag(event: ReactPointerEvent, rules: DragRules): void {
  if (event.button !== 0) return;
  event.preventDefault();
  const handle = event.currentTarget;
  const pane = handle.closest<HTMLElement>('[data-scroll]');
  const dragged = handle.closest<HTMLElement>(rules.rows);
  handle.setPointerCapture(event.pointerId);
  dragged?.setAttribute('data-dragged', '');
  let target: Target | null = null;

  const point = (next: Target | null): void => {
    target?.row.removeAttribute('data-over');
    next?.row.setAttribute('data-over', next.side);
    target = next;
  };
  const onMove = (move: Event): void => {
    if (!(move instanceof PointerEvent)) return;
    scrollNear(pane, move.clientY);
    point(targetAt(move, dragged, rules));
  };
  const end = (): void => {
    handle.removeEventListener('pointermove', onMove);
    handle.removeEventListener('pointerup', onUp);
    handle.removeEventListener('pointercancel', end);
    document.removeEventListener('keydown', onKey, true);
    dragged?.removeAttribute('data-dragged');
    point(null);
  };
  const onUp = (): void => {
    const dropped = target;
    end();
    if (dropped) rules.onDrop(dropped.row, dropped.side);
  };
  const onKey = (key: KeyboardEvent): void => {
    if (key.key !== 'Escape') return;
    key.preventDefault();
    key.stopPropagation();
    end();
  };
  handle.addEventListener('pointermove', onMove);
  handle.addEventListener('pointerup', onUp);
  handle.addEventListener('pointercancel', end);
  document.addEventListener('keydown', onKey, true);
}

function targetAt(
  { clientX, clientY }: PointerEvent,
  dragged: HTMLElement | null,
  { rows, sideAt }: DragRules,
): Target | null {
  const row = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>(rows);
  if (!row || row === dragged) return null;
  const { top, height } = row.getBoundingClientRect();
  const side = sideAt(row, (clientY - top) / height);
  return side && { row, side };
}

function scrollNear(pane: HTMLElement | null, y: number): void {
  if (!pane) return;
  const { top, bottom } = pane.getBoundingClientRect();
  if (y < top + edge) pane.scrollBy(0, -scrollStep);
  if (y > bottom - edge) pane.scrollBy(0, scrollStep);
}
