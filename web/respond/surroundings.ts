/** What the browser around us will not do, so that people can be told plainly before they rely on it. */
export interface BrowserFacts {
  readonly userAgent: string;
  readonly isSecureContext: boolean;
  readonly hasServiceWorker: boolean;
}

export type Surroundings =
  /** Everything works, also without a network. */
  | { readonly kind: 'full' }
  /** A browser inside another app: it may forget everything when it is closed. */
  | { readonly kind: 'in-app'; readonly app: string | undefined; readonly isAndroid: boolean }
  /** Plain http: pages cannot be opened without a network. */
  | { readonly kind: 'insecure' };

const apps: readonly (readonly [RegExp, string])[] = [
  [/Zalo/i, 'Zalo'],
  [/FBAN|FBAV|FB_IAB/i, 'Facebook'],
  [/Messenger/i, 'Messenger'],
  [/Instagram/i, 'Instagram'],
  [/Telegram/i, 'Telegram'],
  [/WhatsApp/i, 'WhatsApp'],
  [/\bLine\//i, 'Line'],
  [/TikTok|musical_ly|BytedanceWebview/i, 'TikTok'],
];

export function surroundingsOf(facts: BrowserFacts): Surroundings {
  const isAndroid = /Android/i.test(facts.userAgent);
  const app = apps.find(([sign]) => sign.test(facts.userAgent))?.[1];
  // "; wv" marks an Android web view that belongs to some other app.
  if (app || /; wv\)/.test(facts.userAgent)) return { kind: 'in-app', app, isAndroid };
  if (!facts.isSecureContext || !facts.hasServiceWorker) return { kind: 'insecure' };
  return { kind: 'full' };
}

/** Android opens this address in Chrome; other systems have no such way. */
export const chromeAddress = (address: string): string => {
  const url = new URL(address);
  const scheme = url.protocol.replace(':', '');
  // Android takes what follows the last `#` for itself: the one with the token stays part of the address.
  return `intent://${url.host}${url.pathname}${url.search}${url.hash}#Intent;scheme=${scheme};package=com.android.chrome;S.browser_fallback_url=${encodeURIComponent(address)};end`;
};
