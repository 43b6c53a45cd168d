/** What to say of the phone's own storage, before anybody leaves the page believing that everything is safe. */
import type { MessageKey } from '../language/words.ts';
import type { PhoneSnapshot } from '../phone-snapshot.ts';

/** Safari on phones and tablets deletes what a page keeps after a week without a visit, unless it was installed. */
export const forgetsAfterAWeek = (userAgent: string, isInstalled: boolean): boolean =>
  /iPhone|iPad|iPod/.test(userAgent) && !isInstalled;

/** The gravest thing first; undefined where all is well. */
export function storageNote(
  phone: PhoneSnapshot,
  browser: { readonly forgetsAfterAWeek: boolean },
): { readonly key: MessageKey; readonly isGrave: boolean } | undefined {
  const unsent = phone.waiting.length + phone.refused.length;
  if (phone.storage === 'full' && unsent > 0) return { key: 'respond.outbox.full', isGrave: true };
  if (phone.storage === 'full' || phone.storage === 'none')
    return { key: 'respond.note.storage', isGrave: true };
  if (phone.storage === 'scarce') return { key: 'respond.outbox.scarce', isGrave: false };
  if (phone.waiting.length === 0) return undefined;
  // Only where the phone could know the key by now: the very first opening has not heard of it.
  if (!phone.seals && phone.link) return { key: 'respond.outbox.unsealed', isGrave: false };
  if (browser.forgetsAfterAWeek && !phone.isPersistent)
    return { key: 'respond.outbox.week', isGrave: false };
  return undefined;
}
