import { describe, expect, it } from 'vitest';
import type { FieldFacts, FieldLink, TallyRow } from '#core/register/field-facts.ts';
import { fieldWorkOf } from '#core/register/field-work.ts';
import { at } from '../../support/build.ts';

const link = (special: Partial<FieldLink> = {}): FieldLink => ({
  id: 'l1',
  holder: 'Chị Hoa',
  purpose: 'collector',
  siteId: null,
  isOpen: true,
  quota: null,
  completed: 0,
  startsOn: '2026-04-01',
  endsOn: null,
  waiting: 0,
  lastSeenAt: null,
  ...special,
});
const came = (moment: string, count = 1): TallyRow => ({
  day: moment.slice(0, 10),
  linkId: 'l1',
  siteId: null,
  outcome: 'completed',
  count,
  last: moment,
});
const period = { startsOn: '2026-04-14', endsOn: '2026-04-28', unit: 'responses' } as const;
const none = { waiting: 0, lookAlikes: 0, late: 0, clock: 0 };

function attention(day: string, special: Partial<FieldFacts> = {}) {
  const facts: FieldFacts = {
    now: at(`${day}T03:00:00`),
    day,
    isAnonymous: false,
    period,
    targets: [],
    tallies: [],
    people: null,
    sites: [],
    links: [link()],
    samples: [],
    cells: [],
    flags: none,
    ...special,
  };
  return fieldWorkOf(facts, 'Asia/Ho_Chi_Minh').attention;
}

describe('a silent link', () => {
  // 23:30 in Viet Nam on the 16th.
  const tallies = [came('2026-04-16T16:30:00.000Z')];

  it.each([
    ['2026-04-16', []],
    ['2026-04-17', []],
    ['2026-04-18', []],
    ['2026-04-19', [2]],
    ['2026-04-25', [8]],
    ['2026-04-28', [11]],
    ['2026-04-29', []],
  ])('has said nothing for two whole days: on %s %j', (day, days) => {
    const found = attention(day, { tallies });
    expect(found.map(({ params }) => params.days)).toEqual(days);
    expect(found.every(({ code }) => code === 'link-silent')).toBe(true);
  });

  it('says since when, in the days of the project', () => {
    expect(attention('2026-04-19', { tallies })).toEqual([
      {
        code: 'link-silent',
        params: { days: 2 },
        linkId: 'l1',
        since: '2026-04-16T16:30:00.000Z',
      },
    ]);
    // Half an hour later it was the 17th there.
    const later = [came('2026-04-16T17:00:00.000Z')];
    expect(attention('2026-04-19', { tallies: later })).toEqual([]);
  });

  it('is not paused, closed or full', () => {
    const isOver = { tallies, links: [link({ isOpen: false })] };
    expect(attention('2026-04-25', isOver)).toEqual([]);
    const full = attention('2026-04-25', { tallies, links: [link({ quota: 5, completed: 5 })] });
    expect(full).toEqual([{ code: 'quota-reached', params: { count: 5 }, linkId: 'l1' }]);
  });

  it('is not told before its own days or after them', () => {
    const links = [link({ startsOn: '2026-04-24' })];
    expect(attention('2026-04-23', { tallies, links })).toEqual([]);
    const closed = [link({ endsOn: '2026-04-18' })];
    expect(attention('2026-04-25', { tallies, links: closed })).toEqual([]);
  });

  it('is told without a period for a month', () => {
    const open = { startsOn: null, endsOn: null, unit: 'responses' } as const;
    expect(attention('2026-05-10', { tallies, period: open })).toHaveLength(1);
    expect(attention('2026-06-10', { tallies, period: open })).toEqual([]);
  });
});

describe('a link that was never used', () => {
  it.each([
    ['2026-04-15', []],
    ['2026-04-16', [{ days: 2, since: '2026-04-14' }]],
    ['2026-04-20', [{ days: 6, since: '2026-04-14' }]],
  ])('is told once two whole days of the period are over: on %s', (day, told) => {
    expect(attention(day).map(({ params, since }) => ({ days: params.days, since }))).toEqual(told);
  });

  it('counts from the day on which it was made', () => {
    const links = [link({ startsOn: '2026-04-18' })];
    expect(attention('2026-04-19', { links })).toEqual([]);
    expect(attention('2026-04-20', { links })).toMatchObject([
      { code: 'link-unused', params: { days: 2 }, since: '2026-04-18' },
    ]);
  });
});

describe('what is behind pace', () => {
  const sites = [{ id: 'A', projectId: 'p', code: 'a', name: 'A', headcount: null }];
  const tallies = [{ ...came('2026-04-15T03:00:00.000Z', 5), siteId: 'A' }];
  const targets = [
    { kind: 'survey', key: '', wanted: 150 },
    { kind: 'site', key: 'A', wanted: 75 },
    { kind: 'link', key: 'l1', wanted: 30 },
  ] as const;

  it('is told of the survey, its sites and its links, the farthest behind first', () => {
    const found = attention('2026-04-16', { tallies, sites, targets });
    expect(found).toEqual([
      { code: 'behind-pace', params: { behind: 15, received: 5, expected: 30 } },
      { code: 'behind-pace', params: { behind: 5, received: 5, expected: 15 }, siteId: 'A' },
    ]);
  });

  it('is told only while there is time to catch up', () => {
    const codes = (day: string) =>
      attention(day, { tallies, sites, targets }).map(({ code }) => code);
    expect(codes('2026-04-28')).toContain('behind-pace');
    expect(codes('2026-04-29')).toEqual([]);
  });
});

describe('answers on phones', () => {
  const links = [link({ waiting: 7, lastSeenAt: '2026-04-15T01:30:00.000Z' })];
  const tallies = [came('2026-04-15T01:30:00.000Z')];

  it('are told once the phone has been away for an hour', () => {
    expect(attention('2026-04-15', { links, tallies })).toEqual([
      {
        code: 'on-phones',
        params: { count: 7 },
        linkId: 'l1',
        since: '2026-04-15T01:30:00.000Z',
      },
    ]);
    const now = at('2026-04-15T02:29:59');
    expect(attention('2026-04-15', { links, tallies, now })).toEqual([]);
  });
});

it('puts what is most urgent first', () => {
  const codes = attention('2026-04-20', {
    flags: { waiting: 1, lookAlikes: 3, late: 2, clock: 4 },
    links: [
      link(),
      link({ id: 'l2', waiting: 2, lastSeenAt: '2026-04-19T00:00:00.000Z' }),
      link({ id: 'l3', quota: 1, completed: 1 }),
    ],
    targets: [{ kind: 'survey', key: '', wanted: 100 }],
  }).map(({ code }) => code);
  expect(codes).toEqual([
    'waiting-decision',
    'link-unused',
    'link-unused',
    'behind-pace',
    'on-phones',
    'look-alikes',
    'clock',
    'late',
    'quota-reached',
  ]);
});
