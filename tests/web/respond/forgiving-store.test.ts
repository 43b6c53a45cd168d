import { beforeEach, describe, expect, it } from 'vitest';
import { forgivingStore } from '#web/respond/outbox/forgiving-store.ts';
import { memoryStore } from '#web/respond/outbox/memory-store.ts';
import type { PhoneStore } from '#web/respond/outbox/phone-store.ts';
import type { DraftRow, LinkRow, OutboxRow } from '#web/respond/outbox/rows.ts';

const at = '2026-11-21T10:00:00.000Z';
const definitionHash = 'h1';
const draft: DraftRow = {
  id: 'a',
  linkId: 'link',
  definitionHash,
  language: 'vi',
  startedAt: at,
  updatedAt: at,
  pageNumber: 1,
  answers: { sex: 'female' },
};
const row: OutboxRow = {
  id: 'a',
  linkId: 'link',
  savedAt: at,
  item: {
    id: 'a',
    definitionHash,
    outcome: 'completed',
    startedAt: at,
    finishedAt: at,
    language: 'vi',
    answers: draft.answers,
  },
};
const receipt = { id: 'a', linkId: 'link', savedAt: at, receivedAt: at, needsReview: false };
const link: LinkRow = {
  id: 'link',
  token: 'token',
  definitionHash,
  view: { id: 'link', purpose: 'collector', title: { vi: 'Ý kiến' }, languages: ['vi'] },
};

let disk: PhoneStore;
let isFull: boolean;
let store: PhoneStore;

beforeEach(() => {
  isFull = false;
  const kept = memoryStore();
  const full = async <Value>(write: () => Promise<Value>): Promise<Value> => {
    if (isFull) throw new DOMException('full', 'QuotaExceededError');
    return write();
  };
  disk = {
    ...kept,
    durable: true,
    saveLink: (value) => full(() => kept.saveLink(value)),
    saveDefinition: (value) => full(() => kept.saveDefinition(value)),
    saveDraft: (value) => full(() => kept.saveDraft(value)),
    finish: (value) => full(() => kept.finish(value)),
    refuse: (value) => full(() => kept.refuse(value)),
    receive: (value) => full(() => kept.receive(value)),
  };
  store = forgivingStore(disk);
});

describe('a phone whose disk is full', () => {
  it('opens its link from memory, and says that nothing lasts', async () => {
    isFull = true;
    await store.saveDefinition({ hash: definitionHash, definition: { pages: [] } });
    await store.saveLink(link);

    expect(await store.link('link')).toEqual(link);
    expect(await store.definition(definitionHash)).toBeDefined();
    expect(store.durable).toBe(false);
  });

  it('takes an interview to its receipt, with what was saved before still there', async () => {
    await store.finish({ ...row, id: 'older' });
    await store.saveDraft(draft);
    isFull = true;
    await store.saveDraft({ ...draft, answers: { sex: 'male' } });
    expect(store.durable).toBe(false);
    expect(await store.drafts()).toEqual([{ ...draft, answers: { sex: 'male' } }]);

    await store.finish(row);
    expect(store.durable).toBe(false);
    expect(await store.drafts()).toEqual([]);
    expect((await store.outbox()).map(({ id }) => id).sort()).toEqual(['a', 'older']);
    // Should the page close now, the interview can be finished again.
    expect((await disk.drafts()).map(({ id }) => id)).toEqual(['a']);

    await store.receive(receipt);
    expect(store.durable).toBe(true);
    expect((await store.outbox()).map(({ id }) => id)).toEqual(['older']);
    expect(await store.receipts()).toEqual([receipt]);
    expect(await disk.drafts()).toEqual([]);
    await store.saveDraft(draft);
    expect(await store.drafts()).toEqual([]);
  });

  it('lasts again as soon as the disk takes the row', async () => {
    isFull = true;
    await store.saveDraft(draft);
    await store.saveLink(link);
    isFull = false;
    await store.saveDraft(draft);
    await store.saveLink({ ...link, collectorName: 'Lan' });

    expect(store.durable).toBe(true);
    expect(await disk.drafts()).toEqual([draft]);
    expect(await store.link('link')).toMatchObject({ collectorName: 'Lan' });
  });

  it('keeps a response that a full disk could not let go from being sent twice in one visit', async () => {
    await store.finish(row);
    isFull = true;
    await store.receive(receipt);

    expect(await store.outbox()).toEqual([]);
    expect(await store.receipts()).toEqual([receipt]);
    expect(store.durable).toBe(true);
  });

  it('keeps a passing receipt from the disk, and the interview from coming back', async () => {
    await store.finish(row);
    await store.receive({ ...receipt, isPassing: true });
    await store.saveDraft(draft);

    expect(await store.receipts()).toMatchObject([{ id: 'a' }]);
    expect(await store.drafts()).toEqual([]);
    expect(await store.outbox()).toEqual([]);
  });

  it('forgets what a person throws away', async () => {
    isFull = true;
    await store.saveDraft(draft);
    await store.deleteDraft('a');

    expect(await store.drafts()).toEqual([]);
    expect(store.durable).toBe(true);
  });
});
