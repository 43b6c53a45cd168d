/** Whether single keys do something, which people who speak to their computer must be able to switch off. */
const storageKey = 'langnghe.shortcuts';
const showEvent = 'langnghe:show-shortcuts';

export const shortcutsOn = (): boolean => localStorage.getItem(storageKey) !== 'off';
export const setShortcutsOn = (on: boolean): void =>
  localStorage.setItem(storageKey, on ? 'on' : 'off');

export const showShortcuts = (): boolean => window.dispatchEvent(new Event(showEvent));

export function onShowShortcuts(show: () => void): () => void {
  window.addEventListener(showEvent, show);
  return () => window.removeEventListener(showEvent, show);
}
