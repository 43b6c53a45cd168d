/**
 * Quick exit: a calendar stands on the screen at once, what was answered goes, and the page gives its place in the
 * history to one that has nothing to do with it. Works without a network, because that page is kept on the phone.
 */
import { browserHistory } from '../back-steps.ts';
import { monthName, monthPage } from './month-page.ts';
import { leaveNextAddress } from './next-address.ts';

const neutralPage = '/r/calendar.html';

/** Longer than a phone needs to delete one row, shorter than a person waits. */
const forgetPatienceMs = 250;
const stepPatienceMs = 120;

interface Leaving {
  /** Deletes what must not stay; resolves when it is gone. */
  readonly forget: () => Promise<unknown>;
  /** The address that the organisation has chosen, to be seen after the neutral page. */
  readonly next?: string | undefined;
  /** The link whose start a shared device comes back to. */
  readonly backTo?: string;
}

export async function leaveQuickly({ forget, next, backTo }: Leaving): Promise<void> {
  if (document.documentElement.classList.contains('is-left')) return;
  hide();
  const forgotten = Promise.race([forget().catch(() => undefined), wait(forgetPatienceMs)]);
  await Promise.all([forgotten, toFirstEntry()]);
  if (next) leaveNextAddress(next);
  location.replace(backTo ? `${neutralPage}#${backTo}` : neutralPage);
}

/**
 * Nothing of the page is seen any more, in whatever way it may be shown again. The calendar is drawn here first: to load
 * its page takes a cheap phone longer than a bystander needs for a look.
 */
function hide(): void {
  const today = new Date();
  document.documentElement.classList.add('is-left');
  document.body.append(monthPage(today, navigator.language));
  document.title = monthName(today, navigator.language);
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

/** The organisation's own choice, where it can be reached. */
export const exitAddress = (exitUrl: string | undefined, online: boolean): string | undefined =>
  exitUrl && online && navigator.onLine && /^https?:\/\//.test(exitUrl) ? exitUrl : undefined;
