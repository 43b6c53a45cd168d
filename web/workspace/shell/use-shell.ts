import { createContext, useContext } from 'react';

interface ShellState {
  readonly projectId: string;
  readonly openMenu: () => void;
}

/** `null` outside a project: pages there have no rail. */
export const ShellContext = createContext<ShellState | null>(null);

export const useShell = (): ShellState | null => useContext(ShellContext);
