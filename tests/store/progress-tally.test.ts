/** Sums of what was received, against counting every row by itself, on both databases. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { dayIn } from '#core/register/project-time.ts';
import { progressMark, progressOf } from '#server/intake/progress-repo.ts';
import { peopleTallies, tallies } from '#server/intake/progress-tally-repo.ts';
import { insertLink } from '#server/links/link-repo.ts';
import type { Store } from '#server/store/database.ts';
import { insertRows } from '#server/store/remembered.ts';
import {
  aLink,
  aSurvey,
  at,
  insertGround,
  insertPublished,
  smallDefinition,
} from '../support/build.ts';
import { dialects, freshStore } from '../support/databases.ts';

/** Arithmetic instead of chance: the same moments on both databases. */
const spread = (index: number, from: Date, days: number): Date =>
  new Date(from.getTime() + ((index * 7_919) % 9_973) * ((days * 86_400_000) / 9_973));

const outcomes = ['completed', 'completed', 'completed', 'refused', 'partial'];

describe.each(dialects)('tallies on %s', (dialect) => {
  let store: Store;
  beforeAll(async () => {
    store = await freshStore(dialect);
    await insertGround(store.db);
    await insertPublished(store.db, aSurvey());
    for (const id of ['l1', 'l2', 'l3']) {
      await insertLink(store.db, aLink({ id, siteId: 'site-hoa-binh' }), `token ${id}`);
    }
  });

  const row = (index: number, receivedAt: Date) => ({
    survey_id: 'survey',
    id: randomUUID(),
    seq: index + 1,
    version_hash: canonicalHash(smallDefinition),
    link_id: index % 4 === 3 ? null : `l${1 + (index % 3)}`,
    site_id: index % 5 === 0 ? null : 'site-hoa-binh',
    outcome: outcomes[index % outcomes.length] ?? 'completed',
    answers: '{}',
    content_hash: 'x',
    received_at: receivedAt.toISOString(),
    receipt_code: 'ABCDEF',
    flags: '[]',
    flag_details: '[]',
    is_test: index % 11 === 0 ? 1 : 0,
    excluded_at: index % 13 === 0 ? '2026-01-01T00:00:00.000Z' : null,
    client_index: index % 6 === 0 ? null : `client ${index % 37}`,
  });

  async function fill(from: string, days: number) {
    await store.db.deleteFrom('response').execute();
    const rows = Array.from({ length: 400 }, (_, index) =>
      row(index, spread(index, at(from), days)),
    );
    await insertRows(store.db, 'response', rows);
    return rows.filter((one) => one.is_test === 0 && one.excluded_at === null);
  }

  // Zones of half and quarter hours, over changes of clocks, and one where a day begins at one o'clock.
  it.each([
    ['Asia/Ho_Chi_Minh', '2026-04-10T00:00:00', 9],
    ['Asia/Kathmandu', '2026-04-10T00:00:00', 9],
    ['Europe/Berlin', '2026-03-25T00:00:00', 9],
    ['America/St_Johns', '2026-10-28T00:00:00', 9],
    ['Australia/Lord_Howe', '2026-04-01T00:00:00', 9],
    ['America/Asuncion', '2023-09-28T00:00:00', 9],
    ['Pacific/Kiritimati', '2026-04-10T00:00:00', 9],
  ])('put every response on its day in %s', async (timeZone, from, days) => {
    await store.db.updateTable('project').set({ time_zone: timeZone }).execute();
    const counted = await fill(from, days);

    const wanted = new Map<string, number>();
    for (const { received_at, link_id, site_id, outcome } of counted) {
      const key = [dayIn(new Date(received_at), timeZone), link_id, site_id, outcome].join(' ');
      wanted.set(key, (wanted.get(key) ?? 0) + 1);
    }
    const found = new Map<string, number>();
    for (const { day, linkId, siteId, outcome, count } of await tallies(store.db, 'survey')) {
      const key = [day, linkId, siteId, outcome].join(' ');
      found.set(key, (found.get(key) ?? 0) + count);
    }
    expect(new Set([...found.keys()].map((key) => key.slice(0, 10))).size).toBeGreaterThan(8);
    expect([...found].sort()).toEqual([...wanted].sort());
  });

  it('count each person once, on the day of their first completed response', async () => {
    await store.db.updateTable('project').set({ time_zone: 'Asia/Ho_Chi_Minh' }).execute();
    const counted = await fill('2026-04-10T00:00:00', 9);
    const firsts = new Map<string, string>();
    for (const { client_index, received_at, outcome } of counted) {
      if (client_index === null || outcome !== 'completed') continue;
      const known = firsts.get(client_index);
      if (known === undefined || received_at < known) firsts.set(client_index, received_at);
    }
    const wanted = new Map<string, number>();
    for (const moment of firsts.values()) {
      const day = dayIn(new Date(moment), 'Asia/Ho_Chi_Minh');
      wanted.set(day, (wanted.get(day) ?? 0) + 1);
    }
    const found = new Map<string, number>();
    for (const { day, count } of (await peopleTallies(store.db, ['survey'])) ?? []) {
      found.set(day, (found.get(day) ?? 0) + count);
    }
    expect(firsts.size).toBeGreaterThan(30);
    expect([...found].sort()).toEqual([...wanted].sort());
  });

  it('tell that something has changed without counting it', async () => {
    const mark = () => progressMark(store.db, 'survey', at('2026-04-16T01:00:00'));
    await store.db
      .insertInto('response_head')
      .values({ survey_id: 'survey', seq: 400, changes: 0, compared: 0 })
      .execute();
    const before = await mark();
    expect(await mark()).toBe(before);
    await store.db.updateTable('response_head').set({ changes: 1 }).execute();
    const excluded = await mark();
    expect(excluded).not.toBe(before);
    await store.db.updateTable('response_head').set({ seq: 401 }).execute();
    expect(await mark()).not.toBe(excluded);
    expect(await progressMark(store.db, 'survey', at('2026-04-16T17:00:00'))).not.toBe(
      await mark(),
    );
  });

  it('count of anonymous surveys what has been pooled, by day and site alone', async () => {
    await insertPublished(store.db, aSurvey({ id: 'quiet', name: 'quiet', anonymous: true }));
    const quiet = (index: number, batch: number | null) => ({
      survey_id: 'quiet',
      id: randomUUID(),
      version_hash: canonicalHash(smallDefinition),
      site_id: 'site-tan-thuan',
      outcome: 'completed',
      answers: '{}',
      content_hash: 'x',
      received_on: index < 6 ? '2026-04-14' : '2026-04-15',
      receipt_code: 'ABCDEF',
      flags: '[]',
      flag_details: '[]',
      is_test: 0,
      batch,
    });
    const rows = Array.from({ length: 14 }, (_, index) => quiet(index, index < 10 ? 1 : null));
    await insertRows(store.db, 'anonymous_response', rows);

    expect((await tallies(store.db, 'quiet')).toSorted((a, b) => (a.day < b.day ? -1 : 1))).toEqual(
      [
        {
          day: '2026-04-14',
          linkId: null,
          siteId: 'site-tan-thuan',
          outcome: 'completed',
          count: 6,
          last: null,
        },
        {
          day: '2026-04-15',
          linkId: null,
          siteId: 'site-tan-thuan',
          outcome: 'completed',
          count: 4,
          last: null,
        },
      ],
    );
    expect(await progressOf(store.db, 'quiet', at('2026-04-15T01:00:00'))).toMatchObject({
      stored: 10,
      today: 4,
      links: [],
      sites: [{ code: 'tan-thuan', stored: 10 }],
    });
    expect(await peopleTallies(store.db, ['quiet'])).toBeNull();
  });
});
