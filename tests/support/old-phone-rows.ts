/**
 * What phones of former builds have in their databases, to the letter: phones are updated months after the last interview
 * was finished on them. Kept for ever; a new layout gets a new entry.
 */
export interface OldPhone {
  readonly linkId: string;
  readonly token: string;
  readonly definitionHash: string;
}

type Rows = Readonly<Record<'link' | 'draft' | 'outbox' | 'receipt', readonly object[]>>;

const at = '2026-10-02T03:04:05.678Z';
const item = (id: string, definitionHash: string, answers: object): object => ({
  id,
  definitionHash,
  outcome: 'completed',
  startedAt: '2026-10-02T02:55:00.000Z',
  finishedAt: at,
  language: 'vi',
  answers,
});

/** The first phones: nothing of the server's clock, answers in clear. */
const first = ({ linkId, token, definitionHash }: OldPhone): Rows => ({
  link: [
    {
      id: linkId,
      token,
      view: { id: linkId, purpose: 'collector', title: { vi: 'Ý kiến' }, languages: ['vi', 'en'] },
      definitionHash,
    },
  ],
  draft: [],
  outbox: [
    {
      id: '11111111-1111-4111-8111-111111111111',
      linkId,
      savedAt: at,
      item: item('11111111-1111-4111-8111-111111111111', definitionHash, { topic: 'law' }),
    },
  ],
  receipt: [{ id: 'r-1', linkId, savedAt: at, receivedAt: at, needsReview: false }],
});

/** Then: the server's clock is known, a collector's name goes along, refusals carry a status. */
const second = ({ linkId, token, definitionHash }: OldPhone): Rows => ({
  link: [
    {
      id: linkId,
      token,
      view: {
        id: linkId,
        purpose: 'collector',
        title: { vi: 'Ý kiến' },
        languages: ['vi', 'en'],
        holder: 'Lan',
      },
      definitionHash,
      collectorName: 'Mai',
      language: 'vi',
      clockAheadMs: -1200,
    },
  ],
  draft: [],
  outbox: [
    {
      id: '22222222-2222-4222-8222-222222222222',
      linkId,
      savedAt: at,
      item: {
        ...item('22222222-2222-4222-8222-222222222222', definitionHash, { number: 7 }),
        collectorName: 'Mai',
      },
    },
  ],
  receipt: [{ id: 'r-2', linkId, savedAt: at, receivedAt: at, needsReview: true, code: '7K2M9X' }],
});

export const oldPhones = [first, second] as const;
