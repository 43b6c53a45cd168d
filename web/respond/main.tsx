/** Composes the phone: storage, link, outbox, screens. The only place of this entry that touches the browser's own. */
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import type {} from './early.ts';
import { loadWords, productLanguageFor } from './language/words.ts';
import { createBackOff } from './outbox/back-off.ts';
import {
  fetchLink,
  fetchProgress,
  fetchReceipts,
  readLinkReply,
  sendResponses,
} from './outbox/collect-api.ts';
import { oneSender } from './outbox/one-sender.ts';
import { openInterviews } from './outbox/open-interviews.ts';
import { Outbox } from './outbox/outbox.ts';
import { openPhoneStore } from './outbox/phone-store.ts';
import { canSeal, seal } from './outbox/seal.ts';
import { askForBackgroundSending } from './outbox/send-in-background.ts';
import { askToPersist, storageRoom } from './outbox/storage-room.ts';
import { Phone } from './phone.ts';
import { newResponseId } from './response-id.ts';
import { surroundingsOf } from './surroundings.ts';
import { keepUpToDate } from './updates.ts';

/** Stale drafts and storage are looked after this often while the page is open. */
const tidyMs = 10 * 60 * 1000;
const now = (): Date => new Date();
const root = document.getElementById('root');
const opened = globalThis.openedBy;
if (!root || !opened) throw new Error('the head of the page has not run');
const { linkId, token } = opened.address;

// The editor shows the phone in a frame: the same screens, over answers that stay in memory.
if (location.pathname === '/preview') {
  void import('./preview/start-preview.tsx').then(({ startPreview }) => startPreview(root));
} else {
  void start(root);
}

async function start(element: HTMLElement): Promise<void> {
  const [store, firstWords] = await Promise.all([
    openPhoneStore(),
    loadWords(productLanguageFor(navigator.language, ['vi'])),
  ]);
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('respond') : undefined;
  const announce = (): void => channel?.postMessage('changed');
  const interviews = openInterviews(navigator.locks);
  const phone = new Phone({
    linkId,
    token,
    store,
    fetchLink,
    fetchProgress,
    fetchReceipts,
    sealer: canSeal() ? seal : undefined,
    room: () => storageRoom(navigator.storage),
    interviews,
    now,
    counterMs: () => performance.now(),
    newId: newResponseId,
    announce,
  });
  const outbox = new Outbox({
    store,
    now,
    backOff: createBackOff(),
    send: async (linkToken, items, context) => {
      const reply = await sendResponses(linkToken, items, context);
      phone.setOnline(reply.kind !== 'later');
      if (reply.kind === 'answered') void phone.contact();
      return reply;
    },
    alone: oneSender(navigator.locks),
    changed: () => {
      announce();
      void phone.refresh();
    },
  });
  phone.join(outbox);

  createRoot(element).render(
    <App
      phone={phone}
      firstWords={firstWords}
      address={opened?.address ?? { linkId, token }}
      surroundings={surroundingsOf({
        userAgent: navigator.userAgent,
        isSecureContext,
        hasServiceWorker: 'serviceWorker' in navigator,
      })}
    />,
  );

  // `online` means only that there is some interface; the truth is a receipt, so these are nothing but good moments.
  channel?.addEventListener('message', () => void phone.refresh());
  addEventListener('online', () => void phone.retry());
  addEventListener('offline', () => phone.setOnline(false));
  addEventListener('pageshow', () => void outbox.sendNow());
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    void outbox.sendNow();
    void phone.contact();
  });
  addEventListener('hashchange', () => location.reload());

  const begun = opened?.reply?.then((response) =>
    response ? readLinkReply(response) : ({ kind: 'unreachable' } as const),
  );
  await phone.open(begun);
  void outbox.sendNow();
  void askToPersist(navigator.storage).then(phone.tidy);
  setInterval(() => void phone.tidy(), tidyMs);
  addEventListener('beforeunload', (event) => {
    // The browser asks in its own words whether to leave what is nowhere else; never whoever has to be gone at once.
    const isLeft = document.documentElement.classList.contains('is-left');
    const isBusy = phone.snapshot().waiting.length > 0 || !phone.isAtStart;
    if (!store.durable && isBusy && !isLeft) event.preventDefault();
  });
  if (!('serviceWorker' in navigator)) return;
  const registration = await keepUpToDate({
    container: navigator.serviceWorker,
    interviews,
    onWaiting: phone.setNewBuild,
    canReload: () => phone.isAtStart,
    reload: () => location.reload(),
  });
  // Asked for only where there is something to send, so that no phone is woken for nothing.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && phone.snapshot().waiting.length > 0 && registration)
      void askForBackgroundSending(registration);
  });
}
