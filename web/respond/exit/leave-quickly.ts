/**
 * Quick exit: what is on the screen goes at once, what was answered goes with it, and the page gives its place in the
 * history to one that has nothing to do with it. Works without a network, because that page is kept on the phone.
 */
import { browserHistory } from '../back-steps.ts';

export const neutralPage = '/r/calendar.html';

/** Longer than a phone needs to delete one row, shorter than a person waits. */
const forgetPatienceMs = 250;
const stepPatienceMs = 120;

interface Leaving {
  /** Deletes what must not stay; resolves when it is gone. */
  readonly forget: () => Promise<unknown>;
  /** Where to; `neutralPage`, or the address that the organisation has chosen. */
  readonly to: string;
}

export async function leaveQuickly({ forget, to }: Leaving): Promise<void> {
  hide();
  const forgotten = Promise.race([forget().catch(() => undefined), wait(forgetPatienceMs)]);
  await Promise.all([forgotten, toFirstEntry()]);
  location.replace(to);
}

/** Nothing of the page is seen any more, in whatever way it may be shown again. */
function hide(): void {
  document.documentElement.classList.add('is-left');
  document.title = new Intl.DateTimeFormat(navigator.language, {
    month: 'long',
    year: 'numeric',
  }).format(new Date());
  // Browsers may keep a page that was left as it was, to show it at once on "back".
  addEventListener('pageshow', ({ persisted }: PageTransitionEvent) => {
    if (persisted) location.reload();
  });
}

/** Else the back key would lead from the neutral page into entries of ours. */
function toFirstEntry(): Promise<void> {
  const depth = browserHistory.depth();
  if (depth === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const arrived = (event: Event): void => {
      // The screens would go back a page for it, and save where they are.
      event.stopImmediatePropagation();
      resolve();
    };
    addEventListener('popstate', arrived, { once: true, capture: true });
    setTimeout(resolve, stepPatienceMs);
    browserHistory.go(-depth);
  });
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The organisation's own choice where it can be reached, else our neutral page. */
export const exitAddress = (exitUrl: string | undefined, online: boolean): string =>
  exitUrl && online && navigator.onLine && /^https?:\/\//.test(exitUrl) ? exitUrl : neutralPage;
