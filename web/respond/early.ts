/**
 * Runs first in the page's head: asks for the definition before anything else has loaded, and sets light or dark so
 * that nothing flashes. The token travels in a header, never in an address.
 */
import { type LinkAddress, readLinkAddress } from './link-address.ts';

declare global {
  /** What the head of the page has found out and begun; the app goes on from it. */
  var openedBy:
    | { readonly address: LinkAddress; readonly reply: Promise<Response | undefined> | undefined }
    | undefined;
}

const address = readLinkAddress(location);
// A network that swallows everything must not leave the page waiting.
const patience = new AbortController();
const timer = setTimeout(() => patience.abort(), 20_000);
globalThis.openedBy = {
  address,
  reply: address.token
    ? fetch('/api/v1/collect/link', {
        headers: { authorization: `Bearer ${address.token}` },
        credentials: 'omit',
        // The browser's own store knows addresses, not tokens: it would answer for one link with what another got.
        cache: 'no-store',
        signal: patience.signal,
      })
        .catch(() => undefined)
        .finally(() => clearTimeout(timer))
    : undefined,
};

const dark = matchMedia('(prefers-color-scheme: dark)');
const showTheme = (): void => {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
};
showTheme();
dark.addEventListener?.('change', showTheme);
