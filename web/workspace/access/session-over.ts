/**
 * Whether the server has said that nobody is signed in any more while pages are open: a session has ended, or was ended
 * elsewhere. The pages stay as they are, with what was being written on them, until somebody signs in again.
 */
import { useSyncExternalStore } from 'react';

let isOver = false;
const listeners = new Set<() => void>();

function set(value: boolean): void {
  if (value === isOver) return;
  isOver = value;
  for (const listener of listeners) listener();
}

/** A reply has said so. */
export const markSessionOver = (): void => set(true);
export const markSessionRenewed = (): void => set(false);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSessionOver = (): boolean => useSyncExternalStore(subscribe, () => isOver);
