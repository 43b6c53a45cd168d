/** One phone at one server: opens the link, fills in, and says what lies on the phone and what the server holds. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Ground, must } from './fault.ts';
import { call } from './phone.ts';
import { type BrowserOptions, openBrowser, type PhoneBrowser } from './phone-browser.ts';
import { type Network, networkTo, pause } from './phone-network.ts';
import {
  command,
  type OpenedLink,
  publishAndLink,
  type Server,
  startServer,
  surveyName,
} from './server.ts';

export interface Field {
  readonly ground: Ground;
  readonly server: Server;
  readonly network: Network;
  readonly link: OpenedLink;
  /** The link's address through the network. */
  readonly address: string;
  addressOf(link: OpenedLink): string;
  /** Opens the phone's browser, always with the same profile; what was open before is killed. */
  phone(options?: BrowserOptions): Promise<PhoneBrowser>;
}

/** Does the work with a server, a network and a phone, and ends them in any case. */
export async function inTheField<Value>(
  ground: Ground,
  work: (field: Field) => Promise<Value>,
): Promise<Value> {
  const link = await publishAndLink(ground, { options: ['--name', 'Lan', '--language', 'vi'] });
  const server = await startServer(ground);
  const network = await networkTo(() => server.url);
  let open: PhoneBrowser | undefined;
  const addressOf = ({ id, token }: OpenedLink): string => `${network.url}/s/${id}#${token}`;
  try {
    return await work({
      ground,
      server,
      network,
      link,
      address: addressOf(link),
      addressOf,
      async phone(options) {
        await open?.kill();
        open = await openBrowser(join(ground.folder, 'profile'), options);
        return open;
      },
    });
  } finally {
    await open?.kill();
    await network.close();
    await server.kill();
  }
}

/** Opens the link with a network and waits until the phone could do without one. */
export async function openReady(phone: PhoneBrowser, address: string): Promise<Page> {
  const page = await phone.open(address);
  await home(page).waitFor({ timeout: 60_000 });
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    for (let waited = 0; !navigator.serviceWorker.controller && waited < 200; waited += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
  });
  return page;
}

/** Opens the link again, with what the phone has kept. */
export async function openAgain(phone: PhoneBrowser, address: string): Promise<Page> {
  const page = await phone.open(address);
  const isHome = await home(page)
    .waitFor({ timeout: 60_000 })
    .then(
      () => true,
      () => false,
    );
  must(isHome, 'the phone does not open the link without a network');
  return page;
}

export const home = (page: Page) => page.getByRole('button', { name: 'Phiếu mới' });

/** Begins an interview and answers it; the form stays open. */
export async function answer(page: Page, number: number): Promise<void> {
  await home(page).click();
  await page.getByRole('button', { name: 'Bắt đầu', exact: true }).click();
  await page.locator('[data-name="topic"] input').first().check({ force: true });
  await page.locator('[data-name="number"] input').fill(String(number));
}

export const press = (page: Page) => page.getByRole('button', { name: 'Hoàn thành' }).click();

/** A whole interview; the phone says that it is saved, or received. */
export async function fillIn(page: Page, number: number): Promise<void> {
  await answer(page, number);
  await press(page);
  await page.locator('.badge').waitFor();
}

/** Rows of one store of the phone's database. */
export const rowsOn = (
  page: Page,
  store: 'draft' | 'outbox' | 'receipt' | 'link' | 'definition',
): Promise<readonly PhoneRow[]> =>
  page.evaluate(
    (name) =>
      new Promise<PhoneRow[]>((resolve, reject) => {
        const opening = indexedDB.open('respond');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const reading = db.transaction(name).objectStore(name).getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            db.close();
            resolve(reading.result);
          };
        };
      }),
    store,
  );

export interface PhoneRow {
  readonly id: string;
  readonly item?: { readonly sealed?: string; readonly answers?: unknown };
  readonly refusal?: unknown;
}

export interface Counts {
  readonly stored: number;
  readonly quarantined: number;
  readonly conflict: number;
}

export const countsOf = async (ground: Ground): Promise<Counts> =>
  // as: the contract
  (await command(ground, 'responses', 'count', '--survey', surveyName)) as Counts;

/** Which of the ids the server holds for the link. */
export async function heldBy(
  { server }: Field,
  link: OpenedLink,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (let from = 0; from < ids.length; from += 100) {
    const query = ids.slice(from, from + 100).join(',');
    const path = `${server.url}/api/v1/collect/receipts?ids=${query}`;
    const reply = await call(path, { token: link.token });
    // as: the contract
    const { receipts } = JSON.parse(reply.text) as { receipts: readonly { id: string }[] };
    for (const { id } of receipts) held.add(id);
  }
  return held;
}

/** Presses "send now" until nothing waits on the phone. */
export async function untilSent(page: Page, patienceMs = 60_000): Promise<void> {
  for (let waited = 0; waited < patienceMs; waited += 250) {
    const rows = await rowsOn(page, 'outbox');
    if (rows.every(({ refusal }) => refusal !== undefined)) return;
    await pause(250);
  }
  must(false, `after ${patienceMs} ms responses still wait on the phone`);
}
