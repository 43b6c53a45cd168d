/** F15: the phone gets a new build while an interview is open and answers of former builds wait in its outbox. */
import type { Page } from 'playwright-core';
import { oldPhones } from '../support/old-phone-rows.ts';
import { type Fault, type Ground, must } from './fault.ts';
import { definitionHash } from './phone.ts';
import type { Network } from './phone-network.ts';
import { pause } from './phone-network.ts';
import {
  answer,
  countsOf,
  heldBy,
  home,
  inTheField,
  openReady,
  press,
  rowsOn,
  untilSent,
} from './phone-survey.ts';
import { publishAndLink } from './server.ts';

/** From now on the server gives out another build: another title, another service worker. */
function release(network: Network, isCareless: boolean): void {
  network.rewrite = (path, body) => {
    if (path.startsWith('/s/') || path === '/r/respond.html')
      return body.replace('<html lang="vi">', '<html lang="vi" data-build="next">');
    if (path !== '/sw.js') return body;
    const next = body.replace(/respond-\$\{\w+\}|([`"'])[0-9a-f]{12}\1/g, (found) =>
      /^.[0-9a-f]{12}.$/.test(found) ? `${found[0]}aaaaaaaaaaaa${found[0]}` : found,
    );
    must(next !== body, 'the service worker of this build could not be changed');
    return isCareless ? `${next};self.addEventListener('install',()=>self.skipWaiting());` : next;
  };
}

/** The page may be loading itself anew at this moment: then it is asked again. */
const buildOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.documentElement.dataset.build ?? 'former').catch(() => 'none yet');
const cachesOf = (page: Page): Promise<number> =>
  page.evaluate(async () => (await caches.keys()).length);

async function putOldRows(page: Page, rows: object): Promise<void> {
  await page.evaluate(
    (stores) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('respond');
        opening.onsuccess = () => {
          const db = opening.result;
          const names = Object.keys(stores);
          const transaction = db.transaction(names, 'readwrite');
          // as: rows by the names of their stores
          for (const [name, list] of Object.entries(stores as Record<string, object[]>))
            for (const row of list) transaction.objectStore(name).put(row);
          transaction.oncomplete = () => {
            db.close();
            resolve();
          };
          transaction.onerror = () => reject(transaction.error);
        };
      }),
    rows,
  );
}

function update(ground: Ground, isCareless: boolean): Promise<string> {
  return inTheField(ground, async (field) => {
    const { network, address } = field;
    const second = await publishAndLink(ground, { options: ['--name', 'Mai', '--language', 'vi'] });
    const phone = await field.phone();
    const other = await openReady(phone, field.addressOf(second));
    await other.close();
    const page = await openReady(phone, address);
    network.isOn = false;
    const links = [field.link, second];
    const ids: string[] = [];
    for (const [index, rowsOf] of oldPhones.entries()) {
      const link = links[index] ?? field.link;
      const rows = rowsOf({ linkId: link.id, token: link.token, definitionHash });
      // as: each old row of an outbox has an id
      ids.push(...(rows.outbox as { id: string }[]).map(({ id }) => id));
      await putOldRows(page, rows);
    }
    await page.reload();
    await answer(page, 9);

    network.isOn = true;
    network.mishaps.push(...Array.from({ length: 40 }, () => '502' as const));
    release(network, isCareless);
    const controller = await page.evaluate(async () => {
      const before = navigator.serviceWorker.controller;
      Reflect.set(globalThis, 'formerWorker', before);
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update();
      for (let waited = 0; waited < 100 && !registration?.waiting; waited += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      return registration?.waiting ? 'waiting' : 'none';
    });
    // It asks whether it may take over every half minute, and whenever the page is looked at.
    for (let times = 0; times < 3; times += 1) {
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await pause(700);
    }
    const isSame = await page.evaluate(
      () => navigator.serviceWorker.controller === Reflect.get(globalThis, 'formerWorker'),
    );
    must(isSame, 'a new build took over in the middle of an interview');
    must(controller === 'waiting', 'the new build does not wait');
    const number = await page.locator('[data-name="number"] input').inputValue();
    must(number === '9', 'the open interview has lost an answer');

    network.isOn = false;
    const beside = await phone.open(field.addressOf(second));
    await home(beside).waitFor();
    must((await buildOf(beside)) === 'former', 'the other link opens half of the new build');
    await beside.close();
    await press(page);
    await page.locator('.badge').waitFor();
    await page.getByRole('button', { name: 'Xem danh sách' }).click();
    await page.getByRole('button', { name: 'Về trang đầu' }).click();
    // The page asks when it is looked at, and loads itself anew when it is looked at again. A browser lets the former
    // worker go only in a quiet moment, so nobody looks every second.
    for (let looks = 0; looks < 12 && (await buildOf(page)) !== 'next'; looks += 1) {
      await page
        .evaluate(() => void document.dispatchEvent(new Event('visibilitychange')))
        .catch(() => undefined);
      await pause(6000);
    }
    must((await buildOf(page)) === 'next', 'the new build never takes over');
    await home(page).waitFor();
    must((await cachesOf(page)) >= 2, 'the files of the former build are gone');
    const third = await phone.open(field.addressOf(second));
    await home(third).waitFor();

    ids.push(...(await rowsOn(page, 'outbox')).map(({ id }) => id));
    network.mishaps.length = 0;
    network.isOn = true;
    await untilSent(page);
    const { stored, quarantined } = await countsOf(ground);
    must(stored === 3 && quarantined === 0, `${stored} of 3 are stored, ${quarantined} wait`);
    const all = [...new Set(ids)];
    const held = (await Promise.all(links.map((link) => heldBy(field, link, all)))).reduce(
      (sum, some) => sum + some.size,
      0,
    );
    must(held === 3, `the server holds ${held} of 3 ids`);
    must(phone.complaints.length === 0, `a page complained: ${phone.complaints[0]}`);
    return 'the new build waited for the interview and took over after it; both links opened without a network before and after; rows of both former layouts and the new one arrived, 3 of 3';
  });
}

export const updateFaults: readonly Fault[] = [
  {
    id: 'F15',
    what: 'a new build comes while an interview is open and old answers wait',
    on: ['browser'],
    run: (ground) => update(ground, false),
    control: (ground) => update(ground, true),
  },
];
