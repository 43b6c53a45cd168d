/**
 * Puts the keyboard on what a change brings: as soon as it is drawn, so that keys pressed at once reach it, and once more
 * a frame later where it came late.
 */
export function whenDrawn(find: () => HTMLElement | null): void {
  const focus = (): void => {
    const element = find();
    if (!element || element === document.activeElement) return;
    element.focus({ preventScroll: true });
    showInPane(element);
  };
  queueMicrotask(focus);
  requestAnimationFrame(focus);
}

/** Scrolls the pane that holds it, not what is around the pane. On phones the page itself is the pane. */
function showInPane(element: HTMLElement): void {
  const pane = element.closest<HTMLElement>('[data-scroll]');
  if (!pane || getComputedStyle(pane).overflowY === 'visible') {
    element.scrollIntoView({ block: 'nearest' });
    return;
  }
  const { top, bottom } = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (top < frame.top + margin) pane.scrollTop -= frame.top + margin - top;
  else if (bottom > frame.bottom - margin) pane.scrollTop += bottom - frame.bottom + margin;
}

const margin = 12;
