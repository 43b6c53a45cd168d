import { beforeEach, describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { createBackOff } from '#web/respond/outbox/back-off.ts';
import type { LinkReply } from '#web/respond/outbox/collect-api.ts';
import { memoryStore } from '#web/respond/outbox/memory-store.ts';
import { openInterviews } from '#web/respond/outbox/open-interviews.ts';
import { Outbox } from '#web/respond/outbox/outbox.ts';
import type { PhoneStore } from '#web/respond/outbox/phone-store.ts';
import type { OutboxRow } from '#web/respond/outbox/rows.ts';
import type { StorageRoom } from '#web/respond/outbox/storage-room.ts';
import type { LinkView, SubmissionItem } from '#web/respond/outbox/wire.ts';
import { Phone } from '#web/respond/phone.ts';
import { receiptLines } from '#web/respond/screens/receipt-lines.ts';

const now = new Date('2026-11-21T10:00:00Z');
const definition: Definition = { pages: [{ name: 'p' }] };
const view: LinkView = {
  id: 'link',
  purpose: 'collector',
  title: { vi: 'Ý kiến' },
  languages: ['vi'],
  holder: 'Lan',
};

let store: PhoneStore;
let sent: SubmissionItem[];
let room: StorageRoom;
let askedFor: number[];
/** What the server says that it does not hold. */
let lostId: string | undefined;

beforeEach(() => {
  room = { isPersistent: true, freeBytes: 900_000_000 };
  askedFor = [];
  lostId = undefined;
  store = memoryStore();
  sent = [];
});

/** A phone over the shared storage; what the server says of the link, and the address it is opened by, may differ. */
async function openPhone(reply: LinkReply, token: string | null = 'token-1') {
  const asked: string[] = [];
  const known: (string | undefined)[] = [];
  let answer = reply;
  let clock = now;
  let ids = 0;
  const phone = new Phone({
    linkId: 'link',
    token: token ?? undefined,
    store,
    fetchLink: async (used, has) => {
      asked.push(used);
      known.push(has);
      return answer;
    },
    fetchProgress: async () => ({ received: 34, wanted: 50 }),
    fetchReceipts: async (_token, ids) => {
      askedFor.push(ids.length);
      return ids.filter((id) => id !== lostId).map((id) => ({ id, status: 'stored' }));
    },
    sealer: async ({ id }, to) => `sealed ${id} to ${to.kid}`,
    room: async () => room,
    interviews: openInterviews(undefined),
    now: () => clock,
    counterMs: () => clock.getTime(),
    newId: () => `response-${++ids}`,
    announce: () => undefined,
  });
  const outbox = new Outbox({
    store,
    backOff: createBackOff(),
    send: async (_token, items) => {
      sent.push(...items);
      return { kind: 'answered', results: items.map(({ id }) => ({ id, status: 'stored' })) };
    },
    now: () => now,
    alone: (work) => work(),
    changed: () => void phone.refresh(),
  });
  phone.join(outbox);
  await phone.open(undefined);
  /** The server says something else from now on, and time has passed. */
  const later = (next: LinkReply, seconds: number): void => {
    answer = next;
    clock = new Date(clock.getTime() + seconds * 1000);
  };
  return { phone, asked, known, later };
}

const open = (special: Partial<LinkView> = {}, hash = 'h1', serverTime = now): LinkReply => ({
  kind: 'open',
  serverTime,
  answer: { link: { ...view, ...special }, definition, definitionHash: hash },
});
const unreachable: LinkReply = { kind: 'unreachable' };

describe('a link opened on a phone', () => {
  it('is open when the server says so, and is known from then on', async () => {
    const { phone } = await openPhone(open());
    expect(phone.snapshot()).toMatchObject({ standing: 'open', online: true, definition });

    const later = await openPhone(unreachable);
    expect(later.phone.snapshot()).toMatchObject({ standing: 'open', online: false, definition });
  });

  it('goes by the server’s clock where the phone’s is wrong by years, also without a network', async () => {
    const closesAt = '2025-12-31T16:59:59Z';
    await openPhone(open({ closesAt }, 'h1', new Date('2025-10-17T10:00:00Z')));
    const { phone } = await openPhone(unreachable);
    expect(phone.snapshot().standing).toBe('open');

    const opensAt = '2026-12-01T00:00:00Z';
    const early = await openPhone(open({ opensAt }, 'h1', new Date('2026-12-02T00:00:00Z')));
    expect(early.phone.snapshot().standing).toBe('open');
  });

  it('needs a network for the first opening', async () => {
    const { phone } = await openPhone(unreachable);

    expect(phone.snapshot()).toMatchObject({ standing: 'first-open', online: false });
  });

  it('is asked for under the token that the phone has kept, where the address has none', async () => {
    await openPhone(open());

    const { phone, asked } = await openPhone(open(), null);

    expect(asked).toEqual(['token-1']);
    expect(phone.snapshot().standing).toBe('open');
  });

  it('is unknown where neither the address nor the phone has a token', async () => {
    const { phone, asked } = await openPhone(open(), null);

    expect(asked).toEqual([]);
    expect(phone.snapshot().standing).toBe('unknown');
  });

  it('stands as the server says: unknown, over or paused, with what the phone keeps still there', async () => {
    const { phone } = await openPhone(open());
    await phone.begin({ join: 'yes' }, 'vi');

    expect((await openPhone({ kind: 'unknown' })).phone.snapshot().standing).toBe('unknown');
    const over = await openPhone({ kind: 'over' });
    expect(over.phone.snapshot()).toMatchObject({
      standing: 'over',
      drafts: [{ id: 'response-1' }],
    });
    const paused = await openPhone({ kind: 'paused' });
    expect(paused.phone.snapshot()).toMatchObject({ standing: 'paused', drafts: [{}] });
  });

  it('is over or not yet begun by the phone’s own clock while there is no network', async () => {
    await openPhone(open({ closesAt: '2026-11-20T16:59:59Z' }));
    expect((await openPhone(unreachable)).phone.snapshot().standing).toBe('over');

    await openPhone(open({ opensAt: '2026-11-22T00:00:00Z' }));
    expect((await openPhone(unreachable)).phone.snapshot().standing).toBe('early');
  });
});

describe('a phone that stays open', () => {
  it('takes a new version at its next contact, for the next interview', async () => {
    const { phone, known, later } = await openPhone(open());
    const begun = await phone.begin({}, 'vi');
    later(open({}, 'h2'), 120);

    await phone.contact();

    expect(known).toEqual([undefined, 'h1']);
    expect(phone.snapshot()).toMatchObject({ standing: 'open', link: { definitionHash: 'h2' } });
    expect(phone.snapshot().drafts[0]?.definitionHash).toBe('h1');
    await phone.finish(begun, { answers: {}, outcome: 'completed' });
    await phone.finish(await phone.begin({}, 'vi'), { answers: {}, outcome: 'completed' });
    expect(sent.map(({ definitionHash }) => definitionHash)).toEqual(['h1', 'h2']);
  });

  it('does not ask again right after it has, and keeps what it has where nothing is new', async () => {
    const { phone, asked, later } = await openPhone(open());
    later({ kind: 'same' }, 10);
    await phone.contact();
    expect(asked).toHaveLength(1);

    later({ kind: 'same' }, 60);
    await phone.contact();

    expect(asked).toHaveLength(2);
    expect(phone.snapshot()).toMatchObject({
      standing: 'open',
      online: true,
      definition,
      link: { definitionHash: 'h1' },
    });
  });

  it('goes on with what it has where the network is gone, and hears that the link is over', async () => {
    const { phone, later } = await openPhone(open());
    later(unreachable, 120);
    await phone.contact();
    expect(phone.snapshot()).toMatchObject({ standing: 'open', online: false });

    later({ kind: 'over' }, 120);
    await phone.contact();

    expect(phone.snapshot()).toMatchObject({ standing: 'over', online: true });
  });
});

describe('an interview', () => {
  it('goes on under the definition it was begun with when a new version comes', async () => {
    const { phone } = await openPhone(open());
    const draft = await phone.begin({}, 'vi');

    const later = await openPhone(open({}, 'h2'));
    expect(later.phone.snapshot().link?.definitionHash).toBe('h2');
    expect(await later.phone.definitionOf(draft)).toBe(definition);
    await later.phone.finish(draft, { answers: { a: 1 }, outcome: 'completed' });

    expect(sent).toMatchObject([{ id: 'response-1', definitionHash: 'h1', answers: { a: 1 } }]);
  });

  it('carries the name that the collector wrote, else the holder’s', async () => {
    const { phone } = await openPhone(open());
    await phone.finish(await phone.begin({}, 'vi'), { answers: {}, outcome: 'completed' });
    await phone.changeLink({ collectorName: 'Mai' });
    await phone.finish(await phone.begin({}, 'vi'), { answers: {}, outcome: 'completed' });

    expect(sent.map(({ collectorName }) => collectorName)).toEqual(['Lan', 'Mai']);
  });

  it('carries no name on a respondent’s own link', async () => {
    const { phone } = await openPhone(open({ purpose: 'respondent' }));
    await phone.finish(await phone.begin({}, 'vi'), { answers: {}, outcome: 'refused' });

    expect(sent[0]).not.toHaveProperty('collectorName');
  });

  it('does not come back as a draft when a late save arrives after its end', async () => {
    const { phone } = await openPhone(open());
    const draft = await phone.begin({}, 'vi');
    await phone.finish(draft, { answers: {}, outcome: 'completed' });

    await phone.saveDraft({ ...draft, answers: { a: 'late' } });

    expect(phone.snapshot().drafts).toEqual([]);
  });
});

describe('what lies on a phone for long', () => {
  const sealTo = { kid: 'k1', key: 'AAAA' };
  const day = 24 * 60 * 60;
  const asking: Definition = {
    pages: [
      {
        name: 'p',
        elements: [
          { type: 'radiogroup', name: 'join', lnRole: 'consent', lnOutcome: { no: 'refused' } },
        ],
      },
    ],
  };
  const sealing = (hash = 'h1'): LinkReply => ({
    kind: 'open',
    serverTime: now,
    answer: { link: view, definition: asking, definitionHash: hash, sealTo },
  });

  it('is sealed after a day if the person had agreed, and deleted if not', async () => {
    const { phone, later } = await openPhone(sealing());
    const agreed = await phone.begin({ join: 'yes', work: ' Tổ trưởng ', skills: [] }, 'vi');
    await phone.begin({}, 'vi');
    later(sealing(), day + 60);

    await phone.tidy();

    expect(phone.snapshot().drafts).toEqual([]);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      id: agreed.id,
      outcome: 'partial',
      finishedAt: agreed.updatedAt,
      sealed: `sealed ${agreed.id} to k1`,
    });
    expect(sent[0]).not.toHaveProperty('answers');
  });

  it('stays while it is on somebody’s screen', async () => {
    const { phone, later } = await openPhone(sealing());
    const draft = await phone.begin({ join: 'yes' }, 'vi');
    const release = phone.hold(draft.id);
    later(sealing(), day + 60);

    await phone.tidy();
    expect(phone.snapshot().drafts).toHaveLength(1);
    release();
    await phone.tidy();
    expect(phone.snapshot().drafts).toEqual([]);
  });

  it('keeps the definitions that something still needs, and no others', async () => {
    const { phone, later } = await openPhone(sealing('h1'));
    const draft = await phone.begin({ join: 'yes' }, 'vi');
    later(sealing('h2'), 120);
    await phone.contact();
    expect(await store.definition('h1')).toBeDefined();

    await phone.deleteDraft(draft.id);
    await phone.tidy();
    expect(await store.definition('h1')).toBeUndefined();
    expect(await store.definition('h2')).toBeDefined();
  });

  it('is told before it runs full', async () => {
    // The memory of a test is no disk; this one says that it is.
    store = { ...memoryStore(), durable: true, kind: 'disk' };
    room = { isPersistent: false, freeBytes: 49_000_000 };
    const { phone } = await openPhone(sealing());

    expect(phone.snapshot()).toMatchObject({ storage: 'scarce', isPersistent: false, seals: true });
  });
});

describe('what the server knows of this phone', () => {
  it('is how far the field work has come, kept for when there is no network', async () => {
    await openPhone(open());

    const { phone } = await openPhone(unreachable);
    expect(phone.snapshot().progress).toMatchObject({ received: 34, wanted: 50 });
  });

  it('is not told to people who answer for themselves', async () => {
    const { phone } = await openPhone(open({ purpose: 'respondent' }));

    expect(phone.snapshot().progress).toBeUndefined();
  });

  it('can be compared, receipt by receipt, a hundred at a time', async () => {
    const { phone } = await openPhone(open());
    for (let n = 0; n < 130; n += 1)
      await phone.finish(await phone.begin({}, 'vi'), { answers: {}, outcome: 'completed' });
    await phone.refresh();
    lostId = 'response-7';

    await phone.checkReceipts();

    expect(askedFor).toEqual([100, 30]);
    expect(phone.snapshot().check).toMatchObject({ asked: 130, missing: ['response-7'] });
    expect(receiptLines(phone.snapshot()).split('\n')).toHaveLength(130);
    expect(receiptLines(phone.snapshot())).toMatch(/response-7 \S+ \?/);
  });
});

describe('how long an interview took', () => {
  it('does not follow a clock that is set back in the middle of it', async () => {
    let clock = now;
    let counter = 0;
    const phone = new Phone({
      linkId: 'link',
      token: 'token-1',
      store,
      fetchLink: async () => open(),
      fetchProgress: async () => undefined,
      fetchReceipts: async () => undefined,
      sealer: undefined,
      room: async () => room,
      interviews: openInterviews(undefined),
      now: () => clock,
      counterMs: () => counter,
      newId: () => 'response-1',
      announce: () => undefined,
    });
    const rows: OutboxRow[] = [];
    // as: what the phone uses of it
    phone.join({ add: async (row: OutboxRow) => void rows.push(row) } as unknown as Outbox);
    await phone.open(undefined);
    const draft = await phone.begin({}, 'vi');
    clock = new Date(now.getTime() - 400 * 24 * 60 * 60 * 1000 + 600_000);
    counter = 600_000;

    await phone.finish(draft, { answers: {}, outcome: 'completed' });

    const { startedAt, finishedAt } = rows[0]?.item ?? { startedAt: '', finishedAt: '' };
    expect(Date.parse(finishedAt) - Date.parse(startedAt)).toBe(600_000);
  });
});
