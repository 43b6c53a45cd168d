/**
 * Puts the keyboard on what a change brings: as soon as it is drawn, so that keys pressed at once reach it, and once more
 * a frame later where it came late.
 */
export function whenDrawn(find: () => HTMLElement | null): void {
  const focus = (): void => {
    const element = find();
    if (!element || element === document.activeElement) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
  };
  queueMicrotask(focus);
  requestAnimationFrame(focus);
}
