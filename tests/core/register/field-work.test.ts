import { describe, expect, it } from 'vitest';
import type { FieldFacts, FieldLink, TallyRow } from '#core/register/field-facts.ts';
import { fieldWorkOf } from '#core/register/field-work.ts';
import type { Target } from '#core/register/target.ts';
import { at } from '../../support/build.ts';

const zone = 'Asia/Ho_Chi_Minh';
const site = (id: string, headcount: number | null = null) => ({
  id,
  projectId: 'p',
  code: id,
  name: `Xưởng ${id}`,
  headcount,
});
const link = (id: string, special: Partial<FieldLink> = {}): FieldLink => ({
  id,
  holder: `Chị ${id}`,
  purpose: 'collector',
  siteId: 'A',
  isOpen: true,
  quota: null,
  completed: 0,
  startsOn: '2026-04-01',
  endsOn: null,
  waiting: 0,
  lastSeenAt: null,
  ...special,
});
const tally = (day: string, count: number, special: Partial<TallyRow> = {}): TallyRow => ({
  day,
  linkId: 'l1',
  siteId: 'A',
  outcome: 'completed',
  count,
  last: `${day}T05:00:00.000Z`,
  ...special,
});
const target = (kind: Target['kind'], key: string, wanted: number): Target => ({
  kind,
  key,
  wanted,
});
const sample = (siteId: string, special: object) => ({
  siteId,
  headcount: null,
  invited: null,
  method: null,
  note: null,
  ...special,
});

/** The third of five days, in the afternoon. */
const facts = (special: Partial<FieldFacts> = {}): FieldFacts => ({
  now: at('2026-04-16T08:00:00'),
  day: '2026-04-16',
  isAnonymous: false,
  period: { startsOn: '2026-04-14', endsOn: '2026-04-18', unit: 'responses' },
  targets: [target('survey', '', 100)],
  tallies: [
    tally('2026-04-14', 20),
    tally('2026-04-15', 25, { linkId: 'l2', siteId: 'B' }),
    tally('2026-04-16', 7),
    tally('2026-04-16', 3, { outcome: 'refused' }),
    tally('2026-04-15', 2, { outcome: 'partial' }),
    tally('2026-04-15', 1, { outcome: 'screened-out' }),
  ],
  people: null,
  sites: [site('A', 60), site('B'), site('C')],
  links: [link('l1'), link('l2', { siteId: 'B' })],
  samples: [],
  cells: [],
  flags: { waiting: 0, lookAlikes: 0, late: 0, clock: 0 },
  ...special,
});
const work = (special: Partial<FieldFacts> = {}) => fieldWorkOf(facts(special), zone);

describe('the counts', () => {
  it('are of completed responses, with the others beside them', () => {
    expect(work().counts).toEqual({
      received: 52,
      today: 7,
      wanted: 100,
      expectedByToday: 60,
      missing: 48,
      perDayNeeded: 16,
      startsOn: '2026-04-14',
      endsOn: '2026-04-18',
      refused: 3,
      partial: 2,
      screenedOut: 1,
      waitingOnPhones: 0,
    });
  });

  it('say nothing of what is wanted without targets', () => {
    const { counts } = work({ targets: [] });
    expect(counts).not.toHaveProperty('wanted');
    expect(counts).not.toHaveProperty('missing');
    expect(counts).not.toHaveProperty('expectedByToday');
  });

  it('want what sites want together, else what links want, where the survey has no target of its own', () => {
    const sites = [target('site', 'A', 40), target('site', 'B', 30)];
    const links = [target('link', 'l1', 15)];
    expect(work({ targets: [...sites, ...links] }).counts.wanted).toBe(70);
    expect(work({ targets: links }).counts.wanted).toBe(15);
    expect(work({ targets: [target('survey', '', 90), ...sites] }).counts.wanted).toBe(90);
  });

  it('keep people and contacts apart: a person counts once, where they first answered', () => {
    const people = [
      tally('2026-04-14', 18),
      tally('2026-04-15', 20, { linkId: 'l2', siteId: 'B' }),
    ];
    const told = work({ people });
    expect(told).toMatchObject({ unit: 'responses', counts: { received: 52 } });
    expect(told.counts).toMatchObject({ people: 38, contacts: 52 });
    const period = { startsOn: '2026-04-14', endsOn: '2026-04-18', unit: 'people' } as const;
    const byPeople = work({ people, period });
    expect(byPeople).toMatchObject({ unit: 'people' });
    expect(byPeople.counts).toMatchObject({ received: 38, today: 0, missing: 62, contacts: 52 });
    expect(byPeople.sites.map(({ received }) => received)).toEqual([18, 20]);
    expect(byPeople.days.map(({ received }) => received)).toEqual([18, 20, 0]);
  });

  it('count responses where people cannot be told apart, and say so', () => {
    const period = { startsOn: null, endsOn: null, unit: 'people' } as const;
    const told = work({ period });
    expect(told.unit).toBe('responses');
    expect(told.counts.received).toBe(52);
    expect(told.counts).not.toHaveProperty('people');
  });
});

describe('the days', () => {
  it('run without a gap from the first to today, with what is expected by the end of each', () => {
    expect(work().days).toEqual([
      { day: '2026-04-14', received: 20, expected: 20 },
      { day: '2026-04-15', received: 25, expected: 40 },
      { day: '2026-04-16', received: 7, expected: 60 },
    ]);
  });

  it('begin before the period and go on after it where answers came', () => {
    const tallies = [tally('2026-04-12', 1), tally('2026-04-20', 2)];
    const { days } = work({ tallies, day: '2026-04-25' });
    expect(days[0]).toEqual({ day: '2026-04-12', received: 1 });
    expect(days.at(-1)).toEqual({ day: '2026-04-20', received: 2 });
    expect(days).toHaveLength(9);
  });

  it('are none before the first', () => {
    expect(work({ tallies: [], day: '2026-04-10' }).days).toEqual([]);
  });

  it('of a line are the last 28', () => {
    const { days, links } = work({ tallies: [tally('2026-03-01', 5), tally('2026-04-16', 2)] });
    expect(days).toHaveLength(47);
    expect(links[0]?.days).toHaveLength(28);
    expect(links[0]?.days.at(-1)).toBe(2);
    expect(links[0]).toMatchObject({ received: 7 });
  });
});

describe('the lines', () => {
  it('are of sites that have to do with the survey, and of links', () => {
    const { sites, links } = work({
      targets: [target('site', 'A', 50), target('link', 'l2', 20)],
      samples: [sample('A', { invited: 54, method: 'random' })],
    });
    expect(sites).toEqual([
      {
        id: 'A',
        name: 'Xưởng A',
        received: 27,
        days: [20, 0, 7],
        lastReceivedAt: '2026-04-16T05:00:00.000Z',
        wanted: 50,
        expected: 30,
        headcount: 60,
        invited: 54,
        responseRate: 0.5,
        method: 'random',
      },
      {
        id: 'B',
        name: 'Xưởng B',
        received: 25,
        days: [0, 25, 0],
        lastReceivedAt: '2026-04-15T05:00:00.000Z',
      },
    ]);
    expect(links[1]).toEqual({
      id: 'l2',
      name: 'Chị l2',
      purpose: 'collector',
      place: 'Xưởng B',
      received: 25,
      days: [0, 25, 0],
      lastReceivedAt: '2026-04-15T05:00:00.000Z',
      wanted: 20,
      expected: 12,
    });
  });

  it('leave out links that are over and were never used', () => {
    const links = [link('l1', { isOpen: false }), link('l9', { isOpen: false })];
    expect(work({ links }).links.map(({ id }) => id)).toEqual(['l1']);
  });

  it('expect of a link only what its own days allow', () => {
    const targets = [target('link', 'l1', 30), target('link', 'l9', 30)];
    const links = [link('l1'), link('l9', { startsOn: '2026-04-16' })];
    const lines = work({ targets, links }).links;
    expect(lines[0]).toMatchObject({ expected: 18 });
    expect(lines[1]).toMatchObject({ expected: 10, received: 0 });
    expect(lines[1]).not.toHaveProperty('behind');
  });

  it('have no rate where more answered than were invited', () => {
    const samples = [sample('A', { invited: 26, method: 'random' })];
    expect(work({ samples }).sites[0]).toMatchObject({ invited: 26, responseRate: null });
  });

  it('of quota cells come as they were counted', () => {
    const key = '{"sex":"f"}';
    const cells = [{ cell: { sex: 'f' }, key, name: 'Nữ', received: 21 }];
    expect(work({ cells, targets: [target('cell', key, 60)] }).cells).toEqual([
      {
        id: key,
        name: 'Nữ',
        cell: { sex: 'f' },
        received: 21,
        days: [],
        wanted: 60,
        expected: 36,
      },
    ]);
  });
});

describe('the response rate of all', () => {
  it('needs invitations of every site that answered', () => {
    const a = sample('A', { invited: 54, method: 'random' });
    expect(work({ samples: [a] }).counts).not.toHaveProperty('responseRate');
    const b = sample('B', { headcount: 50, method: 'census' });
    expect(work({ samples: [a, b] }).counts).toMatchObject({ invited: 104, responseRate: 0.5 });
  });

  it('is of everybody where people belong to no site', () => {
    const samples = [sample('all', { invited: 208, method: 'random' })];
    expect(work({ samples }).counts).toMatchObject({ invited: 208, responseRate: 0.25 });
  });

  it('counts each person once where targets count people', () => {
    const period = { startsOn: null, endsOn: null, unit: 'people' } as const;
    const samples = [sample('all', { invited: 76, method: 'random' })];
    const { counts } = work({ period, samples, people: [tally('2026-04-14', 38)] });
    expect(counts.responseRate).toBe(0.5);
  });
});

describe('anonymous surveys', () => {
  it('tell no link\u2019s days or last times, and nothing that needs them', () => {
    const told = work({
      isAnonymous: true,
      tallies: [tally('2026-04-14', 20, { linkId: null, last: null })],
      links: [link('l1', { completed: 15, waiting: 4, lastSeenAt: '2026-04-15T00:00:00.000Z' })],
    });
    expect(told.links).toEqual([
      {
        id: 'l1',
        name: 'Chị l1',
        purpose: 'collector',
        place: 'Xưởng A',
        received: 15,
        days: [],
      },
    ]);
    expect(JSON.stringify(told)).not.toContain('lastReceivedAt');
    expect(told.counts).not.toHaveProperty('waitingOnPhones');
    expect(told.attention.map(({ code }) => code)).not.toContain('on-phones');
    expect(told.attention.map(({ code }) => code)).not.toContain('link-silent');
  });
});
