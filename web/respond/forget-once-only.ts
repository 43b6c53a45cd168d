import type { LinkAddress } from './link-address.ts';

/** Leaves in the address bar, and so in the history, nothing that is of use only once: no code, no wish for a language. */
export function forgetOnceOnly({ token, code, language }: LinkAddress): void {
  if (!code && !language) return;
  history.replaceState(history.state, '', location.pathname + (token ? `#${token}` : ''));
}
