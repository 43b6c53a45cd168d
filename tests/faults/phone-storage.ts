/** F17, F18, F22: a phone that is full, that is cleared, that dies between writing and saying so. */
import type { Page } from 'playwright-core';
import { type Fault, type Ground, must } from './fault.ts';
import { post, resultsOf } from './phone.ts';
import type { PhoneBrowser } from './phone-browser.ts';
import { pause } from './phone-network.ts';
import {
  answer,
  countsOf,
  fillIn,
  home,
  inTheField,
  openReady,
  press,
  rowsOn,
  untilSent,
} from './phone-survey.ts';

async function leaveNoRoom(phone: PhoneBrowser, page: Page, origin: string): Promise<void> {
  const devtools = await phone.context.newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
}

/** A phone that says "saved" whatever became of it. */
const saysSaved = `{
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    const db = this.transaction.db;
    const wish = put.apply(this, given);
    wish.addEventListener('error', (event) => { event.preventDefault(); event.stopPropagation(); });
    return wish;
  };
  const run = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...given) {
    const transaction = run.apply(this, given);
    transaction.addEventListener('abort', (event) => {
      event.stopImmediatePropagation();
      transaction.dispatchEvent(new Event('complete'));
    });
    return transaction;
  };
}`;

function fullPhone(ground: Ground, before = ''): Promise<string> {
  return inTheField(ground, async (field) => {
    const { network, address, link, server } = field;
    let phone = await field.phone();
    let page = await openReady(phone, address);
    network.isOn = false;
    await fillIn(page, 1);
    await fillIn(page, 2);

    // Chromium looks at how much room there is when the database is opened.
    phone = await field.phone({ before });
    page = await phone.context.newPage();
    await leaveNoRoom(phone, page, network.url);
    await page.goto(address);
    await answer(page, 3);
    await press(page);
    await page.locator('.badge').waitFor();
    const said = ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ');
    must(!said.includes('Đã lưu trên máy'), 'it says “saved” of what is not');
    must(said.includes('Đừng đóng trang này'), 'it does not say that the page must stay open');
    const file = await saveFile(page);
    must(file.responses.length === 3, `the file holds ${file.responses.length} of 3 responses`);
    must(!JSON.stringify(file).includes(link.token), 'the file tells the token');
    must(
      file.responses.every(({ sealed }) => sealed !== undefined),
      'the file can be read by whoever has it',
    );

    // The page is closed all the same: what was saved before is there, the rest is in the file.
    phone = await field.phone();
    page = await phone.open(address);
    await home(page).waitFor();
    const rows = await rowsOn(page, 'outbox');
    must(rows.length === 2, `${rows.length} of 2 responses that were saved before are still there`);
    network.isOn = true;
    await untilSent(page);
    const results = resultsOf(await post(server.url, link.token, file.responses));
    const statuses = results.map(({ status }) => status).sort();
    must(statuses.join() === 'already-stored,already-stored,stored', `the file: ${statuses}`);
    const { stored, quarantined } = await countsOf(ground);
    must(stored === 3 && quarantined === 0, `${stored} of 3 are stored, ${quarantined} wait`);
    return 'said so before the page was left; the 2 saved before survived and arrived; the file held 3 of 3, sealed and without the token, and brought the third';
  });
}

interface SavedFile {
  readonly responses: readonly { readonly id: string; readonly sealed?: string }[];
}

async function saveFile(page: Page): Promise<SavedFile> {
  const content = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob: Blob) => {
          void blob.text().then(resolve);
          return make(blob);
        };
      }),
  );
  await page.getByRole('button', { name: 'Lưu tệp sao lưu' }).click();
  await page.getByText('Đã lưu tệp').waitFor();
  // as: the format of the file
  return JSON.parse(await content) as SavedFile;
}

function cleared(ground: Ground): Promise<string> {
  return inTheField(ground, async (field) => {
    const { network, address } = field;
    const phone = await field.phone();
    const page = await openReady(phone, address);
    network.isOn = false;
    await fillIn(page, 1);
    network.isOn = true;
    await untilSent(page);
    const devtools = await phone.context.newCDPSession(page);
    await devtools.send('Storage.clearDataForOrigin', {
      origin: network.url,
      storageTypes: 'all',
    });
    await page.reload();
    await home(page).waitFor();
    await fillIn(page, 2);
    await untilSent(page);
    const { stored } = await countsOf(ground);
    must(stored === 2, `the server holds ${stored} of 2 responses`);
    must(phone.complaints.length === 0, `the page complained: ${phone.complaints[0]}`);
    return 'the phone starts anew without a complaint and collects on; 2 of 2 are stored';
  });
}

/** The page's process dies at some moment around the last tap. */
function diesAtTheEnd(ground: Ground, before = ''): Promise<string> {
  const times = ground.isQuick ? 4 : 12;
  return inTheField(ground, async (field) => {
    const { network, address } = field;
    const phone = await field.phone({ before });
    const first = await openReady(phone, address);
    network.isOn = false;
    await first.close();
    const ended = { draft: 0, saved: 0 };
    for (let time = 0; time < times; time += 1) {
      const page = await phone.open(address);
      await home(page).waitFor();
      const known = new Set((await everywhere(page)).map(({ id }) => id));
      await answer(page, time);
      await pause(400);
      const devtools = await phone.context.newCDPSession(page);
      await page.getByRole('button', { name: 'Hoàn thành' }).evaluate((button) => {
        setTimeout(() => (button as HTMLElement).click(), 0); // as: a button is one
      });
      await pause(time * 6);
      await Promise.race([devtools.send('Page.crash').catch(() => undefined), pause(2000)]);
      await page.close().catch(() => undefined);
      const again = await phone.open(address);
      await home(again).waitFor();
      const rows = (await everywhere(again)).filter(({ id }) => !known.has(id));
      must(rows.length === 1, `after ${time * 6} ms the response is there ${rows.length} times`);
      const [row] = rows;
      const isWhole = row?.store === 'draft' || row?.item?.sealed !== undefined;
      must(isWhole, 'half of a response is there');
      ended[row?.store === 'draft' ? 'draft' : 'saved'] += 1;
      await again.close();
    }
    return `${times} times, each response was there once and whole: ${ended.draft} still open, ${ended.saved} finished`;
  });
}

const everywhere = async (page: Page) => [
  ...(await rowsOn(page, 'draft')).map((row) => ({ ...row, store: 'draft' as const })),
  ...(await rowsOn(page, 'outbox')).map((row) => ({ ...row, store: 'outbox' as const })),
];

/** The draft goes in one transaction, the finished response comes in another, a moment later. */
const inTwoSteps = `{
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, ...more) {
    if (this.name !== 'outbox') return put.call(this, value, ...more);
    const db = this.transaction.db;
    setTimeout(() => put.call(db.transaction('outbox', 'readwrite').objectStore('outbox'), value), 300);
    return this.count();
  };
}`;

export const storageFaults: readonly Fault[] = [
  {
    id: 'F17',
    what: 'the phone is full when an interview ends',
    on: ['browser'],
    run: (ground) => fullPhone(ground),
    control: (ground) => fullPhone(ground, saysSaved),
  },
  { id: 'F18', what: 'somebody clears what the browser keeps', on: ['browser'], run: cleared },
  {
    id: 'F22',
    what: 'the page dies between writing and saying “saved”',
    on: ['browser'],
    run: (ground) => diesAtTheEnd(ground),
    control: (ground) => diesAtTheEnd(ground, inTwoSteps),
  },
];
