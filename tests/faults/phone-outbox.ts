/** F14, F21: what is finished on a phone arrives, once, however bad the days before were. */
import { type Fault, type Ground, must } from './fault.ts';
import {
  countsOf,
  type Field,
  fillIn,
  heldBy,
  home,
  inTheField,
  openAgain,
  openReady,
  rowsOn,
  untilSent,
} from './phone-survey.ts';

/**
 * A phone that believes any 200, as many outboxes do: the defence taken away is the receipt with the response's own id.
 * Whatever is not our answer is turned into one before the outbox reads it.
 */
const believesAnything = `{
  const ask = window.fetch;
  window.fetch = async (path, init) => {
    const reply = await ask(path, init);
    const isOurs = /json/.test(reply.headers.get('content-type') ?? '');
    if (init?.method !== 'POST' || !reply.ok || isOurs) return reply;
    const results = JSON.parse(init.body).responses.map(({ id }) => ({ id, status: 'stored' }));
    return new Response(JSON.stringify({ results }), {
      headers: { 'content-type': 'application/json' },
    });
  };
}`;

const withoutLocks = `Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });`;

/** Three interviews without a network, a phone that dies, and a network that is at its worst when it comes back. */
function badDay(ground: Ground, before = ''): Promise<string> {
  return inTheField(ground, async (field) => {
    const { network, address } = field;
    let phone = await field.phone({ before });
    let page = await openReady(phone, address);
    network.isOn = false;
    await page.reload();
    for (const number of [1, 2, 3]) {
      await fillIn(page, number);
      await page.reload();
    }
    const before3 = await rowsOn(page, 'outbox');
    must(before3.length === 3, `${before3.length} of 3 responses were on the phone`);
    must(
      before3.every(({ item }) => item?.sealed !== undefined && item.answers === undefined),
      'a response that waits can be read on the phone',
    );

    phone = await field.phone({ before });
    page = await openAgain(phone, address);
    network.mishaps.push('502', 'portal', 'lost-reply');
    network.isOn = true;
    await untilSent(page);

    const { stored, quarantined, conflict } = await countsOf(ground);
    must(stored === 3, `the server holds ${stored} of 3 responses`);
    must(quarantined + conflict === 0, `${quarantined + conflict} wait for a decision`);
    const held = await heldBy(
      field,
      field.link,
      before3.map(({ id }) => id),
    );
    must(held.size === 3, `the server holds ${held.size} of the 3 ids`);
    must(phone.complaints.length === 0, `the page complained: ${phone.complaints[0]}`);
    return `3 of 3 arrived once, sealed on the phone, in ${network.contexts.length} requests after a 502, a portal and a lost acknowledgement`;
  });
}

/** Days without a network: many responses, and the phone dies again and again. */
function longDays(ground: Ground, before = ''): Promise<string> {
  const count = ground.isQuick ? 24 : 200;
  const kills = ground.isQuick ? 3 : 10;
  const days = 3;
  return inTheField(ground, async (field) => {
    const { network, address } = field;
    let phone = await field.phone({ before });
    let page = await openReady(phone, address);
    network.isOn = false;
    const each = Math.ceil(count / kills);
    let made = 0;
    for (let life = 0; life < kills; life += 1) {
      if (life > 0) {
        const later = `${before};${laterBy(Math.floor((life * days) / kills))}`;
        phone = await field.phone({ before: later });
        page = await openAgain(phone, address);
      }
      for (let one = 0; one < each && made < count; one += 1) {
        made += 1;
        await fillIn(page, made);
        await page.getByRole('button', { name: 'Xem danh sách' }).click();
        await page.getByRole('button', { name: 'Về trang đầu' }).click();
      }
    }
    const rows = await rowsOn(page, 'outbox').catch(() => []);
    const ids = new Set(rows.map(({ id }) => id));
    must(ids.size === count, `${ids.size} of ${count} responses are on the phone`);
    phone = await field.phone({ before });
    page = await openAgain(phone, address);
    network.isOn = true;
    await untilSent(page, 180_000);
    await mustHoldExactly(field, [...ids]);
    const receipts = await rowsOn(page, 'receipt');
    must(receipts.length === count, `the list shows ${receipts.length} of ${count}`);
    const waiting = network.contexts.map((context) => context.waiting ?? -1);
    must(waiting.at(-1) === 0, 'the last request does not say that nothing waits any more');
    return `${count} of ${count} arrived under their own ids after ${days} days and ${kills} kills, in ${network.contexts.length} requests; the list shows ${receipts.length}`;
  });
}

/** The phone's clock runs on while nobody looks. */
const laterBy = (days: number): string => `{
  const late = ${days} * 86400000;
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given) { if (given.length) super(...given); else super(RealDate.now() + late); }
    static now() { return RealDate.now() + late; }
  };
}`;

async function mustHoldExactly(field: Field, ids: readonly string[]): Promise<void> {
  const { stored, quarantined, conflict } = await countsOf(field.ground);
  must(stored === ids.length, `the server holds ${stored} of ${ids.length} responses`);
  must(quarantined + conflict === 0, `${quarantined + conflict} wait for a decision`);
  const held = await heldBy(field, field.link, ids);
  must(held.size === ids.length, `the server holds ${held.size} of the ${ids.length} ids`);
}

/** Two tabs of one phone send at the same time, over a network slow enough that they meet. */
async function twoTabs(ground: Ground, before = '') {
  return inTheField(ground, async (field) => {
    const count = ground.isQuick ? 5 : 25;
    const { network, address } = field;
    const phone = await field.phone({ before });
    const page = await openReady(phone, address);
    network.isOn = false;
    for (let number = 1; number <= count; number += 1) {
      await fillIn(page, number);
      await page.getByRole('button', { name: 'Xem danh sách' }).click();
      await page.getByRole('button', { name: 'Về trang đầu' }).click();
    }
    const ids = (await rowsOn(page, 'outbox')).map(({ id }) => id);
    const other = await phone.open(address);
    await home(other).waitFor();
    network.delayMs = 700;
    network.isOn = true;
    await Promise.all(
      [page, other].map((tab) => tab.evaluate(() => dispatchEvent(new Event('online')))),
    );
    await untilSent(page);
    await mustHoldExactly(field, ids);
    const twice = network.sentIds.length - new Set(network.sentIds).size;
    return { count, twice, sent: network.sentIds.length };
  });
}

async function oneSender(ground: Ground): Promise<string> {
  const { count, twice } = await twoTabs(ground);
  must(twice === 0, `${twice} of ${count} responses were sent by both tabs`);
  return `${count} of ${count} arrived, each sent once`;
}

async function withoutOneSender(ground: Ground): Promise<string> {
  const { count, sent } = await twoTabs(ground, withoutLocks);
  return `${count} of ${count} arrived once, although ${sent} were sent`;
}

/** Neither locks nor ids that say that it is the same response: what a server without them would hold. */
async function neitherLocksNorIds(ground: Ground): Promise<void> {
  const { count, sent } = await twoTabs(ground, withoutLocks);
  must(sent === count, `a server that counts what it gets would hold ${sent} for ${count}`);
}

export const outboxFaults: readonly Fault[] = [
  {
    id: 'F14',
    what: 'finished without a network, the phone killed, then a 502, a portal and a lost reply',
    on: ['browser'],
    run: (ground) => badDay(ground),
    control: (ground) => badDay(ground, believesAnything),
  },
  {
    id: 'F14',
    what: 'three days without a network and a phone that is killed again and again',
    on: ['browser'],
    run: (ground) => longDays(ground),
    control: (ground) =>
      longDays(
        { ...ground, isQuick: true },
        `IDBFactory.prototype.open = () => { throw new DOMException('denied'); };`,
      ),
  },
  {
    id: 'F21',
    what: 'two tabs of one phone send at the same time',
    on: ['browser'],
    run: oneSender,
    control: (ground) => neitherLocksNorIds(ground),
  },
  {
    id: 'F21',
    what: 'two tabs send in a browser without Web Locks',
    on: ['browser'],
    run: withoutOneSender,
  },
];
