/** F16, F19: what happens at the desk while the phone is out of reach; F11: a phone whose clock is wrong. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, type Ground, must } from './fault.ts';
import { pause } from './phone-network.ts';
import { atTheDesk } from './phone-owner.ts';
import {
  countsOf,
  type Field,
  fillIn,
  home,
  inTheField,
  openReady,
  rowsOn,
  untilSent,
} from './phone-survey.ts';
import { command, definition, surveyName } from './server.ts';
import { rowsOf } from './storage.ts';

/** Finishes two interviews out of reach; `meanwhile` happens at the desk; then the network is back. */
async function away(field: Field, meanwhile: () => Promise<void>, before = '') {
  const { network, address } = field;
  const phone = await field.phone({ before });
  const page = await openReady(phone, address);
  network.isOn = false;
  await fillIn(page, 1);
  await fillIn(page, 2);
  const ids = (await rowsOn(page, 'outbox')).map(({ id }) => id);
  must(ids.length === 2, `${ids.length} of 2 responses are on the phone`);
  await meanwhile();
  network.isOn = true;
  await untilSent(page);
  const left = await rowsOn(page, 'outbox');
  must(left.length === 0, `${left.length} of 2 responses were refused`);
  must(phone.complaints.length === 0, `the page complained: ${phone.complaints[0]}`);
  return { page, ids };
}

function retired(ground: Ground): Promise<string> {
  return inTheField(ground, async (field) => {
    const file = join(ground.folder, 'next.json');
    const { page } = await away(field, async () => {
      const [first] = definition.pages;
      const pages = [
        { ...first, name: 'page_1', elements: (first?.elements ?? []).slice(0, 2) },
        {
          name: 'page_2',
          elements: [
            {
              type: 'boolean',
              name: 'again',
              title: { vi: 'Nữa', en: 'Again' },
              lnClass: 'neutral',
              lnMeasure: 'nominal',
            },
          ],
        },
      ];
      writeFileSync(file, JSON.stringify({ ...definition, pages }));
      await command(ground, 'survey', 'publish', file, '--name', surveyName);
    });
    const { stored, quarantined } = await countsOf(ground);
    must(stored === 2 && quarantined === 0, `${stored} of 2 are stored, ${quarantined} wait`);
    const versions = await rowsOf(ground, 'select distinct version_hash from response');
    must(versions.length === 1, 'they were put to another version than they were asked in');
    await page.reload();
    await home(page).waitFor();
    let kept = await rowsOn(page, 'definition');
    for (let waited = 0; waited < 20_000 && kept.length > 1; waited += 250) {
      await pause(250);
      kept = await rowsOn(page, 'definition');
    }
    must(kept.length === 1, `${kept.length} definitions are kept where one is needed`);
    return '2 of 2 arrived under the version they were asked in; the phone has the new version and has forgotten the old';
  });
}

function closed(ground: Ground): Promise<string> {
  return inTheField(ground, async (field) => {
    const { page } = await away(field, () => atTheDesk(field.server, field.link, 'close'));
    const { stored, quarantined } = await countsOf(ground);
    must(stored === 2 && quarantined === 0, `${stored} of 2 are stored, ${quarantined} wait`);
    await page.reload();
    await page.getByRole('heading', { name: 'Đợt này đã kết thúc' }).waitFor();
    return '2 of 2 begun before the link was closed are stored; the phone says that it is over';
  });
}

function revoked(ground: Ground): Promise<string> {
  return inTheField(ground, async (field) => {
    const { ids } = await away(field, () => atTheDesk(field.server, field.link, 'revoke'));
    const { stored, quarantined } = await countsOf(ground);
    must(stored === 0, `${stored} responses of a withdrawn link count`);
    must(quarantined === ids.length, `${quarantined} of ${ids.length} wait for a decision`);
    return `${quarantined} of ${ids.length} arrived and wait for a decision, none counts, none is lost`;
  });
}

/** The phone's clock is wrong by so many days. */
const wrongBy = (days: number): string => `{
  const off = ${days} * 86400000;
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given) { if (given.length) super(...given); else super(RealDate.now() + off); }
    static now() { return RealDate.now() + off; }
  };
}`;

async function wrongClock(ground: Ground): Promise<string> {
  const seen: string[] = [];
  for (const days of [-400, 400]) {
    const own = { ...ground, folder: join(ground.folder, `clock${days}`) };
    mkdirSync(own.folder);
    await inTheField(own, async (field) => {
      await away(field, async () => undefined, wrongBy(days));
      const { stored, quarantined } = await countsOf(own);
      must(
        stored === 2 && quarantined === 0,
        `${days} days: ${stored} stored, ${quarantined} wait`,
      );
      const sentAt = new Date(field.network.contexts.at(-1)?.sentAt ?? '').getTime();
      const off = Math.round((sentAt - Date.now()) / 86_400_000);
      must(off === days, `the phone said that its clock is off by ${off} days, not ${days}`);
    });
    seen.push(`${days > 0 ? '+' : ''}${days} days: 2 of 2 stored`);
  }
  return `${seen.join('; ')}; the phone tells the server what its clock says`;
}

export const absenceFaults: readonly Fault[] = [
  {
    id: 'F16',
    what: 'a new version is published while the phone is out of reach',
    on: ['browser'],
    run: retired,
  },
  {
    id: 'F16',
    what: 'the link is closed while the phone is out of reach',
    on: ['browser'],
    run: closed,
  },
  {
    id: 'F19',
    what: 'the link is withdrawn while the phone is out of reach',
    on: ['browser'],
    run: revoked,
  },
  { id: 'F11', what: 'a phone whose clock is wrong', on: ['browser'], run: wrongClock },
];
