import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { verifyChain } from '#server/access/audit-repo.ts';
import { endDays } from '#server/intake/anonymous-days.ts';
import { responsesAfter } from '#server/intake/response-repo.ts';
import { revokeLink, rotateLink } from '#server/links/link-repo.ts';
import { inTransaction } from '#server/store/transaction.ts';
import {
  aSubmission,
  at,
  insertLinkWithToken,
  insertPublished,
  smallDefinition,
} from '../support/build.ts';
import { type Collecting, startCollecting } from '../support/collecting.ts';
import { dialects } from '../support/databases.ts';

const closesAt = at('2026-04-18T16:59:59');

describe.each(dialects)('POST /collect/responses on %s', (dialect) => {
  let server: Collecting;
  const newLink = (special: Parameters<typeof insertLinkWithToken>[2]) =>
    insertLinkWithToken(server.db, server.secrets, { id: randomUUID(), ...special });
  beforeAll(async () => {
    server = await startCollecting(dialect);
  });

  describe('a sound response', () => {
    it('is stored, with a code for people and a line of the audit', async () => {
      const submission = aSubmission();
      const before = await verifyChain(server.db, 'org');

      const [result] = await server.send([submission]);

      expect(result).toEqual({
        id: submission.id,
        status: 'stored',
        code: expect.stringMatching(/^[2346789CDFGHJKMNPQRTVWXYZ]{6}$/),
      });
      const after = await verifyChain(server.db, 'org');
      expect(after).toEqual({ ok: true, lines: before.lines + 1 });
      const row = await server.db
        .selectFrom('response')
        .selectAll()
        .where('id', '=', submission.id)
        .executeTakeFirstOrThrow();
      expect(row).toMatchObject({
        version_hash: server.version.hash,
        link_id: 'link',
        outcome: 'completed',
        language: 'vi',
        answers: '{"sex":"f","age":31,"join":"yes"}',
        started_at: '2026-04-16T00:40:00.000Z',
        received_at: '2026-04-16T01:00:00.000Z',
        flags: '[]',
        is_test: 0,
      });
    });

    it('is stored once, however often it is sent, whatever the phone now says about times', async () => {
      const submission = aSubmission();
      const [first] = await server.send([submission]);
      const before = await server.counts();

      const again = await server.send([
        submission,
        { ...submission, startedAt: '2026-04-16T00:41:00Z', language: 'en' },
        { ...submission, id: submission.id.toUpperCase(), outcome: undefined },
      ]);

      expect(again.map(({ status, code }) => [status, code])).toEqual(
        Array(3).fill(['already-stored', first?.code]),
      );
      expect(await server.counts()).toEqual(before);
    });

    it('is stored once when five requests bring it at the same moment', async () => {
      const submission = aSubmission();
      const before = await server.counts();

      const results = await Promise.all([1, 2, 3, 4, 5].map(() => server.send([submission])));

      expect(results.map(([result]) => result?.status).sort()).toEqual([
        ...Array(4).fill('already-stored'),
        'stored',
      ]);
      expect(await server.counts()).toEqual({ ...before, stored: before.stored + 1 });
    });

    it('keeps its letters in NFC and everything else as it came', async () => {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an answer may look like a template
      const why_not = 'Nguyễn bận \u{1f469}\u200d\u{1f3ed} <b>${7*7}</b> {sex}';
      const submission = aSubmission({
        answers: { sex: 'x', join: 'no', why_not: why_not.normalize('NFD') },
      });

      const sent = await server.send([submission]);
      const again = await server.send([
        { ...submission, answers: { sex: 'x', join: 'no', why_not } },
      ]);

      expect([sent[0]?.status, again[0]?.status]).toEqual(['stored', 'already-stored']);
      const stored = await responsesAfter(server.db, 'survey', 0, 1_000);
      expect(stored.find(({ id }) => id === submission.id)?.answers.why_not).toBe(why_not);
    });
  });

  describe('a response that contradicts the survey', () => {
    it.each([
      ['a required item without an answer', { answers: { age: 31 } }, ['required']],
      [
        'an answer against the rule of its item',
        { answers: { sex: 'f', age: 12 } },
        ['constraint'],
      ],
      [
        'an answer to what was not asked',
        { answers: { sex: 'f', join: 'yes', why_not: 'bận' } },
        ['irrelevant'],
      ],
      ['a clock a year ahead', { finishedAt: '2027-04-16T00:50:00Z' }, ['clock']],
      ['a clock from before the survey existed', { startedAt: '2025-01-01T00:00:00Z' }, ['clock']],
      ['an end before its beginning', { finishedAt: '2026-04-16T00:30:00Z' }, ['clock']],
      ['no times', { startedAt: undefined, finishedAt: undefined }, ['clock']],
    ])('is stored with a flag: %s', async (_, special, flags) => {
      const [result] = await server.send([aSubmission(special)]);

      expect(result).toMatchObject({ status: 'stored', flags });
    });

    it('owes no answer when the interview was refused', async () => {
      const [result] = await server.send([aSubmission({ outcome: 'refused', answers: {} })]);

      expect(result).toMatchObject({ status: 'stored' });
      expect(result).not.toHaveProperty('flags');
    });
  });

  describe('a response that does not fit', () => {
    it.each([
      [
        'an item that the survey does not have',
        { answers: { sex: 'f', height: 170 } },
        '/answers/height',
      ],
      ['a choice that is not offered', { answers: { sex: 'q' } }, '/answers/sex'],
      ['a text where a number belongs', { answers: { sex: 'f', age: 'old' } }, '/answers/age'],
      [
        'an item named __proto__',
        { answers: JSON.parse('{"__proto__":{"polluted":1}}') },
        '/answers/__proto__',
      ],
      [
        'a text of a million letters',
        { answers: { join: 'no', why_not: 'a'.repeat(100_000) } },
        '/answers/why_not',
      ],
      ['an outcome that does not exist', { outcome: 'great' }, '/outcome'],
      [
        'a date that the calendar does not have',
        { startedAt: '2026-02-30T00:00:00Z' },
        '/startedAt',
      ],
      ['answers that are a list', { answers: ['f'] }, '/answers'],
      ['no answers', { answers: undefined }, '/answers'],
    ])('is quarantined and named, once: %s', async (_, special, pointer) => {
      const submission = aSubmission(special);
      const before = await server.counts();

      const [first] = await server.send([submission]);
      const [again] = await server.send([submission]);

      expect(first).toMatchObject({ status: 'quarantined', problem: { code: 'answers-unfit' } });
      expect(first?.problem?.errors?.[0]?.pointer).toBe(pointer);
      expect(again).toEqual(first);
      expect(await server.counts()).toEqual({ ...before, quarantined: before.quarantined + 1 });
      expect({}).not.toHaveProperty('polluted');
    });

    it('is quarantined when its version is unknown, or of another survey', async () => {
      const elsewhere = await insertPublished(
        server.db,
        { ...server.survey, id: 'other', name: `other-${dialect}` },
        { ...smallDefinition, title: 'another survey' },
      );

      const results = await server.send([
        aSubmission({ definitionHash: elsewhere.hash }),
        aSubmission({ definitionHash: canonicalHash('nothing') }),
      ]);

      expect(results.map((result) => result.problem?.code)).toEqual([
        'definition-unknown',
        'definition-unknown',
      ]);
      expect(results.map(({ status }) => status)).toEqual(['quarantined', 'quarantined']);
    });

    it('is kept when its answers are sealed', async () => {
      const sealed = 'A'.repeat(30_000);
      const submission = aSubmission({ answers: undefined, sealed });

      const [result] = await server.send([submission]);

      expect(result).toMatchObject({ status: 'quarantined', problem: { code: 'answers-sealed' } });
      const { envelope } = await server.db
        .selectFrom('quarantine')
        .select('envelope')
        .where('response_id', '=', submission.id)
        .executeTakeFirstOrThrow();
      expect(JSON.parse(envelope).sealed).toBe(sealed);
    });
  });

  describe('a response of the same id with other answers', () => {
    it('is kept beside the first one for a person to decide, once', async () => {
      const submission = aSubmission();
      const other = { ...submission, answers: { sex: 'm' } };
      const before = await server.counts();

      const results = await server.send([submission, other, other, submission]);
      const again = await server.send([other]);

      expect(results.map(({ status }) => status)).toEqual([
        'stored',
        'conflict',
        'conflict',
        'already-stored',
      ]);
      expect(again[0]).toMatchObject({
        status: 'conflict',
        problem: { code: 'response-conflict' },
      });
      expect(await server.counts()).toEqual({
        ...before,
        stored: before.stored + 1,
        conflict: before.conflict + 1,
      });
      const rows = await responsesAfter(server.db, 'survey', 0, 1_000);
      expect(rows.filter(({ id }) => id === submission.id)).toMatchObject([
        { answers: { sex: 'f' } },
      ]);
    });
  });

  describe('a link that has ended', () => {
    it('does so too where it was made when its time was over', async () => {
      const token = await newLink({ closesAt: at('2026-03-30T17:00:00') });
      const begun = { startedAt: '2026-03-28T01:00:00Z', finishedAt: '2026-03-28T01:20:00Z' };

      const [inTime] = await server.send([aSubmission(begun)], token);

      expect(inTime).toMatchObject({ status: 'stored', flags: ['clock', 'late'] });
    });

    it('takes what was begun in time for 30 days, with a flag', async () => {
      const token = await newLink({ closesAt });
      const begunAfter = { startedAt: '2026-04-19T00:00:00Z', finishedAt: '2026-04-19T00:20:00Z' };

      server.clock.set(at('2026-05-18T16:00:00'));
      const inTime = await server.send([aSubmission(), aSubmission(begunAfter)], token);
      server.clock.set(at('2026-05-18T17:30:00'));
      const tooLate = await server.send([aSubmission()], token);
      server.clock.set(at('2026-04-16T01:00:00'));

      expect(inTime[0]).toMatchObject({ status: 'stored', flags: ['late'] });
      expect(inTime[1]).toMatchObject({ status: 'quarantined', problem: { code: 'link-closed' } });
      expect(tooLate[0]).toMatchObject({ status: 'quarantined', problem: { code: 'link-closed' } });
    });

    it('quarantines what comes after it was withdrawn, replaced, or before it opens', async () => {
      const [revoked, rotated] = [randomUUID(), randomUUID()];
      const withdrawn = await newLink({ id: revoked });
      const former = await newLink({ id: rotated });
      const early = await newLink({ opensAt: at('2026-04-20T00:00:00') });
      await server.send([aSubmission()], withdrawn);
      await server.send([aSubmission()], former);

      await revokeLink(server.db, revoked, at('2026-04-16T00:59:00'));
      await inTransaction(server.db, (trx) =>
        rotateLink(trx, rotated, `new-${dialect}`, at('2026-04-16T00:59:00')),
      );

      for (const [token, code] of [
        [withdrawn, 'link-revoked'],
        [former, 'link-rotated'],
        [early, 'link-not-open'],
      ] as const) {
        const [result] = await server.send([aSubmission()], token);
        expect(result).toMatchObject({ status: 'quarantined', problem: { code } });
      }
    });
  });

  describe('a quota', () => {
    it('counts completed responses once, also when they come all at once', async () => {
      const id = randomUUID();
      const token = await newLink({ id, quota: 5 });
      const first = aSubmission();
      await server.send([first, first, aSubmission({ outcome: 'refused', answers: {} })], token);
      await server.send([first], token);

      const results = await Promise.all(
        Array.from({ length: 12 }, () => server.send([aSubmission()], token)),
      );

      const statuses = results.map(([result]) => result?.status).sort();
      expect(statuses).toEqual([...Array(8).fill('quarantined'), ...Array(4).fill('stored')]);
      const { completed } = await server.db
        .selectFrom('link')
        .select('completed')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      expect(completed).toBe(5);
    });
  });

  describe('the site of a link', () => {
    it('counts as the answer to the site item, and another answer is flagged', async () => {
      const definition: Definition = {
        ...smallDefinition,
        title: 'with a site',
        pages: [
          {
            name: 'p',
            elements: [
              {
                type: 'dropdown',
                name: 'factory',
                isRequired: true,
                choices: ['hoa-binh', 'tan-thuan'],
                lnRole: 'site',
              },
              {
                type: 'text',
                name: 'line',
                visibleIf: "{factory} = 'hoa-binh'",
                lnClass: 'free-text',
              },
            ],
          },
        ],
      };
      const survey = { ...server.survey, id: 'sited', name: `sited-${dialect}` };
      const { hash: definitionHash } = await insertPublished(server.db, survey, definition);
      const link = { surveyId: 'sited' };
      const fixed = await newLink({ ...link, siteId: 'site-hoa-binh' });
      const open = await newLink(link);

      await server.db
        .insertInto('site')
        .values({
          id: 'site-new',
          project_id: 'project',
          code: 'new',
          name: 'Mới',
          headcount: null,
          created_at: '2026-04-15T00:00:00.000Z',
        })
        .execute();
      const newer = await newLink({ ...link, siteId: 'site-new' });

      const [silent, differing] = await server.send(
        [
          aSubmission({ definitionHash, answers: { line: '4' } }),
          aSubmission({ definitionHash, answers: { factory: 'tan-thuan', line: '4' } }),
        ],
        fixed,
      );
      const [answered] = await server.send(
        [aSubmission({ definitionHash, answers: { factory: 'tan-thuan' } })],
        open,
      );

      const [own, foreign] = await server.send(
        [
          aSubmission({ definitionHash, answers: { factory: 'new' } }),
          aSubmission({ definitionHash, answers: { factory: 'nowhere' } }),
        ],
        newer,
      );

      expect(silent).not.toHaveProperty('flags');
      expect(own).toMatchObject({ status: 'stored' });
      expect(own).not.toHaveProperty('flags');
      expect(foreign).toMatchObject({ status: 'quarantined', problem: { code: 'answers-unfit' } });
      expect(differing?.flags).toEqual(['site-differs']);
      expect(answered).not.toHaveProperty('flags');
      const stored = await responsesAfter(server.db, 'sited', 0, 10);
      expect(stored.map(({ siteCode }) => siteCode)).toEqual([
        'hoa-binh',
        'hoa-binh',
        'tan-thuan',
        'new',
      ]);
    });
  });

  describe('a batch', () => {
    it('stores what is sound among what is not, and answers in order', async () => {
      const deep = { a: JSON.parse('['.repeat(40) + ']'.repeat(40)) };
      const sound = [aSubmission(), aSubmission()];

      const results = await server.send([
        sound[0],
        aSubmission({ answers: deep }),
        { ...aSubmission(), id: 'no-uuid' },
        aSubmission({ answers: { sex: 'q' } }),
        null,
        sound[1],
      ]);

      expect(results.map(({ status }) => status)).toEqual([
        'stored',
        'rejected',
        'rejected',
        'quarantined',
        'rejected',
        'stored',
      ]);
      expect(results.map(({ id }) => id)).toEqual([
        sound[0]?.id,
        expect.any(String),
        'no-uuid',
        expect.any(String),
        null,
        sound[1]?.id,
      ]);
    });

    it('numbers what it stores in order, without a gap', async () => {
      const items = Array.from({ length: 100 }, () => aSubmission());

      await Promise.all([0, 25, 50, 75].map((from) => server.send(items.slice(from, from + 25))));

      const rows = await server.db
        .selectFrom('response')
        .select(['seq'])
        .where('survey_id', '=', 'survey')
        .orderBy('seq')
        .execute();
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
      const head = await server.db
        .selectFrom('response_head')
        .select('seq')
        .where('survey_id', '=', 'survey')
        .executeTakeFirstOrThrow();
      expect(head.seq).toBe(rows.length);
      expect(await verifyChain(server.db, 'org')).toMatchObject({ ok: true });
    });
  });

  it('stores the answers of a test link apart from the others', async () => {
    const token = await newLink({ isTest: true });
    const before = await server.counts();

    const submission = aSubmission();
    await server.send([submission], token);

    expect(await server.counts()).toEqual({ ...before, test: before.test + 1 });
    const rows = await responsesAfter(server.db, 'survey', 0, 10_000);
    expect(rows.some(({ id }) => id === submission.id)).toBe(false);
  });

  it('asks whoever sends more than 600 items a minute to wait, and loses nothing', async () => {
    const busy = await startCollecting(dialect, { itemsPerMinute: 600 });
    const items = Array.from({ length: 100 }, () => aSubmission());
    for (let sent = 0; sent < 6; sent += 1) {
      await busy.send(Array.from({ length: 100 }, () => aSubmission()));
    }

    const refused = await busy.post(JSON.stringify({ responses: items }));
    busy.clock.set(at('2026-04-16T01:01:00'));
    const results = await busy.send(items);

    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await refused.json()).toMatchObject({ code: 'too-many-requests' });
    expect(results.every(({ status }) => status === 'stored')).toBe(true);
    expect((await busy.counts()).stored).toBe(700);
  });
});

describe.each(dialects)('an anonymous survey on %s', (dialect) => {
  it('keeps a day and nothing of the link, and shows responses five at a time', async () => {
    const server = await startCollecting(dialect, { survey: { anonymous: true } });
    const send = (count: number) =>
      server.send(Array.from({ length: count }, () => aSubmission({ collectorName: 'chị Hoa' })));

    await send(4);
    const waiting = await responsesAfter(server.db, 'survey', 0, 100);
    await send(3);
    const shown = await responsesAfter(server.db, 'survey', 0, 100);
    await send(2);

    expect(waiting).toEqual([]);
    expect(shown.map(({ seq }) => seq)).toEqual(Array(7).fill(1));
    expect(shown.map(({ id }) => id)).toEqual(shown.map(({ id }) => id).sort());
    expect(await responsesAfter(server.db, 'survey', 1, 100)).toEqual([]);
    expect(await server.counts()).toEqual({ stored: 9, quarantined: 0, conflict: 0, test: 0 });
    const kept = JSON.stringify(
      await server.db.selectFrom('anonymous_response').selectAll().execute(),
    );
    expect(kept).toContain('"received_on":"2026-04-16"');
    expect(kept).not.toMatch(/chị Hoa|"link"|T00:|T01:/);
    const lines = () => server.db.selectFrom('audit').select(['action', 'detail']).execute();
    expect([await endDays(server), await lines()]).toEqual([0, []]);
    server.clock.set(at('2026-04-16T17:00:00'));
    expect([await endDays(server), await endDays(server)]).toEqual([1, 0]);
    const detail = '{"count":7,"day":"2026-04-16"}';
    expect(await lines()).toEqual([{ action: 'responses.pooled', detail }]);
    expect(await responsesAfter(server.db, 'survey', 0, 100)).toEqual(shown);
  });

  it('knows a response again, and keeps misfits without a trace of when and where', async () => {
    const server = await startCollecting(dialect, { survey: { anonymous: true } });
    const submission = aSubmission();
    await server.send([submission]);

    const [again, other] = await server.send([
      submission,
      { ...submission, answers: { sex: 'm' } },
    ]);
    await server.send([aSubmission({ answers: { sex: 'q' }, collectorName: 'chị Hoa' })]);

    expect([again?.status, other?.status]).toEqual(['already-stored', 'conflict']);
    const kept = JSON.stringify([
      await server.db.selectFrom('conflict').selectAll().execute(),
      await server.db.selectFrom('quarantine').selectAll().execute(),
    ]);
    expect(kept).not.toMatch(/chị Hoa|startedAt|T01:/);
    expect(kept).toContain('"link_id":null');
    const receipts = await server.request(`/collect/receipts?ids=${submission.id}`);
    expect(await receipts.json()).toMatchObject({
      receipts: [{ id: submission.id, status: 'stored', receivedAt: '2026-04-16' }],
    });
  });
});
