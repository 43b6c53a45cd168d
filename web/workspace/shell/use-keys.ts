import { useEffect, useRef } from 'react';
import { shortcutsOn } from '#web/workspace/shell/shortcut-settings.ts';

export type KeyActions = Readonly<Record<string, () => void>>;

const sequenceMilliseconds = 1200;

/**
 * Runs `actions` on plain keys, `g s` for one key after another. Nothing happens while somebody types, while a dialog
 * or menu is open, with Ctrl, Alt or Meta, or when keys are switched off.
 */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  latest.current = actions;

  useEffect(() => {
    let first = { key: '', at: 0 };
    const onKeyDown = (event: KeyboardEvent) => {
      if (!shortcutsOn() || event.ctrlKey || event.altKey || event.metaKey || isBusy(event)) return;
      const second = event.timeStamp - first.at < sequenceMilliseconds;
      const action =
        (second && latest.current[`${first.key} ${event.key}`]) || latest.current[event.key];
      first = { key: event.key, at: event.timeStamp };
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Whether a dialog, a menu or a list stands open; lists that are folded away stay in the page. */
export const isSomethingOpen = (): boolean =>
  [...document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]')].some(
    (element) => element.checkVisibility({ visibilityProperty: true }),
  );

const isBusy = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  isSomethingOpen() ||
  (event.target instanceof HTMLElement &&
    event.target.closest('input, textarea, select, [contenteditable]') !== null);
