/**
 * Sends what waits while no page is open, when the browser says that there is a network again. Only some browsers do,
 * and they give up after a few tries: an extra that nothing relies on.
 */
import { createBackOff } from './back-off.ts';
import { sendResponses } from './collect-api.ts';
import { oneSender } from './one-sender.ts';
import { isWaiting, Outbox } from './outbox.ts';
import { openPhoneStore } from './phone-store.ts';

export const syncTag = 'send-waiting';

/** @throws if something still waits, so that the browser tries once more. */
export async function sendInBackground(): Promise<void> {
  const store = await openPhoneStore();
  const channel = new BroadcastChannel('respond');
  const outbox = new Outbox({
    store,
    now: () => new Date(),
    backOff: createBackOff(),
    send: sendResponses,
    alone: oneSender(navigator.locks),
    changed: () => channel.postMessage('changed'),
  });
  await outbox.sendNow();
  outbox.rest();
  channel.close();
  if ((await store.outbox()).some(isWaiting)) throw new Error('some are still waiting');
}

interface SyncRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** Asks the browser to send later; where it does not know how, the open page does. */
export async function askForBackgroundSending(registration: object): Promise<void> {
  try {
    // as: `sync` is Chromium's own and in no standard library
    await (registration as SyncRegistration).sync?.register(syncTag);
  } catch {
    // Not allowed here, or not now.
  }
}
