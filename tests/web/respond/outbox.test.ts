import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createBackOff } from '#web/respond/outbox/back-off.ts';
import type { SendReply } from '#web/respond/outbox/collect-api.ts';
import { memoryStore } from '#web/respond/outbox/memory-store.ts';
import { Outbox } from '#web/respond/outbox/outbox.ts';
import type { PhoneStore } from '#web/respond/outbox/phone-store.ts';
import type { LinkRow, OutboxRow } from '#web/respond/outbox/rows.ts';
import type { SubmissionItem } from '#web/respond/outbox/wire.ts';
import { oldPhones } from '../../support/old-phone-rows.ts';

/** A server that remembers what it took, and can be told to behave badly. */
function aServer() {
  const stored = new Set<string>();
  const requests: (readonly string[])[] = [];
  let next: ((items: readonly SubmissionItem[]) => SendReply) | undefined;
  const answer = (items: readonly SubmissionItem[]): SendReply => ({
    kind: 'answered',
    results: items.map(({ id }) => {
      const status = stored.has(id) ? 'already-stored' : 'stored';
      stored.add(id);
      return { id, status, code: `CODE-${id}` } as const;
    }),
  });
  return {
    stored,
    requests,
    answer,
    /** What happens to the next request instead of a normal answer. */
    once(reply: (items: readonly SubmissionItem[]) => SendReply) {
      next = reply;
    },
    send: async (_token: string, items: readonly SubmissionItem[]): Promise<SendReply> => {
      requests.push(items.map(({ id }) => id));
      const reply = next ?? answer;
      next = undefined;
      return reply(items);
    },
  };
}

const aRow = (id: string, savedAt = `2026-11-21T10:00:0${id}Z`, linkId = 'link'): OutboxRow => ({
  id,
  linkId,
  savedAt,
  item: {
    id,
    definitionHash: 'h',
    outcome: 'completed',
    startedAt: savedAt,
    finishedAt: savedAt,
    language: 'vi',
    answers: { sex: 'female' },
  },
});

let store: PhoneStore;
let server: ReturnType<typeof aServer>;
let outbox: Outbox;

beforeEach(async () => {
  vi.useFakeTimers();
  store = memoryStore();
  server = aServer();
  const view = { purpose: 'collector', title: {}, languages: ['vi'] };
  for (const id of ['link', 'other'])
    await store.saveLink({ id, token: `token-${id}`, view: { ...view, id }, definitionHash: 'h' });
  outbox = new Outbox({
    store,
    backOff: createBackOff(),
    send: server.send,
    now: () => new Date('2026-11-21T11:00:00Z'),
    alone: (work) => work(),
    changed: () => undefined,
  });
  return () => vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const waitingIds = async () =>
  (await store.outbox()).filter((row) => !row.refusal).map((row) => row.id);

describe('a finished response', () => {
  it('leaves the phone against a receipt, which is kept with its code', async () => {
    await outbox.add(aRow('1'));
    await settle();

    expect(await store.outbox()).toEqual([]);
    expect(await store.receipts()).toMatchObject([
      { id: '1', code: 'CODE-1', needsReview: false, receivedAt: '2026-11-21T11:00:00.000Z' },
    ]);
  });

  it.each([
    ['collector', undefined],
    ['partner', undefined],
    ['respondent', true],
    ['kiosk', true],
  ])(
    'through the link of a %s leaves a receipt that lasts or only passes',
    async (purpose, isPassing) => {
      const view = { id: 'link', purpose, title: {}, languages: ['vi'] };
      await store.saveLink({ id: 'link', token: 't', view, definitionHash: 'h' });
      await outbox.add(aRow('1'));
      await settle();

      expect((await store.receipts())[0]?.isPassing).toBe(isPassing);
    },
  );

  it('is sent again when the reply was lost, and is stored once', async () => {
    server.once((items) => {
      server.answer(items);
      return { kind: 'later' };
    });

    await outbox.add(aRow('1'));
    await settle();
    expect(await waitingIds()).toEqual(['1']);

    await vi.advanceTimersByTimeAsync(5_000);
    expect(await waitingIds()).toEqual([]);
    expect(server.requests).toEqual([['1'], ['1']]);
    expect(server.stored.size).toBe(1);
  });

  it('stays while a captive portal answers in the place of the server', async () => {
    server.once(() => ({ kind: 'answered', results: [] }));

    await outbox.add(aRow('1'));
    await settle();

    expect(await waitingIds()).toEqual(['1']);
  });

  it('stays when the receipt carries the id of another one', async () => {
    server.once(() => ({ kind: 'answered', results: [{ id: '9', status: 'stored' }] }));

    await outbox.add(aRow('1'));
    await settle();

    expect(await waitingIds()).toEqual(['1']);
    expect(await store.receipts()).toEqual([]);
  });

  it.each(['quarantined', 'conflict'] as const)(
    'counts as received when it is %s, and says that a person looks at it',
    async (status) => {
      server.once(([item]) => ({ kind: 'answered', results: [{ id: item?.id ?? '', status }] }));

      await outbox.add(aRow('1'));
      await settle();

      expect(await store.outbox()).toEqual([]);
      expect(await store.receipts()).toMatchObject([{ id: '1', needsReview: true }]);
    },
  );

  it('is kept with the reason when the server can never keep it', async () => {
    server.once(([item]) => ({
      kind: 'answered',
      results: [{ id: item?.id ?? '', status: 'rejected' }],
    }));

    await outbox.add(aRow('1'));
    await settle();
    await vi.advanceTimersByTimeAsync(120_000);

    expect(await store.outbox()).toMatchObject([{ id: '1', refusal: { reason: 'rejected' } }]);
    expect(server.requests).toEqual([['1']]);
  });
});

describe('several waiting responses', () => {
  it('go in one request, oldest first', async () => {
    for (const id of ['3', '1', '2']) await store.finish(aRow(id));

    await outbox.sendNow();

    expect(server.requests).toEqual([['1', '2', '3']]);
  });

  it('go by link, each under its own token', async () => {
    await store.finish(aRow('1'));
    await store.finish(aRow('2', undefined, 'other'));
    await store.finish(aRow('3'));

    await outbox.sendNow();

    expect(server.requests).toEqual([['1', '3'], ['2']]);
  });

  it('are tried one by one when the whole request is refused, so that one does not hold up the others', async () => {
    for (const id of ['1', '2', '3']) await store.finish(aRow(id));
    const refuseSecond = (items: readonly SubmissionItem[]): SendReply =>
      items.some(({ id }) => id === '2') ? { kind: 'refused', status: 413 } : server.answer(items);
    outbox = new Outbox({
      store,
      backOff: createBackOff(),
      send: async (_token, items) => refuseSecond(items),
      now: () => new Date(),
      alone: (work) => work(),
      changed: () => undefined,
    });

    await outbox.sendNow();

    expect((await store.receipts()).map(({ id }) => id).sort()).toEqual(['1', '3']);
    expect(await store.outbox()).toMatchObject([
      { id: '2', refusal: { reason: 'too-large', status: 413 } },
    ]);
  });

  it('stop at the first failure and wait longer each time, at most 30 seconds', async () => {
    await store.finish(aRow('1'));
    let tries = 0;
    const failing = new Outbox({
      store,
      backOff: createBackOff(),
      send: async () => {
        tries += 1;
        return { kind: 'later' };
      },
      now: () => new Date(),
      alone: (work) => work(),
      changed: () => undefined,
    });

    await failing.sendNow();
    await vi.advanceTimersByTimeAsync(60_000);
    const inFirstMinute = tries;
    await vi.advanceTimersByTimeAsync(300_000);

    expect(inFirstMinute).toBeLessThanOrEqual(10);
    expect(tries - inFirstMinute).toBeGreaterThanOrEqual(9);
    expect(tries - inFirstMinute).toBeLessThanOrEqual(21);
  });

  it('are not sent while another tab is at it', async () => {
    await store.finish(aRow('1'));
    const second = new Outbox({
      store,
      backOff: createBackOff(),
      send: server.send,
      now: () => new Date(),
      alone: async () => undefined,
      changed: () => undefined,
    });

    await second.sendNow();

    expect(server.requests).toEqual([]);
  });
});

describe('what a request says besides the responses', () => {
  const contextsOf = async (linkId: string): Promise<readonly object[]> => {
    const contexts: object[] = [];
    const own = new Outbox({
      store,
      backOff: createBackOff(),
      send: async (_token, items, context) => {
        contexts.push(context);
        return server.answer(items);
      },
      now: () => new Date('2026-11-21T11:00:00Z'),
      alone: (work) => work(),
      changed: () => undefined,
    });
    for (let n = 10; n < 35; n += 1) await store.finish(aRow(`${n}`, undefined, linkId));
    await store.refuse({ ...aRow('99', undefined, linkId), refusal: { reason: 'rejected' } });
    await own.sendNow();
    return contexts;
  };

  it('is the phone’s clock, and how much of the link stays behind', async () => {
    const sentAt = '2026-11-21T11:00:00.000Z';
    expect(await contextsOf('link')).toEqual([
      { sentAt, waiting: 6 },
      { sentAt, waiting: 1 },
    ]);
  });

  it('never counts people who answer for themselves', async () => {
    const view = { id: 'own', purpose: 'respondent', title: {}, languages: ['vi'] };
    await store.saveLink({ id: 'own', token: 't', view, definitionHash: 'h' });
    for (const context of await contextsOf('own')) expect(context).not.toHaveProperty('waiting');
  });
});

describe('a link whose token is not known', () => {
  it('keeps its responses and holds up no other link', async () => {
    await store.finish(aRow('1'));
    await store.finish(aRow('2', undefined, 'other'));
    server.once(() => ({ kind: 'stranger' }));

    await outbox.sendNow();

    expect(await waitingIds()).toEqual(['1']);
    expect((await store.receipts()).map(({ id }) => id)).toEqual(['2']);
  });
});

describe('rows of former builds', () => {
  it.each(oldPhones.map((rowsOf, index) => [index + 1, rowsOf] as const))(
    'go out as they are (layout %i)',
    async (_number, rowsOf) => {
      const rows = rowsOf({ linkId: 'old', token: 'token-old', definitionHash: 'h' });
      // as: what stands in phones' databases
      for (const row of rows.link) await store.saveLink(row as LinkRow);
      for (const row of rows.outbox) await store.finish(row as OutboxRow);

      await outbox.sendNow();

      expect(await store.outbox()).toEqual([]);
      expect(server.requests).toEqual([(rows.outbox as OutboxRow[]).map(({ id }) => id)]);
    },
  );
});

describe('the back-off', () => {
  it('is shown while it lasts, and not where nothing has failed', async () => {
    await outbox.sendNow();
    expect(outbox.nextTryAt).toBeUndefined();

    server.once(() => ({ kind: 'later', afterSeconds: 9 }));
    await outbox.add(aRow('1'));
    await settle();
    expect(outbox.nextTryAt).toBe(Date.parse('2026-11-21T11:00:09Z'));

    await vi.advanceTimersByTimeAsync(9_000);
    expect(await waitingIds()).toEqual([]);
    expect(outbox.nextTryAt).toBeUndefined();
  });

  it('grows with failures, obeys the server, and forgets after a success', () => {
    const backOff = createBackOff();
    expect(backOff.delayMs(1)).toBe(1000);

    backOff.failed();
    backOff.failed();
    expect(backOff.delayMs(1)).toBe(4000);
    expect(backOff.delayMs(0)).toBe(2000);

    backOff.failed(90);
    expect(backOff.delayMs(0)).toBe(90_000);

    backOff.succeeded();
    expect(backOff.delayMs(1)).toBe(1000);
  });
});
