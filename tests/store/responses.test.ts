import { beforeAll, describe, expect, it } from 'vitest';
import { lastReceived, progressOf } from '#server/intake/progress-repo.ts';
import { responsesAfter } from '#server/intake/response-repo.ts';
import { aSubmission, at, insertLinkWithToken } from '../support/build.ts';
import { type Collecting, startCollecting } from '../support/collecting.ts';
import { dialects } from '../support/databases.ts';

describe.each(dialects)('responses read from %s', (dialect) => {
  let server: Collecting;
  const ids: string[] = [];
  beforeAll(async () => {
    server = await startCollecting(dialect, { link: { siteId: 'site-hoa-binh' } });
    const other = await insertLinkWithToken(server.db, server.secrets, { id: 'other' });
    const send = async (moment: string, token: string, special = {}) => {
      server.clock.set(at(moment));
      const submission = aSubmission(special);
      await server.send([submission], token);
      ids.push(submission.id);
    };
    // The day begins at 17:00 UTC in Viet Nam.
    await send('2026-04-16T16:59:59', server.token);
    await send('2026-04-16T17:00:00', server.token);
    await send('2026-04-17T02:00:00', other);
    await send('2026-04-17T03:00:00', other, { outcome: 'refused', answers: {} });
  });

  it('come in the order of storing, completed ones only, with the day of the project', async () => {
    const all = await responsesAfter(server.db, 'survey', 0, 100);

    expect(all.map(({ seq, id }) => [seq, id])).toEqual([
      [1, ids[0]],
      [2, ids[1]],
      [3, ids[2]],
    ]);
    expect(all.map(({ receivedOn }) => receivedOn)).toEqual([
      '2026-04-16',
      '2026-04-17',
      '2026-04-17',
    ]);
    expect(all.map(({ siteCode }) => siteCode)).toEqual(['hoa-binh', 'hoa-binh', null]);
    expect(all[0]?.answers).toEqual({ sex: 'f', age: 31, join: 'yes' });
  });

  it('go on where a reader stopped', async () => {
    const first = await responsesAfter(server.db, 'survey', 0, 2);
    const rest = await responsesAfter(server.db, 'survey', first.at(-1)?.seq ?? 0, 2);

    expect([...first, ...rest].map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(await responsesAfter(server.db, 'survey', 3, 2)).toEqual([]);
  });

  it('leave out what was excluded', async () => {
    const excluded = { excluded_at: '2026-04-18T00:00:00.000Z' };
    await server.db.updateTable('response').set(excluded).where('seq', '=', 2).execute();

    const seqs = (await responsesAfter(server.db, 'survey', 0, 10)).map(({ seq }) => seq);

    expect(seqs).toEqual([1, 3]);
    await server.db.updateTable('response').set({ excluded_at: null }).execute();
  });

  it('are counted by day, link and site', async () => {
    expect(await progressOf(server.db, 'survey', at('2026-04-17T16:00:00'))).toEqual({
      stored: 4,
      quarantined: 0,
      conflict: 0,
      test: 0,
      today: 3,
      days: [
        { day: '2026-04-16', stored: 1 },
        { day: '2026-04-17', stored: 3 },
      ],
      links: [
        { id: 'link', stored: 2 },
        { id: 'other', stored: 2 },
      ],
      sites: [{ code: 'hoa-binh', name: 'Hòa Bình', stored: 2 }],
    });
    expect(await lastReceived(server.db, 'survey')).toEqual(
      new Map([
        ['link', '2026-04-16T17:00:00.000Z'],
        ['other', '2026-04-17T03:00:00.000Z'],
      ]),
    );
  });
});
