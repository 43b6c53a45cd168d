/**
 * The way onto the home screen, for collectors. The address of the manifest and the address that the icon opens name
 * the link by its number alone: makers of browsers see both, and the token stays on the phone.
 */

/** What Chromium offers before it installs anything; not in TypeScript's list of events. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}
const isOffer = (event: Event): event is InstallOffer => 'prompt' in event;

let offer: InstallOffer | undefined;
const listeners = new Set<() => void>();
addEventListener('beforeinstallprompt', (event) => {
  if (!isOffer(event)) return;
  // Our own line offers it, where and when it is of use.
  event.preventDefault();
  offer = event;
  for (const listener of listeners) listener();
});

export const onOffer = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const hasOffer = (): boolean => offer !== undefined;

export async function install(): Promise<void> {
  const taken = offer;
  offer = undefined;
  await taken?.prompt();
  for (const listener of listeners) listener();
}

/** iOS puts the page itself on the home screen, with its own address; a manifest there would lose the token. */
export const isAppleMobile = (userAgent: string): boolean => /iPhone|iPad|iPod/.test(userAgent);

/** Tells the browser that this link can be installed. */
export function offerManifest(linkId: string, language: string): void {
  if (isAppleMobile(navigator.userAgent)) return;
  const known = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
  const link = known ?? document.createElement('link');
  link.rel = 'manifest';
  link.href = `/s/${encodeURIComponent(linkId)}/form.webmanifest?lang=${language}`;
  if (!known) document.head.append(link);
}
