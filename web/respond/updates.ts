/**
 * The service worker's page side. A new build waits until no interview is open in any tab: then it may take over, and a
 * page that shows its start screen is loaded anew when it is next looked at.
 */
import type { OpenInterviews } from './outbox/open-interviews.ts';

/** What the page asks of a worker that waits; it looks for open interviews itself before it does it. */
export const takeOver = 'take-over';

export interface UpdatePorts {
  readonly container: ServiceWorkerContainer;
  readonly interviews: OpenInterviews;
  readonly onWaiting: (isWaiting: boolean) => void;
  /** Whether nothing on the screen would be lost. */
  readonly canReload: () => boolean;
  readonly reload: () => void;
}

const lookAgainMs = 60 * 60 * 1000;
/** A page that is looked at again sends first; while it does, browsers let the former worker go only minutes later. */
const calmMs = 3_000;

/** @returns undefined where the browser refuses. */
export async function keepUpToDate(
  ports: UpdatePorts,
): Promise<ServiceWorkerRegistration | undefined> {
  const { container } = ports;
  // The very first worker takes the page over as well; that is no update.
  const hadWorker = container.controller !== null;
  const registration = await register(container);
  if (!registration) return undefined;
  let isOutdated = false;
  const offer = (): void => void offerToTakeOver(registration, ports);
  const renew = (): void => {
    if (isOutdated && ports.canReload()) ports.reload();
  };
  container.addEventListener('controllerchange', () => {
    if (!hadWorker) return;
    isOutdated = true;
    ports.onWaiting(false);
    if (document.hidden) renew();
  });
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) renew();
    setTimeout(offer, calmMs);
  });
  setInterval(() => void registration.update().catch(() => undefined), lookAgainMs);
  setInterval(offer, 30_000);
  offer();
  return registration;
}

/** Without a network a browser may not answer for long; what is registered already can be used meanwhile. */
async function register(
  container: ServiceWorkerContainer,
): Promise<ServiceWorkerRegistration | undefined> {
  const known = await container.getRegistration().catch(() => undefined);
  const registered = container
    .register('/sw.js', { updateViaCache: 'none' })
    .catch(() => undefined);
  return known ?? registered;
}

async function offerToTakeOver(
  registration: ServiceWorkerRegistration,
  { container, interviews, onWaiting }: UpdatePorts,
): Promise<void> {
  const { waiting } = registration;
  if (!waiting || !container.controller) return;
  onWaiting(true);
  if ((await interviews.ids()).size === 0) waiting.postMessage(takeOver);
}
