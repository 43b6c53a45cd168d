/** P7, P8: what a shared device keeps of those who used it, and how fast a page is left. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Definition } from '#core/definitions/definition.ts';
import { type Fault, type Ground, must } from './fault.ts';
import { pause } from './phone-network.ts';
import { type Field, inTheField, rowsOn, untilSent } from './phone-survey.ts';
import { command, type OpenedLink } from './server.ts';

const items = 8;
const definition: Definition = {
  title: { vi: 'Ý kiến' },
  locale: 'vi',
  clearInvisibleValues: 'onHiddenContainer',
  pages: [
    {
      name: 'consent',
      title: { vi: 'Xin chào' },
      elements: [
        {
          type: 'radiogroup',
          name: 'join',
          title: { vi: 'Tham gia?' },
          lnRole: 'consent',
          lnClass: 'neutral',
          lnOutcome: { no: 'refused' },
          choices: [
            { value: 'yes', text: { vi: 'Đồng ý' } },
            { value: 'no', text: { vi: 'Không' } },
          ],
        },
      ],
    },
    {
      name: 'words',
      title: { vi: 'Lời' },
      elements: Array.from({ length: items }, (_, at) => ({
        type: at % 2 === 0 ? 'text' : 'comment',
        name: `word_${at}`,
        title: { vi: `Câu ${at}` },
        lnClass: 'free-text',
      })),
    },
  ],
};

/** Texts that nobody else writes: 8 for each of 5 people. */
const people = 5;
const canary = (person: number, at: number): string => `zq${person}${at}wombat${person * 71 + at}`;
const canaries = Array.from({ length: people * items }, (_, n) =>
  canary(Math.floor(n / items), n % items),
);

async function kioskLink({ ground }: Field, purpose: string): Promise<OpenedLink> {
  const file = join(ground.folder, 'kiosk.json');
  writeFileSync(file, JSON.stringify(definition));
  await command(ground, 'survey', 'publish', file, '--name', 'kiosk');
  const made = await command(
    ground,
    ...['link', 'create', '--survey', 'kiosk', '--purpose', purpose, '--language', 'vi'],
  );
  return made as OpenedLink; // as: the contract
}

const startButton = (page: Page) => page.getByRole('button', { name: 'Đồng ý' });

/** Agrees and writes down this person's texts, one screen after another; the last screen stays open. */
async function write(page: Page, person: number): Promise<void> {
  await startButton(page).click();
  for (let at = 0; at < items; at += 1) {
    const field = page.locator(`[data-name="word_${at}"]`).locator('input, textarea');
    await field.fill(canary(person, at));
    if (at < items - 1) await page.getByRole('button', { name: 'Tiếp theo' }).click();
  }
}

const finish = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Hoàn thành' }).click();
  await page.getByRole('button', { name: 'Xong' }).click();
  await startButton(page).waitFor();
};

/** Everything that the page can still reach: what it keeps, what it shows, what the browser remembers of it. */
async function reachable(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  const { entries } = await devtools.send('Page.getNavigationHistory');
  const kept = await page.evaluate(async () => {
    const rowsOf = (name: string) =>
      new Promise<unknown[]>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const stores = [...db.objectStoreNames];
          const reads = stores.map(
            (store) =>
              new Promise<unknown>((done) => {
                const reading = db.transaction(store).objectStore(store).getAll();
                reading.onsuccess = () => done(reading.result);
              }),
          );
          void Promise.all(reads).then((rows) => {
            db.close();
            resolve(rows);
          });
        };
      });
    const databases = await Promise.all(
      (await indexedDB.databases()).map(({ name = '' }) => rowsOf(name)),
    );
    const cached = await Promise.all(
      (await caches.keys()).map(async (name) => {
        const cache = await caches.open(name);
        const replies = await cache.matchAll();
        return Promise.all(replies.map((reply) => reply.text()));
      }),
    );
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
    return JSON.stringify([
      databases,
      cached,
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      location.href,
      document.title,
      document.documentElement.outerHTML,
      fields.map(({ value }) => value),
    ]);
  });
  return kept + JSON.stringify(entries);
}

/** Bytes of the browser's own folder, which whoever takes the device may read. */
function onDisk(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

const foundIn = (text: string): readonly string[] =>
  // Databases of the browser write texts with two bytes a letter too.
  canaries.filter((one) => text.includes(one) || text.includes([...one].join('\0')));

async function nothingStays(ground: Ground, before = ''): Promise<string> {
  await inTheField(ground, async (field) => {
    const link = await kioskLink(field, 'kiosk');
    const phone = await field.phone({ before });
    const page = await phone.open(field.addressOf(link));
    await startButton(page).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();

    await write(page, 0);
    await finish(page);
    await untilSent(page);
    field.network.isOn = false;
    await write(page, 1);
    await finish(page);
    await write(page, 2);
    await page.goBack();
    await startButton(page).waitFor();
    await write(page, 3);
    await page.getByRole('button', { name: 'Thoát nhanh' }).click();
    await page.waitForURL('**/calendar.html*');
    await pause(3_200);
    await page.locator('body').click();
    await startButton(page).waitFor();
    await page.clock.install();
    await write(page, 4);
    await page.clock.runFor(61_000);
    await page.getByText('Bạn còn ở đó?').waitFor();
    await page.clock.runFor(31_000);
    await startButton(page).waitFor();

    const waiting = await rowsOn(page, 'outbox');
    must(waiting.length === 1, `${waiting.length} responses wait; one was finished offline`);
    const left = foundIn(await reachable(page));
    must(left.length === 0, `the page still reaches ${left.length} of ${canaries.length} texts`);
    must(phone.complaints.length === 0, `the page complains: ${phone.complaints[0]}`);
  });
  // The browser has ended: what it has written anywhere is there now.
  const written = foundIn(onDisk(join(ground.folder, 'profile')));
  must(written.length === 0, `${written.length} of ${canaries.length} texts are on the disk`);
  return `${canaries.length} texts of ${people} people, none left in the page's storage, caches, history or profile`;
}

/** How long from the tap until nothing of the page is seen, until the calendar is painted, and until its page is. */
async function leaveOnce(page: Page, address: string): Promise<readonly [number, number, number]> {
  await page.goto(address);
  await startButton(page).click();
  await page.locator('[data-name="word_0"] input').fill(canary(0, 0));
  await page.waitForTimeout(600);
  await page.evaluate(() => {
    addEventListener(
      'click',
      (event) => {
        const tapped = performance.timeOrigin + event.timeStamp;
        new MutationObserver(() => {
          const hidden = Date.now() - tapped;
          const note = (drawn: number | null): void =>
            sessionStorage.setItem('left', JSON.stringify([tapped, hidden, drawn]));
          note(null);
          if (!document.querySelector('body > .month td')) return;
          // A task that a frame has asked for runs when that frame is on its way to the screen.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port2.onmessage = () => note(Date.now() - tapped);
            port1.postMessage(undefined);
          });
        }).observe(document.documentElement, { attributeFilter: ['class'] });
      },
      { capture: true },
    );
  });
  await page.getByRole('button', { name: 'Thoát nhanh' }).click();
  await page.waitForURL('**/calendar.html');
  await page.waitForTimeout(500);
  return page.evaluate(() => {
    // as: written above
    const noted = JSON.parse(sessionStorage.getItem('left') ?? '[]') as (number | null)[];
    sessionStorage.removeItem('left');
    const [tapped, hidden, drawn] = noted;
    const never = Number.POSITIVE_INFINITY;
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const shown = performance.timeOrigin + (paint?.startTime ?? 0) - (tapped ?? 0);
    // Where its page was faster than the frame before, that is when it was seen.
    return [hidden ?? never, Math.min(drawn ?? never, shown), shown] as const;
  });
}

const exitMs = 300;

function leavesAtOnce(ground: Ground, before = ''): Promise<string> {
  return inTheField(ground, async (field) => {
    const link = await kioskLink(field, 'respondent');
    const address = field.addressOf(link);
    const phone = await field.phone({ before });
    const page = await phone.open(address);
    await startButton(page).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await startButton(page).waitFor();
    field.network.isOn = false;
    const devtools = await phone.context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const times: (readonly [number, number, number])[] = [];
    for (let run = 0; run < 7; run += 1) times.push(await leaveOnce(page, address));
    const middle = (at: 0 | 1 | 2): number =>
      times.map((time) => time[at]).sort((a, b) => a - b)[3] ?? Number.NaN;
    const drafts = await rowsOn(page, 'draft');
    must(drafts.length === 0, `${drafts.length} interviews are still on the phone`);
    must(/\d/.test(await page.title()), 'the neutral page has no title of its own');
    await page.goBack().catch(() => null);
    const after = await page.evaluate(() => document.body.textContent ?? '');
    must(!after.includes(canary(0, 0)), 'the back key brings the answers back');
    const [hidden, seen, loaded] = ([0, 1, 2] as const).map((at) => Math.round(middle(at)));
    const found = `hidden after ${hidden} ms, a calendar seen after ${seen}, its own page after ${loaded}`;
    must(Number(hidden) <= exitMs && Number(seen) <= exitMs, found);
    return `at a quarter of the speed and without a network, ${found} ms (median of 7)`;
  });
}

/** A browser that seals nothing: what waits then lies open. */
const cannotSeal = `Object.defineProperty(crypto, 'subtle', { value: undefined });`;
/** A page that has something else to do first. */
const cannotLeave = `addEventListener('click', () => {
  for (const end = Date.now() + 1000; Date.now() < end; );
}, { capture: true });`;

export const kioskFaults: readonly Fault[] = [
  {
    id: 'P8',
    what: 'a shared device keeps nothing of what people answered, sealed responses apart',
    on: ['browser'],
    run: (ground) => nothingStays(ground),
    control: (ground) => nothingStays(ground, cannotSeal),
  },
  {
    id: 'P7',
    what: 'quick exit hides everything at once, also without a network, and leaves no way back',
    on: ['browser'],
    run: (ground) => leavesAtOnce(ground),
    control: (ground) => leavesAtOnce(ground, cannotLeave),
  },
];
